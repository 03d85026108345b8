"""Opens built sites in a real browser, and holds whatever goes wrong in it against the test."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Route, sync_playwright

NAMES = os.environ.get("GRIMOIRE_CHROMIUM", "chromium chromium-browser google-chrome").split()
EXECUTABLE = next(filter(None, map(shutil.which, NAMES)), None)
"""The browser that the system has, unless the environment names another one or none.

None is downloaded.
"""

ARGUMENTS = [
    "--no-sandbox",  # containers do not let it make one
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
OTHER_HOST = re.compile(r"^https?://(?!127\.0\.0\.1[:/])")
TIMEOUT = 5000  # ms
PAUSED_AT = 3600.0
"""Seconds after a page's clock has been started; loading takes less."""

CARD = "#grimoire-card"
AWAY = (1, 400)
"""A point at the edge of the window where no theme has anything to hover."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by its base
        pass


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a page that was closed before it had everything it asked for."""


@contextmanager
def serve(
    folder: Path, handler_type: type[SimpleHTTPRequestHandler] = _QuietHandler
) -> Iterator[str]:
    """Serve a folder on this machine, and yield its URL; the folder may be filled later."""
    handler = partial(handler_type, directory=str(folder))
    with _QuietServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


class Visits:
    """Opens pages, each in a context of its own, and notes what goes wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.problems: list[str] = []
        """Errors of scripts, errors on the console, and requests to other hosts."""

    def open(self, url: str, *, is_paused: bool = False, **context: Any) -> Page:
        """Open a page.

        Args:
            url: Its address.
            is_paused: Whether its clock stands still, so that timers run only by `clock.run_for`.
            **context: What Playwright's `new_context` takes, such as `viewport`.
        """
        page = self._browser.new_context(**context).new_page()
        page.set_default_timeout(TIMEOUT)
        page.on("pageerror", lambda error: self.problems.append(f"{error}"))
        page.on("console", lambda message: self._note(message.type, message.text))
        page.route(OTHER_HOST, self._refuse)
        if is_paused:
            page.clock.install(time=0)
        page.goto(url)
        if is_paused:
            page.clock.pause_at(PAUSED_AT)
        return page

    def _note(self, level: str, text: str) -> None:
        if level == "error":
            self.problems.append(text)

    def _refuse(self, route: Route) -> None:
        self.problems.append(f"request to {route.request.url}")
        route.abort()

    def close(self) -> None:
        """Close all pages."""
        for context in self._browser.contexts:
            context.close()


@dataclass(frozen=True)
class Rect:
    """Where something is in the window, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def rects(locator: Locator) -> list[Rect]:
    """Return the boxes of an element, one for each line that it is on."""
    boxes = locator.evaluate(
        "node => [...node.getClientRects()].map(b => [b.left, b.top, b.right, b.bottom])"
    )
    return [Rect(*box) for box in boxes]


def rect(locator: Locator) -> Rect:
    """Return the only box of an element."""
    (box,) = rects(locator)
    return box


def term(page: Page, anchor: str) -> Locator:
    """Return the first link on a page to an entry."""
    return page.locator(f'a[data-grimoire="{anchor}"]').first


def focus(link: Locator) -> None:
    """Focus a link as the keyboard does."""
    link.evaluate("node => node.focus({ focusVisible: true })")


def click_at_rest(link: Locator) -> None:
    """Click a link as readers do, who stop before that.

    With instant navigation, Material notes where a page rests 0.1 s after it was scrolled. If it is
    left before, the next page is scrolled to there and not to its fragment.
    """
    link.scroll_into_view_if_needed()
    link.page.wait_for_function("!window.document$ || (history.state?.y ?? 0) === scrollY")
    link.click()


def tab_to(link: Locator, presses: int = 100) -> None:
    """Press the Tab key until a link has the focus, from wherever it is."""
    for _ in range(presses):
        link.page.keyboard.press("Tab")
        if link.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"not reached by {presses} presses of Tab")
