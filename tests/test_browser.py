"""Checks in a real browser what readers see, hear and can do, in the three themes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLE, build_config, write_site

pytest.importorskip("playwright", reason="Playwright is not installed")

from browser import (
    AWAY,
    CARD,
    EXECUTABLE,
    Visits,
    click_at_rest,
    focus,
    rect,
    rects,
    serve,
    tab_to,
    term,
)
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.skipif(EXECUTABLE is None, reason="there is no Chromium on this machine")

THEMES: dict[str, dict[str, Any]] = {
    "material": {"name": "material", "font": False},
    "mkdocs": {"name": "mkdocs", "highlightjs": False},
    "readthedocs": {"name": "readthedocs", "highlightjs": False},
}
"""The themes, kept from fetching anything from elsewhere."""

PREVIEWS = ["content.tooltips", "navigation.instant", "navigation.instant.preview"]
SITES: dict[str, dict[str, Any]] = {
    "material": {},
    "mkdocs": {"theme": THEMES["mkdocs"]},
    "readthedocs": {"theme": THEMES["readthedocs"]},
    "previews": {"theme": {**THEMES["material"], "features": PREVIEWS}},
}
"""What each build of the example site overrides; `previews` has all cards that Material makes."""

SOURCES = (EXAMPLE / "docs" / "glossary.md", EXAMPLE / "manual.yml")
ENTRIES = sum(
    len(re.findall(r"^(?:## |  - term: )", path.read_text("utf-8"), re.MULTILINE))
    for path in SOURCES
)
"""How many the glossary of the example site has."""

LESS_THAN_OPENING = 150  # ms
ENOUGH_TO_OPEN = 100  # ms more
LESS_THAN_CLOSING = 250  # ms
ENOUGH_TO_CLOSE = 100  # ms more
LONG = 5000  # ms
PHONE = {"viewport": {"width": 375, "height": 667}, "has_touch": True, "is_mobile": True}

in_each_theme = pytest.mark.parametrize("theme", THEMES)
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def servers() -> Iterator[ExitStack]:
    """Return what holds the servers; they outlive the pages, which may still be loading."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def url_of(servers: ExitStack, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Return a function that builds the example site in a theme, once, and returns its URL.

    It is built under that URL, since Material swaps only pages that the sitemap lists.
    """

    @cache
    def build(theme: str) -> str:
        folder = tmp_path_factory.mktemp(theme)
        url = servers.enter_context(serve(folder))
        built = build_config(EXAMPLE / "mkdocs.yml", folder, site_url=url, **SITES[theme])
        assert built.warnings == []
        return url

    return build


@pytest.fixture
def visits(browser: Browser) -> Iterator[Visits]:
    """Return what opens pages; an error or a request to another host fails the test."""
    made = Visits(browser)
    yield made
    problems = made.problems.copy()  # closing may add to them
    made.close()
    assert problems == []


@pytest.fixture
def visit(visits: Visits, url_of: Callable[[str], str]) -> Visit:
    """Return a function that opens a page of the example site in a theme."""

    def open_page(path: str, theme: str = "material", **context: Any) -> Page:
        return visits.open(url_of(theme) + path, **context)

    return open_page


def mark(page: Page) -> None:
    """Leave a mark that is lost when the browser loads another document."""
    page.evaluate("window.isMarked = true")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.isMarked === true"))


def listen(page: Page) -> None:
    """Count the keys that reach the page."""
    page.evaluate("""() => {
        window.heard = 0;
        document.body.addEventListener("keydown", () => window.heard++);
    }""")


def heard(page: Page) -> int:
    return int(page.evaluate("window.heard"))


def visit_with_instant_navigation(visit: Visit, path: str, **context: Any) -> Page:
    """Open a page of Material, and wait until it is ready to swap pages."""
    page = visit(path, **context)
    page.wait_for_load_state("networkidle")  # the sitemap
    mark(page)
    return page


def assert_no_sideways_scrolling(page: Page) -> None:
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")


# Hovering


@in_each_theme
def test_hovering_opens_the_card_after_the_delay_and_not_before(visit: Visit, theme: str) -> None:
    page = visit("information-theory/", theme, is_paused=True)
    term(page, "entropy").hover()
    page.clock.run_for(LESS_THAN_OPENING)
    expect(page.locator(CARD)).to_have_count(0)
    page.clock.run_for(ENOUGH_TO_OPEN)
    expect(page.locator(CARD)).to_be_visible()
    expect(page.locator(CARD)).to_contain_text("how uncertain the outcome is")


def test_a_pointer_that_only_passes_opens_nothing(visit: Visit) -> None:
    page = visit("information-theory/", is_paused=True)
    term(page, "entropy").hover()
    page.clock.run_for(LESS_THAN_OPENING)
    page.mouse.move(*AWAY)
    page.clock.run_for(LONG)
    expect(page.locator(CARD)).to_have_count(0)


def test_leaving_closes_the_card_after_the_grace_time(visit: Visit) -> None:
    page = visit("information-theory/", is_paused=True)
    term(page, "entropy").hover()
    page.clock.run_for(LONG)
    page.mouse.move(*AWAY)
    page.clock.run_for(LESS_THAN_CLOSING)
    expect(page.locator(CARD)).to_be_visible()
    page.clock.run_for(ENOUGH_TO_CLOSE)
    expect(page.locator(CARD)).to_have_count(0)


def test_coming_back_within_the_grace_time_keeps_the_card(visit: Visit) -> None:
    page = visit("information-theory/", is_paused=True)
    term(page, "entropy").hover()
    page.clock.run_for(LONG)
    page.mouse.move(*AWAY)
    page.clock.run_for(LESS_THAN_CLOSING)
    term(page, "entropy").hover()
    page.clock.run_for(LONG)
    expect(page.locator(CARD)).to_be_visible()


def test_the_pointer_may_move_into_the_card_and_select_text(visit: Visit) -> None:
    page = visit("information-theory/", is_paused=True)
    term(page, "entropy").hover()
    page.clock.run_for(LONG)
    page.mouse.move(*rect(page.locator(CARD)).middle, steps=15)
    page.clock.run_for(LONG)
    line = rect(page.locator(f"{CARD} strong"))
    page.mouse.move(line.left, line.middle[1])
    page.mouse.down()
    page.mouse.move(line.right + 2, line.middle[1], steps=5)
    page.mouse.up()
    page.clock.run_for(LONG)
    assert page.evaluate("getSelection().toString()") == "Entropy"
    expect(page.locator(CARD)).to_be_visible()


def test_a_selection_may_end_outside_the_card(visit: Visit) -> None:
    page = visit("information-theory/", is_paused=True)
    term(page, "entropy").hover()
    page.clock.run_for(LONG)
    box = rect(page.locator(CARD))
    page.mouse.move(*box.middle, steps=15)
    page.mouse.down()
    page.mouse.move(box.right + 30, box.middle[1], steps=5)
    page.clock.run_for(LONG)
    page.mouse.up()
    page.clock.run_for(LONG)
    expect(page.locator(CARD)).to_be_visible()
    page.mouse.click(*AWAY)
    expect(page.locator(CARD)).to_have_count(0)


def test_there_is_one_card_at_a_time(visit: Visit) -> None:
    page = visit("information-theory/", is_paused=True)
    focus(term(page, "surprise"))
    expect(page.locator(f"{CARD} strong")).to_have_text("Surprise")
    term(page, "entropy").hover()
    page.clock.run_for(LONG)
    expect(page.locator(f"{CARD} strong")).to_have_text("Entropy")
    expect(page.locator("[aria-details]")).to_have_count(1)


def test_a_pointer_that_passes_another_term_leaves_the_card_of_the_focus(visit: Visit) -> None:
    page = visit("information-theory/", is_paused=True)
    focus(term(page, "surprise"))
    term(page, "entropy").hover()
    page.clock.run_for(LESS_THAN_OPENING)
    page.mouse.move(*AWAY)
    page.clock.run_for(LONG)
    expect(page.locator(f"{CARD} strong")).to_have_text("Surprise")


def test_a_click_of_the_mouse_follows_the_link_at_once(visit: Visit) -> None:
    page = visit("information-theory/", "mkdocs")
    term(page, "entropy").click()
    page.wait_for_url("**/glossary/#entropy")


# The keyboard


@in_each_theme
def test_reaching_a_term_with_the_tab_key_opens_its_card_at_once(visit: Visit, theme: str) -> None:
    page = visit("information-theory/", theme, is_paused=True)
    page.locator("h1").click()
    tab_to(term(page, "surprise"))
    expect(page.locator(CARD)).to_contain_text("nothing for a certainty")


def test_a_term_shows_its_card_also_when_the_theme_scrolls_smoothly_to_it(visit: Visit) -> None:
    page = visit("information-theory/", "mkdocs")
    assert rect(term(page, "geometric-mean")).top > page.evaluate("window.innerHeight")
    focus(term(page, "geometric-mean"))
    expect(page.locator(CARD)).to_be_visible()
    expect(term(page, "geometric-mean")).to_be_in_viewport()


@in_each_theme
def test_escape_closes_the_card_and_the_focus_stays(visit: Visit, theme: str) -> None:
    page = visit("information-theory/", theme, is_paused=True)
    focus(term(page, "entropy"))
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    page.clock.run_for(LONG)
    expect(page.locator(CARD)).to_have_count(0)
    expect(term(page, "entropy")).to_be_focused()


def test_escape_does_nothing_else_while_a_card_is_open(visit: Visit) -> None:
    page = visit("information-theory/")
    listen(page)
    focus(term(page, "entropy"))
    page.keyboard.press("Escape")
    assert heard(page) == 0
    page.keyboard.press("Escape")
    assert heard(page) == 1


def test_escape_keeps_the_card_closed_until_the_pointer_leaves_the_term(visit: Visit) -> None:
    page = visit("information-theory/", is_paused=True)
    link = term(page, "entropy")
    link.evaluate("node => { node.innerHTML = 'en<em>tropy</em>' }")
    link.locator("em").hover()
    page.clock.run_for(LONG)
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    word = rects(link)[0]
    page.mouse.move(word.left + 3, word.middle[1])  # to the other part of the term
    page.clock.run_for(LONG)
    expect(page.locator(CARD)).to_have_count(0)
    page.mouse.move(*AWAY)
    link.hover()
    page.clock.run_for(LONG)
    expect(page.locator(CARD)).to_be_visible()


def test_hovering_opens_a_card_that_escape_closed_when_the_pointer_was_elsewhere(
    visit: Visit,
) -> None:
    page = visit("information-theory/", is_paused=True)
    page.mouse.move(*AWAY)
    focus(term(page, "entropy"))
    page.keyboard.press("Escape")
    term(page, "entropy").hover()
    page.clock.run_for(LONG)
    expect(page.locator(CARD)).to_be_visible()


def test_hovering_opens_a_card_that_escape_closed_when_the_pointer_was_in_it(visit: Visit) -> None:
    page = visit("information-theory/", is_paused=True)
    term(page, "entropy").hover()
    page.clock.run_for(LONG)
    page.mouse.move(*rect(page.locator(CARD)).middle, steps=15)
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    page.mouse.move(*AWAY, steps=5)
    term(page, "entropy").hover()
    page.clock.run_for(LONG)
    expect(page.locator(CARD)).to_be_visible()


def test_the_links_of_the_card_come_next_in_tab_order(visit: Visit) -> None:
    page = visit("notes/")
    focus(term(page, "perplexity"))
    page.keyboard.press("Tab")
    expect(page.locator(f"{CARD} a")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(f"{CARD} button")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(f"{CARD} strong")).to_have_text("Entropy")  # of the next term on the page


def test_a_link_of_the_card_leads_to_its_entry(visit: Visit) -> None:
    page = visit("guides/reading-a-model/", "mkdocs")
    focus(term(page, "entropy"))
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#surprise")


def test_a_link_of_the_card_to_the_same_page_closes_it(visit: Visit) -> None:
    page = visit("glossary/", "mkdocs", viewport={"width": 1280, "height": 9000})
    focus(term(page, "entropy"))
    page.locator(f"{CARD} a").click()
    page.wait_for_url("**/glossary/#surprise")
    expect(page.locator(CARD)).to_have_count(0)


def test_escape_in_the_card_gives_the_focus_back_to_the_term(visit: Visit) -> None:
    page = visit("notes/")
    focus(term(page, "perplexity"))
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(term(page, "perplexity")).to_be_focused()
    expect(page.locator(CARD)).to_have_count(0)


# What assistive technology is told


def test_a_card_with_links_or_formulas_is_a_named_dialog(visit: Visit) -> None:
    page = visit("information-theory/")
    link = term(page, "entropy")
    focus(link)
    dialog = page.get_by_role("dialog", name="Entropy", exact=True)
    expect(dialog).to_have_attribute("id", "grimoire-card")
    expect(link).to_have_attribute("aria-details", "grimoire-card")
    expect(page.locator("article").locator(dialog)).to_have_count(1)  # in the text's landmark
    page.keyboard.press("Escape")
    expect(page.locator("[aria-details]")).to_have_count(0)


def test_a_card_of_plain_text_describes_its_term(visit: Visit) -> None:
    page = visit("guides/reading-a-model/")
    link = term(page, "ner")
    focus(term(page, "entropy"))  # a dialog; nothing of it may be left
    focus(link)
    expect(page.get_by_role("tooltip")).to_have_attribute("id", "grimoire-text")
    expect(page.locator(f"{CARD}[aria-label]")).to_have_count(0)
    expect(link).to_have_attribute("aria-describedby", "grimoire-text")
    expect(page.locator("[aria-details]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("[aria-describedby=grimoire-text]")).to_have_count(0)


# Touch


@in_each_theme
def test_the_first_tap_opens_the_card_and_the_second_follows(visit: Visit, theme: str) -> None:
    page = visit("information-theory/", theme, **PHONE)
    before = page.url
    term(page, "entropy").tap()
    expect(page.locator(CARD)).to_be_visible()
    assert page.url == before
    term(page, "entropy").tap()
    page.wait_for_url("**/glossary/#entropy")


@in_each_theme
def test_a_tap_outside_closes_the_card(visit: Visit, theme: str) -> None:
    page = visit("information-theory/", theme, **PHONE)
    term(page, "surprise").tap()
    page.locator(CARD).tap()
    expect(page.locator(CARD)).to_be_visible()
    page.locator("h1 + p").tap(position={"x": 1, "y": 1})
    expect(page.locator(CARD)).to_have_count(0)


def test_the_second_tap_follows_also_after_one_in_the_card(visit: Visit) -> None:
    page = visit("information-theory/", "mkdocs", **PHONE)
    term(page, "surprise").tap()
    page.locator(CARD).tap()
    term(page, "surprise").tap()
    page.wait_for_url("**/glossary/#surprise")


def test_a_tap_that_the_browser_makes_no_click_of_closes_the_card(visit: Visit) -> None:
    page = visit("information-theory/", **PHONE)
    term(page, "surprise").tap()
    expect(page.locator(CARD)).to_be_visible()
    touch = {"pointerType": "touch", "bubbles": True}
    page.locator(CARD).dispatch_event("pointerup", touch)
    expect(page.locator(CARD)).to_be_visible()
    page.locator("h1 + p").dispatch_event("pointerup", touch)
    expect(page.locator(CARD)).to_have_count(0)


def test_a_finger_that_scrolls_over_a_term_opens_nothing(visit: Visit) -> None:
    page = visit("information-theory/", is_paused=True, **PHONE)
    term(page, "entropy").dispatch_event("pointerover", {"pointerType": "touch", "bubbles": True})
    page.clock.run_for(LONG)
    expect(page.locator(CARD)).to_have_count(0)


def test_a_tap_on_another_term_opens_its_card_instead(visit: Visit) -> None:
    page = visit("information-theory/", **PHONE)
    term(page, "surprise").tap()
    expect(page.locator(f"{CARD} strong")).to_have_text("Surprise")
    term(page, "cross-entropy").tap()
    expect(page.locator(f"{CARD} strong")).to_have_text("Cross Entropy")


def test_the_keyboard_follows_a_link_at_once_after_a_tap(visit: Visit) -> None:
    page = visit("information-theory/", **PHONE)
    page.locator("h1 + p").tap(position={"x": 1, "y": 1})
    focus(term(page, "entropy"))
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#entropy")


# Material's instant navigation


def test_taps_open_and_follow_also_where_material_swaps_the_page(visit: Visit) -> None:
    page = visit_with_instant_navigation(visit, "information-theory/", **PHONE)
    before = page.url
    term(page, "entropy").tap()
    expect(page.locator(CARD)).to_be_visible()
    assert page.url == before
    term(page, "entropy").tap()
    expect(page.locator("h1")).to_contain_text("Glossary")
    expect(page.locator(CARD)).to_have_count(0)
    assert is_marked(page)


def test_terms_open_cards_on_a_page_that_has_been_swapped_in(visit: Visit) -> None:
    page = visit_with_instant_navigation(visit, "information-theory/")
    focus(term(page, "entropy"))
    page.locator("nav a", has_text="Metrics").first.click()
    expect(page.locator("h1")).to_contain_text("Metrics")
    expect(page.locator(CARD)).to_have_count(0)
    term(page, "bleu").hover()
    expect(page.locator(CARD)).to_contain_text("precision-minded")
    assert is_marked(page)


def test_a_card_is_forgotten_with_the_page_that_has_been_swapped_out(visit: Visit) -> None:
    page = visit_with_instant_navigation(visit, "information-theory/")
    page.locator("nav a", has_text="Metrics").first.click()
    expect(page.locator("h1")).to_contain_text("Metrics")
    focus(term(page, "bleu"))
    expect(page.locator(CARD)).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Information theory")
    expect(page.locator(CARD)).to_have_count(0)
    listen(page)
    page.keyboard.press("Escape")
    assert heard(page) == 1
    assert is_marked(page)


def test_material_shows_no_preview_or_tooltip_beside_the_card(visit: Visit) -> None:
    page = visit_with_instant_navigation(visit, "information-theory/", theme="previews")
    term(page, "entropy").hover()
    expect(page.locator(CARD)).to_be_visible()
    expect(page.locator(".md-tooltip2")).not_to_have_count(0)
    expect(page.locator(".md-tooltip2").filter(visible=True)).to_have_count(0)


def test_a_term_has_no_title_for_a_browser_or_a_theme_to_show(visit: Visit) -> None:
    page = visit("information-theory/", "previews")
    term(page, "entropy").hover()
    expect(page.locator(CARD)).to_be_visible()
    expect(page.locator("a[data-grimoire]")).not_to_have_count(0)
    expect(page.locator("a[data-grimoire][title]")).to_have_count(0)


# Where the card is


@in_each_theme
def test_every_card_stays_inside_a_narrow_window(visit: Visit, theme: str) -> None:
    window = {"width": 320, "height": 568}
    page = visit("information-theory/", theme, viewport=window, reduced_motion="reduce")
    for link in page.locator("a[data-grimoire]").all():
        focus(link)
        expect(page.locator(CARD)).to_be_visible()
        box = rect(page.locator(CARD))
        assert 0 <= box.left < box.right <= 320
        assert 0 <= box.top < box.bottom <= 568


def test_a_card_is_below_its_term_and_above_it_near_the_bottom_edge(visit: Visit) -> None:
    page = visit("information-theory/")
    link = term(page, "cross-entropy")
    link.evaluate("node => node.scrollIntoView({ block: 'center' })")
    focus(link)
    assert rect(page.locator(CARD)).top >= rect(link).bottom
    page.keyboard.press("Escape")
    link.evaluate("node => { node.blur(); node.scrollIntoView({ block: 'end' }); }")
    focus(link)
    assert rect(page.locator(CARD)).bottom <= rect(link).top
    assert rect(page.locator(CARD)).top >= 0


def test_a_card_scrolls_where_the_window_is_too_low_for_it(visit: Visit) -> None:
    page = visit("information-theory/", viewport={"width": 320, "height": 240})
    link = term(page, "cross-entropy")
    link.evaluate("node => node.scrollIntoView({ block: 'center' })")
    focus(link)
    before = page.evaluate("window.scrollY")
    page.mouse.move(*rect(page.locator(CARD)).middle)
    page.mouse.wheel(0, 30)
    page.wait_for_function(f"document.querySelector('{CARD}').scrollTop > 0")
    assert page.evaluate("window.scrollY") == before
    assert rect(page.locator(CARD)).bottom <= 240
    page.keyboard.press("Escape")
    page.mouse.move(*AWAY)
    link.evaluate("node => node.blur()")
    focus(link)
    expect(page.locator(CARD)).to_be_visible()
    assert page.evaluate(f"document.querySelector('{CARD}').scrollTop") == 0


def test_a_card_that_fits_nowhere_is_where_there_is_more_room(visit: Visit) -> None:
    page = visit("information-theory/", viewport={"width": 900, "height": 150})
    link = term(page, "cross-entropy")
    link.evaluate("node => node.scrollIntoView({ block: 'start' })")
    focus(link)
    assert rect(page.locator(CARD)).top >= rect(link).bottom


def test_a_card_moves_with_its_term_and_shows_only_while_the_term_is_in_the_window(
    visit: Visit,
) -> None:
    page = visit("information-theory/")
    link = term(page, "cross-entropy")
    link.evaluate("node => node.scrollIntoView({ block: 'center' })")
    focus(link)
    gap = rect(page.locator(CARD)).top - rect(link).bottom
    top = rect(page.locator(CARD)).top
    page.evaluate("window.scrollBy({ top: 50, behavior: 'instant' })")
    page.wait_for_function(f"""
        document.querySelector("{CARD}").getBoundingClientRect().top < {top - 40}
    """)
    assert rect(page.locator(CARD)).top - rect(link).bottom == pytest.approx(gap, abs=1)
    page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })")
    expect(page.locator(CARD)).to_be_hidden()
    link.evaluate("node => node.scrollIntoView({ block: 'center' })")
    expect(page.locator(CARD)).to_be_visible()


def test_a_term_on_two_lines_opens_its_card_at_the_line_under_the_pointer(visit: Visit) -> None:
    page = visit("information-theory/", is_paused=True)
    link = term(page, "cross-entropy")
    link.evaluate("""node => {
        for (let width = 400; node.getClientRects().length < 2; width--)
            node.parentElement.style.width = `${width}px`;
        node.scrollIntoView({ block: "center" });
    }""")
    for line in rects(link):
        page.mouse.move(*AWAY)
        page.clock.run_for(LONG)
        page.mouse.move(*line.middle)
        page.clock.run_for(LONG)
        box = rect(page.locator(CARD))
        assert 0 < box.top - line.bottom < line.height
        assert box.left == pytest.approx(line.left, abs=1)


def test_the_formulas_of_the_glossary_page_do_not_make_it_scroll_sideways(visit: Visit) -> None:
    assert_no_sideways_scrolling(visit("glossary/", **PHONE))


# Formulas


@in_each_theme
def test_the_card_shows_a_formula_as_mathml_with_a_height(visit: Visit, theme: str) -> None:
    page = visit("information-theory/", theme)
    term(page, "perplexity").hover()
    formula = page.locator(f"{CARD} math", has=page.locator("mfrac")).first
    expect(formula).to_be_visible()
    assert formula.evaluate("node => node instanceof MathMLElement")
    assert rect(formula).height > 15
    numerator, denominator = formula.locator("mfrac > *").all()
    assert rect(numerator).bottom <= rect(denominator).top


@pytest.fixture
def visit_definition(visits: Visits, servers: ExitStack, tmp_path: Path) -> Visit:
    """Return a function that opens a page of a site whose one term has the given definition."""

    def open_page(definition: str, theme: str, path: str = "", **context: Any) -> Page:
        files = {"index.md": "A quantity.", "glossary.md": f"## Quantity\n\n{definition}\n"}
        config_file = write_site(tmp_path, files, {}, plugins=["search"], theme=THEMES[theme])
        build_config(config_file, tmp_path / "out")
        url = servers.enter_context(serve(tmp_path / "out"))
        return visits.open(url + path, **context)

    return open_page


WIDE = f"${'+'.join(f'a_{{{number}}}' for number in range(40))} = x$"
REFUSED = r"$\substack{a \\ b}$"


@in_each_theme
def test_a_wide_formula_scrolls_in_its_own_box(visit_definition: Visit, theme: str) -> None:
    page = visit_definition(WIDE, theme, viewport=PHONE["viewport"])
    focus(term(page, "quantity"))
    card, box = page.locator(CARD), page.locator(f"{CARD} .grimoire-wide")
    assert box.evaluate("node => node.scrollWidth > node.clientWidth")
    assert card.evaluate("node => node.scrollWidth <= node.clientWidth")
    page.mouse.move(*rect(box).middle)
    page.mouse.wheel(60, 0)
    page.wait_for_function(f"document.querySelector('{CARD} .grimoire-wide').scrollLeft > 0")
    assert_no_sideways_scrolling(page)


@in_each_theme
def test_a_wide_formula_does_not_make_the_glossary_page_scroll_sideways(
    visit_definition: Visit, theme: str
) -> None:
    page = visit_definition(f"{WIDE}\n\n${WIDE}$", theme, path="glossary/", **PHONE)
    expect(page.locator("math")).to_have_count(2)
    assert_no_sideways_scrolling(page)


def test_a_formula_that_the_build_refused_is_left_to_katex(visit_definition: Visit) -> None:
    page = visit_definition(REFUSED, "mkdocs")
    page.evaluate("window.katex = { render(tex, node) { node.textContent = `KaTeX: ${tex}`; } }")
    focus(term(page, "quantity"))
    expect(page.locator(CARD)).to_contain_text(r"KaTeX: \substack{a \\ b}")


def test_a_formula_that_the_build_refused_is_left_to_mathjax(visit_definition: Visit) -> None:
    page = visit_definition(REFUSED, "mkdocs")
    page.evaluate("""window.MathJax = {
        async typesetPromise(nodes) { for (const node of nodes) node.textContent = "MathJax"; }
    }""")
    focus(term(page, "quantity"))
    expect(page.locator(CARD)).to_contain_text("MathJax")


def test_a_formula_that_nobody_renders_is_shown_as_it_was_written(visit_definition: Visit) -> None:
    page = visit_definition(REFUSED, "mkdocs")
    focus(term(page, "quantity"))
    expect(page.locator(CARD)).to_contain_text(r"\substack{a \\ b}")


# How it looks


@in_each_theme
def test_a_term_has_the_colour_of_its_text_and_a_dotted_underline(visit: Visit, theme: str) -> None:
    page = visit("information-theory/", theme)
    link = term(page, "entropy")
    colour = link.locator("..").evaluate("node => getComputedStyle(node).color")
    expect(link).to_have_css("text-decoration-style", "dotted")
    expect(link).to_have_css("text-decoration-line", "underline")
    expect(link).to_have_css("color", colour)


def test_the_card_follows_the_colour_scheme(visit: Visit) -> None:
    page = visit("information-theory/")
    backgrounds = []
    for scheme in ("default", "slate"):
        page.locator("body").evaluate("(body, name) => body.dataset.mdColorScheme = name", scheme)
        focus(term(page, "entropy"))
        style = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        expect(page.locator(CARD)).to_have_css("background-color", style)
        backgrounds.append(style)
    assert len(set(backgrounds)) == 2


def test_nothing_of_a_card_is_printed(visit: Visit) -> None:
    page = visit("information-theory/")
    focus(term(page, "surprise"))
    expect(page.locator(CARD)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(CARD)).to_be_hidden()
    expect(term(page, "surprise")).to_have_css("text-decoration-line", "none")


def test_a_card_does_not_fade_in_for_those_who_want_less_motion(visit: Visit) -> None:
    page = visit("information-theory/", "mkdocs")  # Material stops all animations by itself
    focus(term(page, "entropy"))
    expect(page.locator(CARD)).to_have_css("animation-name", "grimoire-fade")
    page.emulate_media(reduced_motion="reduce")
    expect(page.locator(CARD)).to_have_css("animation-name", "none")


# With less than a current browser and a server


def test_without_javascript_the_link_leads_to_the_entry(visit: Visit) -> None:
    page = visit("information-theory/", java_script_enabled=False)
    term(page, "entropy").click()
    page.wait_for_url("**/glossary/#entropy")
    expect(page.locator("#entropy")).to_be_in_viewport()


def test_everything_works_from_files(visits: Visits, tmp_path: Path) -> None:
    config_file = EXAMPLE / "mkdocs.yml"
    build_config(config_file, tmp_path, use_directory_urls=False)
    page = visits.open((tmp_path / "information-theory.html").as_uri())
    term(page, "entropy").hover()
    expect(page.locator(CARD)).to_be_visible()
    term(page, "entropy").click()
    page.wait_for_url("**/glossary.html#entropy")


def test_the_offline_plugin_of_material_changes_nothing(visits: Visits, tmp_path: Path) -> None:
    plugins = ["search", "offline", "grimoire"]
    build_config(EXAMPLE / "mkdocs.yml", tmp_path, plugins=plugins)
    page = visits.open((tmp_path / "information-theory.html").as_uri())
    focus(term(page, "entropy"))
    expect(page.locator(f"{CARD} math").first).to_be_visible()
    # Its search asks a host for a shim, unless the privacy plugin has fetched that; we ask none.
    assert all("iframe-worker" in problem or "ERR_FAILED" in problem for problem in visits.problems)
    visits.problems.clear()


def test_a_browser_without_popovers_shows_the_card(visit: Visit) -> None:
    page = visit("information-theory/")
    page.evaluate("""() => {
        delete HTMLElement.prototype.popover;
        delete HTMLElement.prototype.showPopover;
    }""")
    link = term(page, "entropy")
    link.evaluate("node => node.scrollIntoView({ block: 'start' })")  # under Material's header
    focus(link)
    expect(page.locator(CARD)).to_be_visible()
    card = rect(page.locator(CARD))
    assert card.top < rect(page.locator(".md-header")).bottom
    assert page.evaluate(
        "point => document.elementFromPoint(...point).closest('#grimoire-card') !== null",
        [card.middle[0], card.top + 2],
    )


# The switch


@in_each_theme
def test_a_reader_switches_cards_off_in_a_card_and_on_again_on_the_glossary_page(
    visit: Visit, theme: str
) -> None:
    page = visit("information-theory/", theme)
    focus(term(page, "entropy"))
    page.locator(f"{CARD} button").click()
    expect(page.locator(f"{CARD} button")).to_have_text("Show cards")
    page.keyboard.press("Escape")
    page.reload()
    focus(term(page, "entropy"))
    expect(page.locator(CARD)).to_have_count(0)
    page.goto(page.url.replace("information-theory", "glossary"))
    switch = page.locator(".grimoire-filter button")
    expect(switch).to_have_text("Show cards")
    switch.click()
    expect(switch).to_have_text("Hide cards")
    focus(term(page, "surprise"))
    expect(page.locator(CARD)).to_be_visible()


def test_with_cards_off_the_first_tap_follows_the_link(visit: Visit) -> None:
    page = visit("information-theory/", **PHONE)
    page.evaluate("localStorage.setItem('grimoire-cards', 'off')")
    page.reload()
    term(page, "entropy").tap()
    page.wait_for_url("**/glossary/#entropy")


# The glossary page


def shown_entries(page: Page) -> list[str]:
    """Return the fragments of the entries that the filter leaves."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.grimoire-entry:not([hidden]) > :first-child')]"
        ".map((heading) => heading.id)"
    )
    return found


