"""Beside print-site, which puts the content of all pages into one before it is complete."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from conftest import Built, SiteBuilder
from walk import dead_links

FILES = {
    "index.md": "# Home\n\nA softmax.\n",
    "guide/part.md": "# Part\n\nA softmax, each [score](term:logit).\n\n## More\n\nA softmax.\n",
    "glossary.md": (
        "# Words\n\n## Softmax\n\nTurns each logit into a share, [see](#logit).\n\n"
        "## Logit\n\nA score.\n"
    ),
}
THEMES = [{"name": "material", "font": False}, {"name": "mkdocs", "highlightjs": False}]


@pytest.fixture(params=THEMES, ids=lambda theme: str(theme["name"]))
def built(request: pytest.FixtureRequest, site: SiteBuilder) -> Built:
    """Return a site with a page of all pages, built strictly."""
    return site(
        FILES,
        {"autolink": "section"},
        theme=request.param,
        strict=True,
        plugins=["search"],
        later_plugins=["print-site"],
    )


def test_no_link_is_dead_on_the_print_page_or_on_any_other(built: Built) -> None:
    assert dead_links(built.folder) == []


def test_a_use_leads_to_its_entry_on_the_print_page_itself(built: Built) -> None:
    html = built.html("print_page/index.html")
    links = re.findall(r'<a class="grimoire-term"[^>]*href="([^"]*)"', html)
    assert Counter(links) == {"#glossary-softmax": 3, "#glossary-logit": 3}
    assert 'id="glossary-softmax"' in html


def test_the_print_page_has_neither_cards_nor_backlinks_nor_an_id_twice(built: Built) -> None:
    html = built.html("print_page/index.html")
    assert "<template" not in html
    assert "Used in" not in html
    assert "grimoire-tools" not in html
    ids = Counter(re.findall(r'<[a-z][^<>]*\sid="([^"]*)"', html))
    assert [name for name, count in ids.items() if count > 1 and "use-" in name] == []


def test_the_pages_themselves_have_cards_and_backlinks(built: Built) -> None:
    assert "<template" in built.html("guide/part/index.html")
    assert 'href="../guide/part/#use-softmax-2"' in built.html("glossary/index.html")
