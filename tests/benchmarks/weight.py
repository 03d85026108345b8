"""Tells what pages, the script and the style weigh after gzip."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import NamedTuple

TEMPLATES = re.compile(rb'<template data-grimoire="[^"]*">.*?</template>', re.DOTALL)
LINKS = re.compile(
    rb'<a class="grimoire-term" data-grimoire="[^"]*" href="[^"]*"(?: id="[^"]*")?>(.*?)</a>',
    re.DOTALL,
)


class Weight(NamedTuple):
    """What the links and cards of a site weigh."""

    entries: int
    """Entries used, each page counting for itself."""
    pages: int
    """Pages that use any."""
    added: int
    """Bytes after gzip, of all pages."""

    @property
    def of_fifteen(self) -> float:
        """KiB of fifteen entries."""
        return 15 * self.added / max(self.entries, 1) / 1024


def weight(site: Path) -> Weight:
    """Weigh the pages of a site but for the glossary page."""
    entries, pages, added = 0, 0, 0
    for path in site.rglob("*.html"):
        html = path.read_bytes()
        cards = TEMPLATES.findall(html)
        if cards and path != site / "glossary" / "index.html":
            bare = LINKS.sub(rb"\1", TEMPLATES.sub(b"", html))
            entries, pages = entries + len(cards), pages + 1
            added += len(gzip.compress(html)) - len(gzip.compress(bare))
    return Weight(entries, pages, added)


def gzipped(file: Path) -> int:
    """Return how many bytes a file has after gzip."""
    return len(gzip.compress(file.read_bytes()))


def pages_gzipped(site: Path) -> int:
    """Return how many bytes all pages but the glossary page have after gzip."""
    glossary = site / "glossary" / "index.html"
    return sum(gzipped(path) for path in site.rglob("*.html") if path != glossary)
