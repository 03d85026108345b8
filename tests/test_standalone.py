"""The Markdown extension `grimoire` without any host: links, cards and findings."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown, markdown

GLOSSARY = """# Glossary

## Softmax

Turns [logits](#logit) into $p$.

## Logit { aliases="raw score" }

A score.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working directory, in which a glossary lies."""
    (tmp_path / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def converted(text: str, **options: Any) -> str:
    """Return the HTML of a text."""
    return markdown(text, extensions=["grimoire"], extension_configs={"grimoire": options})


def without_cards(html: str) -> str:
    """Return what a reader sees of a document."""
    return re.sub(r"<div data-search-exclude hidden>.*</div>", "", html, flags=re.DOTALL)


def test_a_text_is_linked_against_a_glossary_in_the_working_directory(folder: Path) -> None:
    html = without_cards(converted("The raw scores of a [function](term:softmax)."))
    assert folder == Path.cwd()
    assert html == (
        '<p>The <a class="grimoire-term" data-grimoire="logit" href="glossary.html#logit">raw '
        'scores</a> of a <a class="grimoire-term" data-grimoire="softmax" '
        'href="glossary.html#softmax">function</a>.</p>'
    )


def test_it_has_the_cards_of_what_it_uses(folder: Path) -> None:
    html = converted("A softmax.")
    assert html.count("<template") == 1
    assert '<a href="glossary.html#logit">logits</a> into <span class="grimoire-math"' in html
    assert "<template" not in converted("A softmax.", tooltips=False)
    assert "<template" not in converted("No use.")
    assert folder.exists()


@pytest.mark.parametrize("url", ["/glossary/", "https://example.org/glossary", "../g.html"])
def test_the_glossary_page_may_have_any_address(folder: Path, url: str) -> None:
    html = converted("A softmax.", page_url=url)
    assert f'href="{url}#softmax">softmax</a>' in html
    assert f'<a href="{url}#logit">logits</a>' in html
    assert folder.exists()


def test_the_glossary_page_itself_is_made_of_the_entries(folder: Path) -> None:
    html = converted((folder / "glossary.md").read_text("utf-8"), path="glossary.md")
    assert html.index('<h2 id="logit">Logit</h2>') < html.index('<h2 id="softmax">Softmax</h2>')
    assert '<p class="grimoire-aliases">Also known as: raw score</p>' in html
    assert '<a class="grimoire-term" data-grimoire="logit" href="#logit">logits</a>' in html
    assert "grimoire-backlinks" not in html


def test_the_fragments_are_those_of_the_converters_own_toc(folder: Path) -> None:
    (folder / "glossary.md").write_text("# G\n\n## Cross Entropy\n\nA loss.\n", encoding="utf-8")
    configs: dict[str, Any] = {"toc": {"separator": "_"}, "grimoire": {}}
    html = markdown("The cross entropy.", extensions=["toc", "grimoire"], extension_configs=configs)
    assert 'href="glossary.html#cross_entropy"' in html


def test_the_extensions_of_a_text_are_those_of_its_cards(folder: Path) -> None:
    (folder / "glossary.md").write_text("## Table\n\n|a|b|\n|-|-|\n|1|2|\n", encoding="utf-8")
    html = markdown("A table.", extensions=["tables", "grimoire"])
    assert "<th>a</th>" in html


def test_sources_are_relative_to_the_root(folder: Path) -> None:
    (folder / "terms").mkdir()
    (folder / "terms" / "more.yml").write_text("- term: Loss\n  definition: Bad.\n", "utf-8")
    html = converted("The loss.", root=str(folder / "terms"), sources=["more.yml"])
    assert 'href="glossary.html#loss">loss</a>' in html


def test_one_converter_links_many_texts_and_sees_a_changed_glossary(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_grimoire.hosts.known.FRESH", 0)
    md = Markdown(extensions=["grimoire"])
    assert "A score." in md.convert("A logit.")
    assert "grimoire-term" not in md.reset().convert("Nothing.")
    page = folder / "glossary.md"
    # As long as before, as it is where one letter is mended.
    page.write_text(GLOSSARY.replace("A score.", "A scale."), encoding="utf-8")
    os.utime(page, (1, 1))
    assert "A scale." in md.reset().convert("A logit.")


def test_what_is_wrong_is_logged_with_its_place(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = folder / "page.md"
    page.write_text("Text.\n\nA <term:softmx>.\n", encoding="utf-8")
    (folder / "glossary.md").write_text(f"{GLOSSARY}\n## Empty\n", encoding="utf-8")
    md = Markdown(extensions=["grimoire"], extension_configs={"grimoire": {"path": "page.md"}})
    for _ in range(2):
        html = md.reset().convert(page.read_text("utf-8"))
        assert '<span class="grimoire-undefined">softmx</span>' in html
    reference = "page.md:3: term not in glossary: 'softmx'. Did you mean 'softmax'? [undefined]"
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.WARNING, "grimoire: glossary.md:11: 'Empty' has no definition [empty]"),
        (logging.WARNING, f"grimoire: {reference}"),
        (logging.WARNING, f"grimoire: {reference}"),
    ]


def test_a_rule_has_the_level_that_the_options_give_it(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    converted("A <term:softmx>.", validation={"undefined": "ignore"})
    assert caplog.records == []
    converted("A <term:softmx>.", validation={"undefined": "error"})
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert folder.exists()


def test_a_missing_glossary_is_reported_and_costs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert converted("A *softmax*.") == "<p>A <em>softmax</em>.</p>"
    assert "no glossary: 'glossary.md' does not exist" in caplog.text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"autolnk": "all"}, "unknown option 'autolnk'"),
        ({"autolink": "some"}, "autolink: expected one of page, section, all, off; got 'some'"),
        ({"toc": True}, "toc: expected a number, got True"),
        ({"validation": {"undefined": 1}}, "validation: undefined: expected one of"),
        ({"page": "../g.md"}, "page: '../g.md' is not the path of a Markdown file in the docs"),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        converted("Text.", **options)


def test_the_text_of_headings_is_not_taken_for_the_document(folder: Path) -> None:
    html = markdown("# A softmax\n\nA softmax.", extensions=["toc", "grimoire"])
    assert html.startswith('<h1 id="a-softmax">A softmax</h1>')
    assert html.count("<template") == 1
    assert folder.exists()
