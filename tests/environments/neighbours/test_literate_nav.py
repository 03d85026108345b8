"""Beside literate-nav, which makes the navigation of a list in a page, before any other plugin."""

from __future__ import annotations

import pytest
from conftest import SiteBuilder
from site_parts import STRICT, backlinks, linked_terms, reading_order
from walk import dead_links

FILES = {
    "index.md": "# Home\n\nEvery model ends in a softmax.\n",
    "a/first.md": "# First\n\nA softmax.\n",
    "b/second.md": "# Second\n\nAnother softmax.\n",
    "../terms.yml": "Softmax: Turns numbers into shares.\n",
}
OPTIONS = {"sources": ["terms.yml"]}
PLUGINS = [{"literate-nav": {"nav_file": "SUMMARY.md"}}]


@pytest.mark.parametrize(
    ("summary", "order"),
    [
        (
            "* [Home](index.md)\n* [B](b/)\n* [Words](glossary.md)\n* [A](a/)\n",
            ["", "b/second/", "glossary/", "a/first/"],
        ),
        ("* [Home](index.md)\n* b/*\n* *\n", ["", "b/second/", "glossary/", "a/first/"]),
        ("* [Home](index.md)\n* [B](b/)\n* [A](a/)\n", ["", "b/second/", "a/first/"]),
    ],
)
def test_a_generated_glossary_page_stands_where_the_list_has_it_and_warns_nowhere_else(
    site: SiteBuilder, summary: str, order: list[str]
) -> None:
    files = {**FILES, "SUMMARY.md": summary}
    built = site(files, OPTIONS, plugins=PLUGINS, exclude_docs="SUMMARY.md", **STRICT)
    assert reading_order(built) == order
    assert linked_terms(built, "b/second/index.html") == {"softmax": "../../glossary/#softmax"}
    assert backlinks(built) == [f"../{url}#use-softmax" for url in order if url != "glossary/"]
    assert dead_links(built.folder) == []
