"""Beside awesome-nav, which makes the navigation of the files in the docs and of `.nav.yml`."""

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


def test_a_generated_glossary_page_stands_in_a_navigation_made_of_files(site: SiteBuilder) -> None:
    built = site(FILES, OPTIONS, plugins=["awesome-nav"], **STRICT)
    assert reading_order(built) == ["", "glossary/", "a/first/", "b/second/"]
    assert linked_terms(built, "b/second/index.html") == {"softmax": "../../glossary/#softmax"}
    assert dead_links(built.folder) == []


@pytest.mark.parametrize(
    ("nav", "order"),
    [
        ("nav: [b, a, glossary.md, index.md]", ["b/second/", "a/first/", "glossary/", ""]),
        ('nav: [b, "*"]', ["b/second/", "glossary/", "", "a/first/"]),
    ],
)
def test_backlinks_stand_in_the_order_of_the_navigation_that_the_neighbour_makes(
    site: SiteBuilder, nav: str, order: list[str]
) -> None:
    built = site({**FILES, ".nav.yml": nav}, OPTIONS, plugins=["awesome-nav"], **STRICT)
    assert reading_order(built, order[0]) == order
    uses = [f"../{url}#use-softmax" for url in order if url != "glossary/"]
    assert backlinks(built) == uses
    assert dead_links(built.folder) == []


def test_a_glossary_page_that_the_navigation_leaves_out_is_declared_as_any_other_page(
    site: SiteBuilder,
) -> None:
    files = {**FILES, ".nav.yml": "nav: [b, a, index.md]"}
    with_message = {**STRICT, "strict": False}
    built = site(files, OPTIONS, plugins=["awesome-nav"], **with_message)
    (message,) = built.warnings
    assert message.endswith('not included in the "nav" configuration:\n  - glossary.md')
    built = site(files, OPTIONS, plugins=["awesome-nav"], not_in_nav="glossary.md", **STRICT)
    assert reading_order(built, "b/second/") == ["b/second/", "a/first/", ""]
    assert dead_links(built.folder) == []