@in_each_theme
def test_the_filter_leaves_what_has_the_text_and_says_how_many(visit: Visit, theme: str) -> None:
    page = visit("glossary/", theme)
    box, output = page.get_by_label("Filter"), page.locator(".grimoire-filter output")
    assert len(shown_entries(page)) == ENTRIES
    box.press_sequentially("ppl")
    assert shown_entries(page) == ["perplexity"]  # by its alias
    expect(output).to_have_text(f"1 of {ENTRIES}")
    box.fill("FAVOURÍTE")
    assert shown_entries(page) == ["argmax"]  # by its definition, without case and accents
    box.fill("reading a model")
    assert shown_entries(page) == []  # the places that use an entry do not count
    box.fill("")
    assert len(shown_entries(page)) == ENTRIES
    expect(output).to_have_text("")


def test_the_filter_is_reached_by_keyboard(visit: Visit) -> None:
    page = visit("glossary/", "mkdocs")
    tab_to(page.get_by_label("Filter"))
    page.keyboard.type("entropy")
    assert "entropy" in shown_entries(page)


def test_without_javascript_there_is_no_filter_but_every_entry(visit: Visit) -> None:
    page = visit("glossary/", java_script_enabled=False)
    expect(page.locator(".grimoire-filter")).to_be_hidden()
    expect(page.locator(".grimoire-entry")).to_have_count(ENTRIES)


