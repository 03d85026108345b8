"""Takes the pictures of a card that the documentation shows: `python tests/pictures.py`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from browser import CARD, Visits, chromium, rect, serve, term
from conftest import EXAMPLE, build_config
from playwright.sync_api import Page

IMAGES = EXAMPLE / "docs" / "images"
PICTURES = {"default": "card.png", "slate": "card-slate.png"}
"""Material's colour schemes, and the picture that is taken in each."""

PAGE, TERM = "metrics/", "perplexity"
FIRST, LAST = f"ul:has(> li > a[data-grimoire='{TERM}'])", "blockquote"
"""The elements that a picture begins and ends with."""

WINDOW = {"width": 900, "height": 900}
SCALE = 1.6
"""Sharp on most screens, and still a small file."""

MARGIN = 16
"""CSS pixels above the first element and below the last."""


def open_card(page: Page, scheme: str) -> None:
    """Open the card in a colour scheme, with everything around it in the window."""
    page.locator("body").evaluate("(body, name) => body.dataset.mdColorScheme = name", scheme)
    link = term(page, TERM)
    link.evaluate("node => node.scrollIntoView({ block: 'center' })")
    link.hover()
    page.locator(CARD).wait_for()


def take(page: Page, path: Path) -> None:
    """Take a picture from the first element to the last, once nothing moves any more."""
    top = round(rect(page.locator(FIRST)).top) - MARGIN
    height = round(rect(page.locator(LAST).first).bottom) + MARGIN - top
    page.screenshot(
        path=path,
        clip={"x": 0, "y": top, "width": WINDOW["width"], "height": height},
        animations="disabled",
    )


def main() -> None:
    """Build the example site and take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        build_config(EXAMPLE / "mkdocs.yml", folder)
        visits = Visits(browser)
        with serve(folder) as url:
            for scheme, file in PICTURES.items():
                page = visits.open(url + PAGE, viewport=WINDOW, device_scale_factor=SCALE)
                open_card(page, scheme)
                take(page, IMAGES / file)
        visits.close()


if __name__ == "__main__":
    main()
