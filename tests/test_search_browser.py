"""Types into the search boxes of the themes, and compares with the site without the option.

The order of results is asked of the very workers that the themes ship, since it is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any, NamedTuple

import pytest
from conftest import EXAMPLE, build_config

pytest.importorskip("playwright", reason="Playwright is not installed")

from browser import EXECUTABLE, Visits, serve
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.skipif(EXECUTABLE is None, reason="there is no Chromium on this machine")

FEATURES = ["navigation.instant", "search.highlight", "search.share", "search.suggest"]
THEMES: dict[str, dict[str, Any]] = {
    "material": {"name": "material", "font": False},
    "features": {"name": "material", "font": False, "features": FEATURES},
    "german": {"name": "material", "font": False, "language": "de"},
    "mkdocs": {"name": "mkdocs", "highlightjs": False},
    "readthedocs": {"name": "readthedocs", "highlightjs": False},
}
"""The themes, kept from fetching anything from elsewhere."""

OTHER_WORD = "fine-tuning/#what-moving-every-weight-costs"
"""The section of the example site that says `parameter-efficient fine-tuning` and never `PEFT`."""

SHOWN = ["PEFT", "softmax", "low rank", "reward model"]
"""Queries of which all that is shown is compared: labels and ordinary words."""

ONE_WORD = [
    *("model", "learning", "training", "token", "probability", "memory", "weights", "reward"),
    *("gradient", "question", "answer", "layer", "average", "temperature", "evidence", "search"),
    *("error", "loss", "data", "adapter", "logarithm", "language"),
]
SEVERAL = [
    *("learning rate", "language model", "low rank", "fine tuning", "next token", "error rate"),
    *("human preferences", "cross entropy loss", "reading a model", "memory for training"),
    *("mean of ratios", "attention head", "nearest neighbours", "adapter memory", "reward model"),
    *("entropy of a distribution", "logits and probabilities", "feedback from people"),
]

CHANGING = re.compile(
    r' data-md-score="[^"]*"|<p class="md-search-result__terms">.*?</p>', flags=re.DOTALL
)
"""What says how well a result answers the query: its score, and which of several words it lacks."""
PATIENCE = 100
"""How often a query is typed again until the search has read its index."""

RESULTS = """found => found.map(
  (each) => [(each.closest("a") ?? each.querySelector("a")).href, each.innerHTML])"""
ASK_MATERIAL = """async queries => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const worker = new Worker(new URL(config.search, location));
  const ask = (message) => new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data.data);
    worker.postMessage(message);
  });
  const file = new URL(`${config.base}/search/search_index.json`, location);
  const index = await (await fetch(file)).json();
  await ask({ type: 0, data: { ...index, options: { suggest: true } } });
  const found = [];
  for (const query of queries) {
    const { items } = await ask({ type: 2, data: query });
    // What scores nothing is a page that only holds the sections together.
    found.push(items.flat().filter((item) => item.score)
      .sort((one, other) => other.score - one.score).map((item) => item.location));
  }
  return found;
}"""
ASK_MKDOCS = """async queries => {
  const worker = new Worker(`${base_url}/search/worker.js`);
  const ask = (message, key) => new Promise((resolve) => {
    worker.onmessage = (event) => key in event.data && resolve(event.data[key]);
    worker.postMessage(message);
  });
  await ask({ init: true }, "allowSearch");
  const found = [];
  for (const query of queries) {
    found.push((await ask({ query }, "results")).map((result) => result.location));
  }
  return found;
}"""


class Site(NamedTuple):
    """A build of the example site that is being served."""

    url: str
    labels: list[str]
    """All labels of its glossary."""


Sites = Callable[..., Site]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Return a function that builds the example site in a theme, with the option or without."""
    with ExitStack() as stack:

        @cache
        def build(theme: str, *, search: bool) -> Site:
            folder = tmp_path_factory.mktemp(theme)
            url = stack.enter_context(serve(folder))
            options = {"sources": ["manual.yml"], "search": search}
            plugins = ["search", {"grimoire": options}]
            overrides = {"site_url": url, "theme": THEMES[theme], "plugins": plugins}
            built = build_config(EXAMPLE / "mkdocs.yml", folder, **overrides)
            assert built.warnings == []
            entries = built.config.plugins["grimoire"].current_build.glossary.entries
            return Site(url, [label for entry in entries for label in entry.labels])

        yield build


@pytest.fixture
def visits(browser: Browser) -> Iterator[Visits]:
    """Return what opens pages; an error or a request to another host fails the test."""
    made = Visits(browser)
    yield made
    problems = made.problems.copy()
    made.close()
    assert problems == []


