"""Sections whose headings a search looks up, by the lookups of MkDocs and Material themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search.plugin import SearchIndex as MaterialIndex  # type: ignore[import-untyped]
from mkdocs.contrib.search.search_index import ContentSection
from mkdocs.contrib.search.search_index import SearchIndex as MkDocsIndex
from mkdocs.structure.toc import AnchorLink, TableOfContents
from trying import tried_on

from mkdocs_grimoire.hosts.contents import Contents
from mkdocs_grimoire.hosts.search_index import read_without_links

MANY = 1000

INDEXES: dict[str, Callable[[], Any]] = {
    "mkdocs": lambda: MkDocsIndex(indexing="full", lang=["en"]),
    "material": lambda: MaterialIndex(lang=["en"], fields={}),
}
in_each_index = pytest.mark.parametrize("name", INDEXES)

TREES: st.SearchStrategy[list[Any]] = st.recursive(
    st.just([]), lambda below: st.lists(below, max_size=6), max_leaves=30
)
"""Headings as lists of those below them."""


class Counting(AnchorLink):
    """A heading that counts how often one of its kind is looked at."""

    looks = 0

    def __getattribute__(self, name: str) -> Any:
        """Return an attribute."""
        Counting.looks += name == "id"
        return super().__getattribute__(name)


def headings(tree: list[Any], level: int = 0, above: str = "h") -> list[AnchorLink]:
    """Return the headings of a tree, each with a fragment of its own."""
    made = []
    for number, below in enumerate(tree):
        heading = AnchorLink(f"Title {above}{number}", f"{above}{number}", level)
        heading.children = headings(below, level + 1, f"{heading.id}-")
        made.append(heading)
    return made


def fragments(items: Iterable[AnchorLink]) -> Iterator[str]:
    """Yield the fragments of headings in the order of the page."""
    for item in items:
        yield item.id
        yield from fragments(item.children)


def records(index: Any) -> list[dict[str, Any]]:
    """Return what an index has of the pages that it has read."""
    found: list[dict[str, Any]] = vars(index).get("entries") or vars(index).get("_entries")
    return found


@given(TREES, st.randoms(use_true_random=False))
@tried_on(100)
def test_in_any_order_the_same_headings_are_found(tree: list[Any], dice: Random) -> None:
    toc = headings(tree)
    wanted = [*fragments(toc), "none", "h0-none"] * 2
    dice.shuffle(wanted)
    plain, ours, contents = (
        MkDocsIndex(indexing="full"),
        MkDocsIndex(indexing="full"),
        Contents(toc),
    )
    for fragment in wanted:
        section = ContentSection(text=["text"], id_=fragment)
        plain.create_entry_for_section(section, TableOfContents(toc), "page/")
        ours.create_entry_for_section(section, contents, "page/")  # type: ignore[arg-type] # alike
    assert records(ours) == records(plain)
    assert len(records(ours) or ()) == len(wanted) - 4  # for two that are no headings, twice


@in_each_index
def test_a_search_looks_at_few_headings_for_each_section_of_a_long_page(name: str) -> None:
    title = AnchorLink("Page", "page", 0)
    title.children = [Counting(f"Title {number}", f"h{number}", 1) for number in range(MANY)]
    toc = TableOfContents([title])
    sections = "".join(f'<h2 id="h{n}">Title {n}</h2><p>text {n}</p>' for n in range(MANY))
    content = f'<h1 id="page">Page</h1>{sections}'
    page: Any = SimpleNamespace(meta={}, title="Page", url="page/", toc=toc, content=content)
    plain, ours = INDEXES[name](), INDEXES[name]()
    plain.add_entry_from_context(page)
    Counting.looks = 0
    read_without_links(ours)
    ours.add_entry_from_context(page)
    assert Counting.looks < 5 * MANY
    assert records(ours) == records(plain)
    assert len(records(ours)) > MANY
    assert page.toc is toc
