"""What must hold in every theme of Material's family, each in an environment of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple

import pytest
from browser import CARD, Visits, chromium, click_at_rest, focus, serve, term
from conftest import EXAMPLE, Built, build_config
from playwright.sync_api import Page, expect
from walk import dead_links

PALETTE = [{"scheme": "default"}, {"scheme": "slate"}]
HIDDEN_FROM_SEARCH = ("Used in", "Hide cards", "Filter")


class Online(NamedTuple):
    """A site, built under the URL that it is served at."""

    built: Built
    """The site."""
    url: str
    """Its URL."""


class MaterialChecks:
    """Checks of the example site in one theme; an environment's class names it."""

    theme: ClassVar[str]
    """Name of the theme."""
    search: ClassVar[dict[str, Any]] = {}
    """Options of its search, where that writes `search_index.json` only if it is told to."""

    @pytest.fixture(scope="class")
    @classmethod
    def online(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Online]:
        """Return the example site in the theme, built strictly and served."""
        folder = tmp_path_factory.mktemp(cls.theme)
        theme = {"name": cls.theme, "font": False, "features": ["navigation.instant"]}
        with serve(folder) as url:
            built = build_config(
                EXAMPLE / "mkdocs.yml",
                folder,
                strict=True,
                site_url=url,
                theme={**theme, "palette": PALETTE},
                plugins=[{"search": cls.search}, {"grimoire": {"sources": ["manual.yml"]}}],
            )
            assert built.warnings == []
            yield Online(built, url)

    @pytest.fixture
    def visits(self) -> Iterator[Visits]:
        """Return what opens pages; an error or a request to another host fails the test."""
        with chromium() as browser:
            made = Visits(browser)
            yield made
            problems = made.problems.copy()  # closing may add to them
            made.close()
            assert problems == []

    @pytest.fixture
    def page(self, visits: Visits, online: Online) -> Page:
        """Return a page that uses terms, when it is ready to be swapped for another."""
        page = visits.open(f"{online.url}information-theory/")
        page.wait_for_load_state("networkidle")
        return page

    def test_no_link_of_the_site_is_dead(self, online: Online) -> None:
        assert 'data-grimoire="entropy"' in online.built.html("information-theory/index.html")
        assert dead_links(online.built.folder) == []

    def test_hovering_a_term_opens_its_card_with_a_formula_that_has_a_size(
        self, page: Page
    ) -> None:
        term(page, "entropy").hover()
        expect(page.locator(CARD)).to_be_visible()
        expect(page.locator(CARD)).to_contain_text("how uncertain the outcome is")
        box = page.locator(f"{CARD} math").first.bounding_box()
        assert box is not None
        assert box["height"] > 1

    @pytest.mark.parametrize("scheme", ["default", "slate"])
    def test_the_card_has_the_colours_of_the_scheme(self, page: Page, scheme: str) -> None:
        body = page.locator("body")
        body.evaluate("(body, name) => body.dataset.mdColorScheme = name", scheme)
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
        focus(term(page, "entropy"))
        for name in ("background-color", "color"):
            style = body.evaluate("(body, name) => getComputedStyle(body)[name]", name)
            expect(page.locator(CARD)).to_have_css(name, style)

    def test_a_term_opens_its_card_on_a_page_that_has_been_swapped_in(self, page: Page) -> None:
        page.evaluate("window.isMarked = true")
        page.locator("nav a", has_text="Metrics").first.click()
        expect(page.locator("h1")).to_contain_text("Metrics")
        term(page, "bleu").hover()
        expect(page.locator(CARD)).to_contain_text("precision-minded")
        assert page.evaluate("window.isMarked === true")

    def test_a_click_leads_to_the_entry(self, page: Page, online: Online) -> None:
        click_at_rest(term(page, "entropy"))
        page.wait_for_url(f"{online.url}glossary/#entropy")
        expect(page.locator("#entropy")).to_be_in_viewport()

    def test_search_knows_each_entry_and_nothing_that_is_for_readers_of_the_page_alone(
        self, online: Online
    ) -> None:
        docs = json.loads(online.built.html("search/search_index.json"))["docs"]
        locations = [doc["location"] for doc in docs]
        assert locations.count("glossary/#entropy") == 1
        assert not any("use-" in location for location in locations)
        # The manual has these words as well, and means them.
        own = (doc for doc in docs if not doc["location"].startswith("manual/"))
        text = " ".join(doc["text"] for doc in own)
        assert "how uncertain the outcome is" in text
        assert [words for words in HIDDEN_FROM_SEARCH if words in text] == []
