"""A Content-Security-Policy that allows nothing inline, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from conftest import build_config, write_site

pytest.importorskip("playwright", reason="Playwright is not installed")

from browser import CARD, EXECUTABLE, serve, term
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.skipif(EXECUTABLE is None, reason="there is no Chromium on this machine")

POLICY = "default-src 'self'; script-src 'self'; style-src 'self'"

NOTE = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => window.violations.push(
  [event.effectiveDirective, event.blockedURI, event.sample].join(" ")));
"""
"""Notes what the policy forbids."""

FILES = {
    "glossary.md": (
        '# Words\n\n## Softmax { aliases="soft maximum" tags="maths" }\n\nShares, '
        "$\\frac{e^x}{\\sum e^{x_i}}$, of [logits](#logit).\n\n$$\\sqrt{x}\\quad\\vec{x}$$\n\n"
        "## Logit\n\nA score, $\\left(\\begin{matrix}1 & 2\\end{matrix}\\right)$.\n"
    ),
    "index.md": "# Home\n\nA softmax of a logit.\n",
}


class Strict(SimpleHTTPRequestHandler):
    """Serves files under the policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by its base
        pass


@pytest.fixture
def opened(tmp_path: Path, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that builds a site, with the plugin or without, and opens a page of it."""
    with ExitStack() as stack:

        def open_page(path: str, *, is_bare: bool = False) -> Page:
            root = tmp_path / ("bare" if is_bare else "ours")
            theme = {"name": "mkdocs", "highlightjs": False}
            config = write_site(root, FILES, {}, theme=theme)
            built = build_config(config, root / "site", **({"plugins": []} if is_bare else {}))
            url = stack.enter_context(serve(built.folder, Strict))
            page = browser.new_context().new_page()
            page.add_init_script(NOTE)
            page.goto(url + path)
            return page

        yield open_page


def violations(page: Page) -> list[str]:
    """Return what the policy has forbidden."""
    found: list[str] = page.evaluate("window.violations")
    return sorted(found)


@pytest.mark.parametrize("path", ["", "glossary/"])
def test_nothing_of_ours_is_inline(opened: Callable[..., Page], path: str) -> None:
    # The theme itself has scripts in its pages; what it has without the plugin is not ours.
    bare = opened(path, is_bare=True)
    assert bare.locator(".grimoire-term").count() == 0
    expected = violations(bare)
    page = opened(path)
    term(page, "softmax" if not path else "logit").hover()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    assert card.locator("math").count() == 1
    assert card.evaluate("node => getComputedStyle(node).position") in {"fixed", "absolute"}
    assert violations(page) == expected


def test_what_is_inline_is_seen(opened: Callable[..., Page]) -> None:
    page = opened("")
    before = violations(page)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=color:red>x</p>')")
    page.wait_for_function(f"window.violations.length > {len(before)}")
    assert any(each.startswith("style-src-attr") for each in violations(page))
