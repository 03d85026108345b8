"""Acronyms that the pages use and explain, or do not."""

from __future__ import annotations

import pytest
from helpers import Untouchable, entry, glossary, tree

from mkdocs_grimoire.findings.lines import Lines
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.linking.acronym_index import AcronymIndex
from mkdocs_grimoire.linking.prose import Text
from mkdocs_grimoire.sources.origin import Origin
from mkdocs_grimoire.text.flat import FlatText


def index(*pages: str) -> AcronymIndex:
    """Return the acronyms of pages, each of which is a paragraph."""
    made = AcronymIndex()
    for number, page in enumerate(pages, 1):
        flat = FlatText(tree(f"<div><p>{page}</p></div>"), lambda _: "", Untouchable)
        lines = Lines(page)
        origin = Origin(Place(f"{number}.md"), lambda lines=lines: lines)  # type: ignore[misc]
        made.add(f"{number}.md", Text(flat, [(0, origin)]))
    return made


def findings(*pages: str) -> list[str]:
    """Return what is found on pages with a glossary that knows of APIs."""
    known = glossary(entry("API", definition="x"), entry("Egg"))
    return [str(finding) for finding in index(*pages).findings(known)]


def test_an_acronym_on_three_pages_that_nobody_explains_is_found() -> None:
    assert findings("A PEFT here.", "Two PEFTs.", "PEFT and PEFT.") == [
        "1.md:1: 'PEFT' is used on 3 pages that do not spell it out. Add '## PEFT' [acronym]"
    ]


def test_the_entry_to_be_added_has_the_long_form_of_another_page() -> None:
    long = "Parameter-efficient fine-tuning (PEFT) it is."
    (found,) = findings("PEFT.", "A PEFT.", "The PEFT.", long)
    assert found.endswith("Add '## Parameter-efficient fine-tuning (PEFT)' [acronym]")


@pytest.mark.parametrize(
    "pages",
    [
        ("A PEFT.", "A PEFT."),
        ("An API.", "An API.", "APIs."),
        ("A PEFT.", "A PEFT.", "Parameter-efficient fine-tuning (PEFT)."),
        ("NOTE", "NOTE", "NOTE"),
        ("<code>PEFT</code>",) * 3,
        ("<a>PEFT</a>",) * 3,
        ("A_PEFT and PEFT_B, /PEFT/, PEFT:x",) * 3,
        ("A",) * 3,
        ("Peft",) * 3,
    ],
)
def test_any_other_is_none(pages: tuple[str, ...]) -> None:
    assert findings(*pages) == []


def test_a_page_that_is_read_anew_counts_once() -> None:
    made = index("A PEFT.", "A PEFT.", "A PEFT.")
    made.forget("1.md")
    assert list(made.findings(glossary("Egg"))) == []
