"""Beside minify, which takes quotes off attributes and white space out of pages and scripts."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from browser import CARD, EXECUTABLE, Visits, chromium, focus, serve, term
from conftest import Built, SiteBuilder
from playwright.sync_api import expect
from site_parts import STRICT
from walk import dead_links

FILES = {
    "index.md": "# Home\n\nA softmax of each logit.\n",
    "glossary.md": "## Softmax\n\nTurns *each* logit into $e^x$.\n\n## Logit\n\nA score.\n",
    "extra.js": "// Nothing\nwindow.extra = 1;\n",
}
OWN = {kind: f"assets/grimoire/grimoire.{kind}" for kind in ("js", "css")}
MINIFY: dict[str, Any] = {
    "minify_html": True,
    "minify_js": True,
    "minify_css": True,
    "js_files": ["extra.js", OWN["js"]],
    "css_files": [OWN["css"]],
    "htmlmin_opts": {"remove_comments": True},
}
THEMES = [{"name": "material", "font": False}, {"name": "mkdocs", "highlightjs": False}]


class Parts(HTMLParser):
    """Collects the attributes of the links to terms and of the templates."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "data-grimoire" in values:
            self.found.append((tag, values["data-grimoire"], values.get("href")))


def parts(built: Built, path: str) -> list[tuple[str, str | None, str | None]]:
    parser = Parts()
    parser.feed(built.html(path))
    return parser.found


@pytest.fixture(params=THEMES, ids=lambda theme: str(theme["name"]))
def built(request: pytest.FixtureRequest, site: SiteBuilder) -> Built:
    """Return a site of which everything is minified."""
    config = {"theme": request.param, "extra_javascript": ["extra.js"], **STRICT}
    return site(FILES, plugins=["search"], later_plugins=[{"minify": MINIFY}], **config)


def test_links_and_templates_are_intact(built: Built) -> None:
    assert "class=grimoire-term" in built.html("index.html")
    assert parts(built, "index.html") == [
        ("a", "softmax", "glossary/#softmax"),
        ("a", "logit", "glossary/#logit"),
        ("template", "softmax", None),
        ("template", "logit", None),
    ]
    assert dead_links(built.folder) == []


def test_the_data_of_the_glossary_is_intact(built: Built) -> None:
    page = built.html("glossary/index.html")
    assert '"name":"Softmax"' in page
    assert "<msup>" in page


@pytest.mark.skipif(EXECUTABLE is None, reason="there is no Chromium on this machine")
def test_cards_work_with_a_minified_script(built: Built) -> None:
    assert (built.folder / OWN["js"].replace(".js", ".min.js")).exists()
    with chromium() as browser, serve(built.folder) as url:
        visits = Visits(browser)
        page = visits.open(url)
        focus(term(page, "softmax"))
        expect(page.locator(CARD)).to_contain_text("Turns each logit into")
        assert visits.problems == []
        visits.close()