def without_query(address: str) -> str:
    """Return an address without what Material adds to it for highlighting."""
    return re.sub(r"\?h=[^#]*", "", address)


def typed(page: Page, url: str, query: str) -> dict[str, str]:
    """Type a query on a page that has been opened; return the HTML of each result, in order."""
    if page.locator("[data-md-component=search-query]").count():
        box, results = page.locator("[data-md-component=search-query]"), ".md-search-result__link"
        box.click()
    else:
        box, results = page.locator("#mkdocs-search-query"), "#mkdocs-search-results article"
        opener = page.locator("[data-bs-target='#mkdocs_search_modal']")
        if opener.count() and not box.is_visible():
            opener.first.click()
    box.fill("")
    expect(page.locator(results)).to_have_count(0)  # of the query before
    box.fill(query)
    for _ in range(PATIENCE):
        box.press("End")
        page.wait_for_timeout(50)
        if page.locator(results).count():
            break
    found = page.locator(results).evaluate_all(RESULTS)
    return {without_query(href.removeprefix(url)): CHANGING.sub("", html) for href, html in found}


def searched(visits: Visits, site: Site, theme: str, *queries: str) -> list[dict[str, str]]:
    """Open a page of a site, type queries, and return the HTML of their results by addresses."""
    start = "search.html" if theme == "readthedocs" else "information-theory/"
    page = visits.open(site.url + start)
    return [typed(page, site.url, query) for query in queries]


@pytest.mark.parametrize("theme", THEMES)
def test_who_types_the_other_word_finds_the_section_and_sees_what_it_says(
    visits: Visits, sites: Sites, theme: str
) -> None:
    (found,) = searched(visits, sites(theme, search=True), theme, "PEFT")
    assert "What moving every weight costs" in found[OTHER_WORD]
    assert "Training with the Adam optimiser" in found[OTHER_WORD]
    assert "PEFT" not in found[OTHER_WORD]
    (before,) = searched(visits, sites(theme, search=False), theme, "PEFT")
    assert OTHER_WORD not in before


@pytest.mark.parametrize("theme", ["features", "mkdocs", "readthedocs"])
def test_what_was_found_without_it_is_shown_as_before(
    visits: Visits, sites: Sites, theme: str
) -> None:
    without = searched(visits, sites(theme, search=False), theme, *SHOWN)
    ours = searched(visits, sites(theme, search=True), theme, *SHOWN)
    for query, before, found in zip(SHOWN, without, ours, strict=True):
        assert before, query
        assert {address: found.get(address) for address in before} == before, query


def test_material_suggests_the_same_and_leads_to_the_section(visits: Visits, sites: Sites) -> None:
    suggested = []
    for search in (False, True):
        page = visits.open(sites("features", search=search).url)
        typed(page, "", "perp")
        suggested.append(page.locator(".md-search__suggest").inner_text())
    assert suggested == ["perplexity:", "perplexity:"]
    typed(page, "", "PEFT")
    page.locator(f".md-search-result__more a[href*='{OTHER_WORD.partition('#')[2]}']").evaluate(
        "link => link.click()"
    )
    page.wait_for_url(f"**/fine-tuning/?h=peft#{OTHER_WORD.partition('#')[2]}")
    expect(page.get_by_role("heading", name="What moving every weight costs")).to_be_visible()


@pytest.mark.parametrize(("theme", "ask"), [("material", ASK_MATERIAL), ("mkdocs", ASK_MKDOCS)])
def test_what_has_the_word_itself_comes_first_and_in_the_order_that_it_had(
    visits: Visits, sites: Sites, theme: str, ask: str
) -> None:
    site = sites(theme, search=True)
    queries = list(dict.fromkeys([*site.labels, *ONE_WORD, *SEVERAL]))
    before = visits.open(sites(theme, search=False).url).evaluate(ask, queries)
    after = visits.open(site.url).evaluate(ask, queries)
    added, firsts, several = 0, 0, 0
    for query, old, new in zip(queries, before, after, strict=True):
        # Nothing that was found before comes after what is found by the other word alone.
        assert set(new[: len(old)]) == set(old), query
        added += len(new) - len(old)
        if not re.search(r"[\s-]", query):
            assert new[: min(3, len(old))] == old[:3], query
        elif old:
            # A section that now has all words of a query may rise.
            assert old[0] in new[:3], query
            several += 1
            firsts += new[0] == old[0]
    assert added > len(queries) / 2
    assert firsts >= 0.95 * several
