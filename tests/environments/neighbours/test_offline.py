"""Beside Material's offline, which makes a site that is read from files."""

from __future__ import annotations

import pytest
from browser import CARD, EXECUTABLE, Visits, chromium, focus, term
from conftest import Built, SiteBuilder
from playwright.sync_api import expect
from site_parts import STRICT, backlinks, cards, linked_terms
from walk import dead_links

FILES = {
    "index.md": "# Home\n\nA softmax.\n",
    "guide/part.md": "# Part\n\nA softmax.\n",
    "../terms.yml": "Softmax: Gives *shares*.\n",
}


@pytest.fixture
def built(site: SiteBuilder) -> Built:
    """Return a site to be read offline."""
    return site(
        FILES,
        {"sources": ["terms.yml"]},
        theme={"name": "material", "font": False},
        plugins=["offline"],
        **STRICT,
    )


def test_links_lead_to_files(built: Built) -> None:
    assert linked_terms(built, "guide/part.html") == {"softmax": "../glossary.html#softmax"}
    assert cards(built, "guide/part.html") == ["softmax"]
    assert backlinks(built, "glossary.html") == [
        "index.html#use-softmax",
        "guide/part.html#use-softmax",
    ]
    assert dead_links(built.folder) == []


@pytest.mark.skipif(EXECUTABLE is None, reason="there is no Chromium on this machine")
def test_a_card_opens_on_a_page_that_is_a_file(built: Built) -> None:
    with chromium() as browser:
        visits = Visits(browser)
        page = visits.open((built.folder / "guide/part.html").as_uri())
        focus(term(page, "softmax"))
        expect(page.locator(CARD)).to_contain_text("Gives shares")
        # Material asks for a shim of its search, which the network refuses it here.
        assert [said for said in visits.problems if "grimoire" in said] == []
        visits.close()
