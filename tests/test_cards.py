"""The cards: what of a block goes into one, and where its links lead from any page."""

from __future__ import annotations

import re

import pytest
from conftest import SiteBuilder
from helpers import entry, markup, tree

from mkdocs_grimoire.pages.cards import (
    ROOT,
    Card,
    card_content,
    from_root,
    linked_in,
    placed,
    template,
)
from mkdocs_grimoire.pages.interface import ENGLISH


@pytest.mark.parametrize(
    ("page_url", "target", "expected"),
    [
        ("glossary/", "#softmax", "glossary/#softmax"),
        ("glossary/", "", "glossary/"),
        ("glossary/", "./", "glossary/"),
        ("glossary/", "./#x", "glossary/#x"),
        ("glossary/", "../", "./"),
        ("glossary/", "..", "./"),
        ("glossary/", "../#x", "./#x"),
        ("glossary/", "../guide/", "guide/"),
        ("glossary/", "../guide/#x", "guide/#x"),
        ("glossary/", "../guide/chains/?q=1#x", "guide/chains/?q=1#x"),
        ("glossary/", "image.png", "glossary/image.png"),
        ("glossary/", "../images/a.png", "images/a.png"),
        ("glossary/", "../a%20b.png", "a%20b.png"),
        ("glossary/", "../../other/", "../other/"),
        ("docs/words/", "../../guide/", "guide/"),
        ("docs/words/", "../", "docs/"),
        ("docs/words/", "#x", "docs/words/#x"),
        ("glossary.html", "#x", "glossary.html#x"),
        ("glossary.html", "guide.html#x", "guide.html#x"),
        ("glossary.html", "images/a.png", "images/a.png"),
        ("glossary.html", "index.html", "index.html"),
        ("glossary.html", "./", "./"),
        ("docs/words.html", "../guide/a.html", "guide/a.html"),
        ("docs/words.html", "#x", "docs/words.html#x"),
        ("docs/words.html", "more.html", "docs/more.html"),
        ("./", "#x", "./#x"),
        ("./", "guide/#x", "guide/#x"),
        ("./", "./", "./"),
        ("", "#x", "./#x"),
        ("", "guide/", "guide/"),
        ("index.html", "guide.html", "guide.html"),
    ],
)
def test_a_link_of_the_glossary_page_leads_from_the_root(
    page_url: str, target: str, expected: str
) -> None:
    assert from_root(target, page_url) == ROOT + expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [("../../", "../"), ("../..", "../"), ("../../#x", "../#x"), ("../etc.", "etc.")],
)
def test_a_link_above_the_root_or_with_a_final_dot_keeps_its_dots(
    target: str, expected: str
) -> None:
    assert from_root(target, "glossary/") == ROOT + expected


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "http://example.org",
        "//example.org/x",
        "/absolute/#x",
        "mailto:a@example.org",
        "data:image/png;base64,xyz",
        "tel:1",
    ],
)
def test_any_other_address_stays(target: str) -> None:
    assert from_root(target, "glossary/") == target


def test_an_address_that_the_converter_hides_stays() -> None:
    hidden = "".join(f"\x02amp\x03#{ord(letter)};" for letter in "mailto:a@b.org")
    assert from_root(hidden, "glossary/") == hidden


def test_an_address_that_is_none_stays() -> None:
    assert from_root("http://[x", "glossary/") == "http://[x"


def content(block: str) -> str:
    """Return what a block of the glossary page becomes in a card."""
    return markup(card_content(tree(block), "glossary/"))


def test_ids_are_dropped_at_any_depth() -> None:
    assert content('<p id="a">x <b id="b" class="c">y</b></p>') == '<p>x <b class="c">y</b></p>'


def test_a_card_opens_no_card() -> None:
    block = '<p><a class="grimoire-term" data-grimoire="x" href="#x">x</a></p>'
    assert content(block) == f'<p><a href="{ROOT}glossary/#x">x</a></p>'


def test_links_and_images_lead_from_the_root() -> None:
    block = '<p><a href="../a/">a</a><img alt="b" src="../b.png" /><a href="https://c">c</a></p>'
    assert content(block) == (
        f'<p><a href="{ROOT}a/">a</a><img alt="b" src="{ROOT}b.png" /><a href="https://c">c</a></p>'
    )