def test_the_address_of_an_entry_shows_it_though_the_filter_hides_it(visit: Visit) -> None:
    page = visit("glossary/", "mkdocs")
    page.get_by_label("Filter").fill("perplexity")
    expect(page.locator("#alignment")).to_be_hidden()
    page.evaluate("location.hash = '#alignment'")
    expect(page.locator("#alignment")).to_be_in_viewport()
    expect(page.get_by_label("Filter")).to_have_value("")


@in_each_theme
def test_a_letter_leads_to_its_first_entry_and_stays_above_it(visit: Visit, theme: str) -> None:
    page = visit("glossary/", theme, viewport={"width": 1000, "height": 500})
    page.locator(".grimoire-letters a", has_text="P").click()
    page.wait_for_url("**/glossary/#peft")
    expect(page.locator("#peft")).to_be_in_viewport()
    expect(page.locator(".grimoire-letters")).to_be_in_viewport()
    page.wait_for_function(
        "document.querySelector('#peft').getBoundingClientRect().top >="
        " document.querySelector('.grimoire-letters').getBoundingClientRect().bottom"
    )


def test_the_entry_that_one_arrives_at_is_marked_and_no_other(visit: Visit) -> None:
    page = visit("glossary/#softmax")
    marked: list[str] = page.evaluate(
        "[...document.querySelectorAll('.grimoire-entry')]"
        ".filter((entry) => getComputedStyle(entry).boxShadow !== 'none')"
        ".map((entry) => entry.firstElementChild.id)"
    )
    assert marked == ["softmax"]


