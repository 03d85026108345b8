"""Holds the example site to what it is for: three themes, every link right, every term in use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from conftest import EXAMPLE, ROOT, SHARED, Built, build_config
from walk import dead_links

SEED = SHARED / "seeds" / "grimoire.md"
LINK = re.compile(r'<a class="grimoire-term[^"]*" data-grimoire="([^"]*)"')
TEMPLATE = re.compile(r'<template data-grimoire="([^"]*)">.*?</template>', re.DOTALL)
THEMES = {
    "material": {"name": "material", "font": False},
    "mkdocs": {"name": "mkdocs", "highlightjs": False},
    "readthedocs": {"name": "readthedocs", "highlightjs": False},
}


@pytest.mark.parametrize("use_directory_urls", [True, False])
@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_builds_it_without_a_warning_or_a_dead_link(
    tmp_path: Path, theme: str, *, use_directory_urls: bool
) -> None:
    built = build_config(
        EXAMPLE / "mkdocs.yml",
        tmp_path,
        theme=THEMES[theme],
        use_directory_urls=use_directory_urls,
    )
    assert built.warnings == []
    assert dead_links(built.folder) == []


def pages(built: Built) -> list[Path]:
    """Return the pages of a site."""
    return sorted(path for path in built.folder.rglob("index.html"))


def test_each_page_carries_a_card_for_each_entry_that_it_uses_and_no_other(example: Built) -> None:
    for path in pages(example):
        html = path.read_text(encoding="utf-8")
        cards = TEMPLATE.findall(html)
        assert sorted(cards) == sorted(set(LINK.findall(TEMPLATE.sub("", html))))
        assert cards


def test_no_link_has_a_title_and_no_card_opens_another(example: Built) -> None:
    for path in pages(example):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"<a class=\"grimoire-term[^>]*\btitle=", html)
        assert not any("data-grimoire" in card[0][30:] for card in TEMPLATE.finditer(html))


def test_the_search_index_has_no_text_of_a_card(example: Built) -> None:
    index = (example.folder / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "<template" not in index
    assert index.count("the choice of a decision-maker who always takes the favourite") == 1


def test_every_entry_is_used_on_a_page(example: Built) -> None:
    assert not [message for message in example.messages(0) if "[unused]" in message]


def test_no_page_asks_another_host_for_anything(example: Built) -> None:
    for path in pages(example):
        html = path.read_text(encoding="utf-8")
        assert not re.findall(r'(?:src|<link[^>]*rel="stylesheet"[^>]*href)="https?://', html)


@pytest.mark.skipif(not SEED.exists(), reason="the founding glossary is not beside the project")
def test_it_defines_the_terms_of_the_founding_glossary_in_words_of_its_own() -> None:
    seed, own = SEED.read_text("utf-8"), (EXAMPLE / "docs" / "glossary.md").read_text("utf-8")
    terms = [line[3:].split(" {")[0].strip() for line in own.splitlines() if line[:3] == "## "]
    assert terms == [line[3:].strip() for line in seed.splitlines() if line.startswith("## ")]
    assert not shared_phrases(seed, own, words=8)


def shared_phrases(first: str, second: str, words: int) -> set[str]:
    """Return the runs of so many words that two texts share, formulas left out."""
    runs = []
    for text in (first, second):
        found = re.findall(r"[a-z]+", re.sub(r"\$[^$]+\$", "", text.lower()))
        runs.append({" ".join(found[i : i + words]) for i in range(len(found) - words + 1)})
    return runs[0] & runs[1]


def test_the_essays_use_their_own_entries_alone_and_the_manual_defines_its_own(
    example: Built,
) -> None:
    own = {entry["term"] for entry in yaml.safe_load((EXAMPLE / "manual.yml").read_text())["terms"]}
    glossary = (EXAMPLE / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert own
    assert not {f"## {term}" for term in own} & set(glossary.splitlines())
    build = example.config.plugins["grimoire"].current_build
    for page in ("information-theory.md", "metrics.md", "notes.md", "guides/reading-a-model.md"):
        assert not {use.entry.term for use in build.uses.on(page)} & own
    assert {use.entry.term for use in build.uses.on("manual/linking.md")} & own


def test_the_readme_shows_pictures_that_exist() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)
