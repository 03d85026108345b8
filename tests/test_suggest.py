"""`grimoire suggest`: the words that want an entry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conftest import write_site
from helpers import runner

from mkdocs_grimoire.command.cli import main

GLOSSARY = "# Glossary\n\n## Known Thing\n\nOne.\n\n## Gate\n\nOne.\n"


def suggest(
    root: Path,
    *pages: str,
    arguments: tuple[str, ...] = (),
    options: Mapping[str, Any] | None = None,
) -> list[str]:
    """Return the lines that are printed of a site with these pages."""
    files = {f"p{number}.md": text for number, text in enumerate(pages, start=1)}
    config = write_site(
        root, {"glossary.md": GLOSSARY, **files}, options or {}, site_name="Acme Docs"
    )
    result = runner().invoke(main, ["suggest", "-f", str(config), *arguments])
    assert result.exit_code == 0
    return result.output.splitlines()


def terms(lines: list[str]) -> list[str]:
    """Return the headings of suggestions."""
    return [line.split("  ")[0] for line in lines]


def test_an_acronym_is_suggested_with_what_it_stands_for(tmp_path: Path) -> None:
    lines = suggest(tmp_path, "It is a Custom Resource Definition (CRD).\n", "A CRD, two CRDs.\n")
    assert lines == [
        "## Custom Resource Definition (CRD)  2 pages, 3 uses, first at p1.md:1:37",
    ]


def test_a_name_on_three_pages_is_suggested_and_its_uses_are_counted(tmp_path: Path) -> None:
    page = "Of a Workload Identity.\n\nWorkload Identity is one, Workload\nIdentities are two.\n"
    assert suggest(tmp_path, page, page) == []
    assert suggest(tmp_path, page, page, page) == [
        "## Workload Identity  3 pages, 9 uses, first at p1.md:1:6"
    ]


def test_a_name_is_singular_unless_the_pages_rarely_say_so(tmp_path: Path) -> None:
    page = "Of the Acme Widgets and the Deep Links.\n"
    found = suggest(tmp_path, page, page, page, page, "Of an Acme Widget.\n" * 9)
    assert terms(found) == ["## Acme Widget", "## Deep Links"]


def test_what_a_page_introduces_is_suggested_if_another_uses_it(tmp_path: Path) -> None:
    page = "* **Live state** The state of a thing.\n* **Dead state** The other.\n"
    assert terms(suggest(tmp_path, page, "See the live state.\n")) == ["## Live state"]


def test_labels_the_sites_name_and_what_is_made_of_known_words_are_not(tmp_path: Path) -> None:
    page = "Of a Known Thing, of Acme Docs, an Acme Docs Gate, a Client ID, a Gate URL.\n"
    assert suggest(tmp_path, page, page, page) == []


def test_a_part_of_a_longer_suggestion_is_none(tmp_path: Path) -> None:
    page = "Of a Config Management Plugin and a Big Old Gate.\n"
    part = "A Config Management Plugin (CMP) of a Big Old Gate.\n"
    found = terms(suggest(tmp_path, page, page, page, part))
    assert found == ["## Big Old Gate", "## Config Management Plugin (CMP)"]


def test_what_everyone_knows_is_not_suggested(tmp_path: Path) -> None:
    page = "The URL of an ID MUST be HTTP.\n"
    assert suggest(tmp_path, page, page, page) == []


def test_excluded_pages_suggest_nothing(tmp_path: Path) -> None:
    page = "A CRD and a Custom Gate.\n"
    assert suggest(tmp_path, page, page, page, options={"exclude": ["p*.md"]}) == []


def test_the_limit_keeps_the_most_used(tmp_path: Path) -> None:
    pages = ["A CRD and a PVC.\n", "A CRD and a PVC.\n", "A CRD.\n"]
    assert terms(suggest(tmp_path, *pages, arguments=("--limit", "1"))) == ["## CRD"]


def test_as_json_each_has_its_place_and_its_entry(tmp_path: Path) -> None:
    page = "A Persistent Volume (PV), a PV.\n"
    lines = suggest(tmp_path, page, arguments=("--format", "json"))
    assert json.loads("\n".join(lines)) == [
        {
            "term": "PV",
            "long": "Persistent Volume",
            "pages": 1,
            "uses": 2,
            "path": "p1.md",
            "line": 1,
            "column": 22,
            "entry": "## Persistent Volume (PV)",
        }
    ]