@in_each_theme
def test_a_backlink_lands_at_the_very_use(visit: Visit, theme: str) -> None:
    page = visit("glossary/", theme)
    uses = page.locator(".grimoire-entry:has(#cross-entropy) .grimoire-uses")
    folded = uses.locator("summary")
    expect(folded).to_have_text(re.compile(r"^Used in \(\d+\)$"))
    folded.click()
    click_at_rest(uses.locator("a", has_text="Training").first)
    page.wait_for_url("**/training/#use-cross-entropy*")
    use = page.locator(f"[id='{page.url.split('#')[1]}']")
    expect(use).to_be_in_viewport()
    assert use.get_attribute("data-grimoire") == "cross-entropy"


# How it looks


def test_in_a_script_from_right_to_left_the_card_ends_where_its_term_does(visit: Visit) -> None:
    page = visit("training/")
    page.evaluate("document.body.dir = 'rtl'")
    link = term(page, "logit")
    focus(link)
    assert abs(rect(page.locator(CARD)).right - rects(link)[0].right) < 1
    arrow = "node => getComputedStyle(node, '::before').content"
    assert page.locator(".grimoire-foot > span").evaluate(arrow) == '"\u2190\u00a0"'


def test_forced_colours_keep_the_border_of_the_card(visit: Visit) -> None:
    page = visit("training/", forced_colors="active")
    focus(term(page, "logit"))
    style = page.locator(CARD).evaluate(
        "(card) => [getComputedStyle(card).borderTopWidth, getComputedStyle(card).borderTopStyle]"
    )
    assert style == ["1px", "solid"]