MARK = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (f"<p>a{MARK}</p>", "<p>a</p>"),
        (f"<p>a{MARK} b</p>", "<p>a b</p>"),
        (f"<p>{MARK}a{MARK}b{MARK}c</p>", "<p>abc</p>"),
        (f"<p><b>a</b>{MARK} c</p>", "<p><b>a</b> c</p>"),
        (f"<p><b>a{MARK}b</b>c</p>", "<p><b>ab</b>c</p>"),
        ("<p>x<sup>2</sup></p>", "<p>x<sup>2</sup></p>"),
    ],
)
def test_footnote_marks_are_dropped_and_the_text_kept(block: str, expected: str) -> None:
    assert content(block) == expected


def test_the_block_on_the_page_stays_as_it_is() -> None:
    block = tree(f'<div><p id="a">x{MARK} <a href="#y">y</a></p>tail</div>')
    before = markup(block)
    assert card_content(block[0], "glossary/").tail is None
    assert markup(block) == before


FOOTER = (
    '<p class="grimoire-foot"><span>Glossary</span><button type="button" class="grimoire-switch" '
    'data-show="Show cards" data-hide="Hide cards">Hide cards</button></p>'
)


def test_a_card_has_the_term_its_other_names_its_content_and_where_it_leads() -> None:
    lora = entry("LoRA", aliases=("R&D", "<adapters>"), found=("Low Rank Adaptation",))
    assert template(lora, Card("<em>LoRA</em>", "<p>A method.</p>"), ENGLISH) == (
        '<template data-grimoire="lora"><div><p><strong><em>LoRA</em></strong>'
        "<small>Low Rank Adaptation, R&amp;D, &lt;adapters&gt;</small></p><p>A method.</p></div>"
        f"{FOOTER}</template>"
    )


def test_a_card_never_shows_a_hidden_alias() -> None:
    hiding = entry("x", hidden=("secret",))
    assert "secret" not in template(hiding, Card("x", ""), ENGLISH)


def test_the_text_of_a_card_is_without_markup() -> None:
    assert Card("x", "<p>A &amp; <b>b</b>\n c</p>").text == "A & b c"


@pytest.mark.parametrize(
    ("page_url", "root"),
    [
        ("", ""),
        ("./", ""),
        ("index.html", ""),
        ("glossary/", "../"),
        ("guide/chains/", "../../"),
        ("guide/chains.html", "../"),
        ("404.html", ""),
    ],
)
def test_the_templates_of_a_page_lead_to_the_root_from_there(page_url: str, root: str) -> None:
    made = template(
        entry("one"), Card("one", f'<a href="{ROOT}x/">x</a><a href="{ROOT}./">y</a>'), ENGLISH
    )
    assert f'<a href="{root}x/">x</a><a href="{root}./">y</a>' in placed(made, page_url)


def test_a_template_says_whose_it_is_whatever_the_anchor_has_in_it() -> None:
    made = template(entry("three", anchor='a"b&c'), Card("3", ""), ENGLISH)
    assert re.findall('data-grimoire="([^"]*)"', made) == ["a&quot;b&amp;c"]


def test_a_page_has_its_cards_and_its_content_is_without_them_when_it_is_written(
    site: SiteBuilder,
) -> None:
    hook = """
from pathlib import Path

pages = []

def on_env(env, config, files):
    pages.extend(file.page for file in files.documentation_pages())

def on_post_build(config):
    contents = "".join(page.content for page in pages)
    Path(config.site_dir, "contents.txt").write_text(contents)
"""
    files = {"index.md": "A LoRA.", "glossary.md": "## LoRA\n\nA method.", "../hook.py": hook}
    built = site(files, hooks=["hook.py"])
    assert built.html("index.html").count("<template") == 1
    assert built.html("contents.txt").count('class="grimoire-term"') == 1
    assert "<template" not in built.html("contents.txt")


def test_the_entries_that_a_document_links_are_read_out_of_its_html() -> None:
    html = (
        '<p><a class="grimoire-term" data-grimoire="a" href="#a">A</a>, '
        '<a href="#b" class="grimoire-term" data-grimoire="b&amp;c">B</a>, <a href="#d">D</a></p>'
        '<template data-grimoire="e"></template>'
    )
    assert list(linked_in(html)) == ["a", "b&c"]
