"""Feeds the plugin what it should never be fed: a clear finding, everything else intact."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SiteBuilder, build_config, write_site

GOOD = "# Words\n\n## Good\n\nA good word.\n"


def test_a_glossary_that_is_not_utf8_keeps_its_valid_entries(site: SiteBuilder) -> None:
    glossary = GOOD.encode() + b"\n## Caf\xe9\n\nCoffee.\n"
    built = site({"glossary.md": glossary, "index.md": "A good day."})
    assert built.warnings == ["grimoire: glossary.md:7: is not UTF-8: byte 0xe9 [invalid]"]
    assert ">good</a>" in built.content("index.html")
    assert "Caf\ufffd" in built.content("glossary/index.html")


def test_a_binary_glossary_is_reported_and_the_site_is_built(site: SiteBuilder) -> None:
    built = site({"glossary.md": bytes(range(256)) * 4, "index.md": "A good day."})
    assert [warning.split(":")[1].strip() for warning in built.warnings] == ["glossary.md"] * 2
    assert built.warnings[0].endswith("or abbreviation [invalid]")
    assert built.content("index.html") == "<p>A good day.</p>"


NO_ENTRY = "no entry found: no level-2 heading, definition list or abbreviation"


@pytest.mark.parametrize("content", ["", "\n\n", "---\ntitle: x\n---\n", "# Words\n\nNone yet.\n"])
def test_a_glossary_without_entries_is_reported(site: SiteBuilder, content: str) -> None:
    built = site({"glossary.md": content, "index.md": "A good day, [x](term:good)."})
    assert built.warnings == [
        f"grimoire: glossary.md: {NO_ENTRY} [invalid]",
        "grimoire: index.md:1: term not in glossary: 'good' [undefined]",
    ]


def test_a_glossary_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    config = write_site(tmp_path, {"index.md": "A good day."}, {})
    (tmp_path / "docs" / "glossary.md").symlink_to(tmp_path / "gone.md")
    built = build_config(config, tmp_path / "out")
    assert built.warnings == [
        "grimoire: glossary.md: cannot be read: No such file or directory [invalid]"
    ]
    assert built.content("index.html") == "<p>A good day.</p>"


def test_no_glossary_at_all_is_reported(site: SiteBuilder) -> None:
    built = site({"index.md": "A good day."})
    reason = "no glossary: 'glossary.md' does not exist and 'sources' is empty"
    assert built.warnings == [f"grimoire: mkdocs.yml: {reason} [invalid]"]


def test_sources_that_match_nothing_or_are_no_markdown_are_reported(site: SiteBuilder) -> None:
    files = {"../a.md": "## Good\n\nA word.\n", "../b.bin": "x", "index.md": "A good day."}
    built = site(files, {"sources": ["nothing/*.md", "a.md", "b.bin"]})
    assert built.warnings == [
        "grimoire: mkdocs.yml: sources: 'b.bin' is not Markdown, YAML, JSON or CSV [invalid]",
        "grimoire: mkdocs.yml: sources: 'nothing/*.md' matches no file [invalid]",
    ]
    assert ">good</a>" in built.content("index.html")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(site: SiteBuilder) -> None:
    text = "\ufeff" + GOOD.replace("\n", "\r\n") + "\r\n[x](term:nothing)\r\n"
    built = site({"glossary.md": text.encode(), "index.md": "A good day."})
    assert built.warnings == [
        "grimoire: glossary.md:7: term not in glossary: 'nothing' [undefined]"
    ]
    assert ">good</a>" in built.content("index.html")


def test_a_hundred_duplicates_are_a_hundred_findings_less_one(site: SiteBuilder) -> None:
    glossary = "".join(f"## Word\n\nMeaning {number}.\n\n" for number in range(100))
    built = site({"glossary.md": glossary, "index.md": "A word."}, {"backlinks": False})
    assert len(built.warnings) == 99
    assert built.warnings[0] == (
        "grimoire: glossary.md:5: 'Word' is defined already at glossary.md:1 [duplicate]"
    )
    page = built.content("glossary/index.html")
    assert all(f"Meaning {number}." in page for number in range(100))


@pytest.mark.parametrize(
    "label",
    ["!!!", "(", "[x]", "a|b", "\\d+", "(?P<x>", "*", "x" * 500, "日本語", "a" * 200 + " b"],
)
def test_a_label_of_any_kind_is_found_where_it_is_written(site: SiteBuilder, label: str) -> None:
    escaped = "".join(f"\\{char}" if char in "\\`*_{}[]()#+-.!" else char for char in label)
    shown = escaped.replace("<", "&lt;")
    files = {"glossary.md": f"## {escaped}\n\nMeant.\n", "index.md": f"Here {shown} stands.\n"}
    built = site(files, {"backlinks": False})
    assert f">{label}</a> stands" in built.content("index.html").replace("&lt;", "<").replace(
        "&gt;", ">"
    )


def test_deep_nesting_costs_no_more_than_without_the_plugin(site: SiteBuilder) -> None:
    quote = "> " * 60 + "A good day."
    built = site({"glossary.md": GOOD, "index.md": quote})
    assert ">good</a>" in built.content("index.html")


def test_a_broken_front_matter_is_not_ours_to_report(site: SiteBuilder) -> None:
    built = site({"glossary.md": f"---\n- a list\n---\n{GOOD}", "index.md": "A good day."})
    assert ">good</a>" in built.content("index.html")


def test_unclosed_markup_in_an_entry_loses_no_other_entry(site: SiteBuilder) -> None:
    glossary = (
        "## Fence\n\n```\nnever closed\n\n## Span\n\nA `code\n\n"
        "## Quote { aliases='x }\n\nText.\n\n## Math\n\nA $x\n\n## Last\n\nStill here.\n"
    )
    built = site({"glossary.md": glossary, "index.md": "Fence, span, quote, math, last."})
    assert built.content("index.html").split("<template")[0].count("grimoire-term") == 5
    assert len(built.warnings) == 1