@pytest.mark.parametrize(
    ("motion", "name"), [("reduce", "none"), ("no-preference", "grimoire-fade")]
)
def test_the_card_fades_in_unless_motion_is_reduced(visit: Visit, motion: str, name: str) -> None:
    page = visit("training/", reduced_motion=motion)
    focus(term(page, "logit"))
    style = page.locator(CARD).evaluate("(card) => getComputedStyle(card).animationName")
    assert style == name


def test_print_keeps_the_entries_and_leaves_the_tools_out(visit: Visit) -> None:
    page = visit("glossary/")
    page.emulate_media(media="print")
    expect(page.locator(".grimoire-filter")).to_be_hidden()
    expect(page.locator(".grimoire-letters")).to_be_hidden()
    expect(page.locator("#surprise")).to_be_visible()


# Accessibility, judged by axe on our own nodes: the themes have findings of their own

PARTS = ["aliases", "see", "tags", "uses", "filter", "letters"]
OWN = ", ".join(
    [CARD, f"{CARD} *", ".grimoire-term"]
    + [f".grimoire-{part}" for part in PARTS]
    + [f".grimoire-{part} *" for part in PARTS]
)


@pytest.mark.skipif("GRIMOIRE_AXE" not in os.environ, reason="GRIMOIRE_AXE names no axe.min.js")
@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(
    ("path", "key"),
    [("guides/reading-a-model/", "ner"), ("training/", "logit"), ("glossary/", "surprise")],
)
@in_each_theme
def test_axe_finds_nothing_on_our_own_nodes(
    visit: Visit, theme: str, path: str, key: str, scheme: str
) -> None:
    page = visit(path, theme, reduced_motion="reduce", color_scheme="light")
    page.evaluate(f"document.body.setAttribute('data-md-color-scheme', '{scheme}')")
    focus(term(page, key))
    expect(page.locator(CARD)).to_be_visible()
    page.evaluate(Path(os.environ["GRIMOIRE_AXE"]).read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(
        """async (own) => {
          const results = await axe.run({ elementRef: true });
          return results.violations.flatMap((rule) => rule.nodes
            .filter((node) => node.element?.matches(own))
            .map((node) => `${rule.id}: ${node.html.slice(0, 200)}`));
        }""",
        OWN,
    )
    assert found == []
