"""Beside section-index, which makes a section and its first page one."""

from __future__ import annotations

from conftest import SiteBuilder
from site_parts import STRICT, backlinks, linked_terms
from walk import dead_links

FILES = {
    "index.md": "# Home\n\nEvery model ends in a softmax.\n",
    "guide/index.md": "# Guide\n\nA softmax.\n",
    "guide/more.md": "# More\n\nAnother softmax.\n",
    "words/glossary.md": "# Words\n\n## Softmax\n\nTurns numbers into shares.\n",
    "words/others.md": "# Others\n\n### Logit { .term }\n\nA number before the softmax.\n",
}
NAV = [
    "index.md",
    {"Guide": ["guide/index.md", "guide/more.md"]},
    {"Words": ["words/glossary.md", "words/others.md"]},
]


def test_sections_that_are_pages_have_their_terms_cards_and_backlinks(site: SiteBuilder) -> None:
    built = site(
        FILES,
        {"page": "words/glossary.md"},
        plugins=["section-index"],
        nav=NAV,
        theme={"name": "material", "font": False},
        **STRICT,
    )
    assert linked_terms(built, "guide/index.html") == {"softmax": "../words/glossary/#softmax"}
    menu = built.html("index.html").split('<div class="md-sidebar md-sidebar--primary"', 1)[1]
    assert '<a href="words/glossary/" class="md-nav__link' in menu
    uses = ["../../", "../../guide/", "../../guide/more/", "../others/"]
    assert backlinks(built, "words/glossary/index.html") == [f"{url}#use-softmax" for url in uses]
    assert dead_links(built.folder) == []
