"""Reads out of built sites what neighbours could break: terms, backlinks and their order."""

from __future__ import annotations

import posixpath
import re

from conftest import Built

TERM = re.compile(
    r'<a class="grimoire-term" data-grimoire="[^"]*" href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL
)
NEXT = re.compile(r'rel="next" href="([^"]*)"')
STRICT = {
    "strict": True,
    "validation": {
        "omitted_files": "warn",
        "absolute_links": "warn",
        "unrecognized_links": "warn",
        "anchors": "warn",
    },
}
"""What makes a build fail at the first warning, MkDocs' own about links and pages included."""


def linked_terms(built: Built, path: str) -> dict[str, str]:
    """Return the surface of each term that a file of the site links, cards aside, and whereto."""
    text = built.html(path).split("<template data-grimoire", 1)[0]
    return {surface: href for href, surface in TERM.findall(text)}


def cards(built: Built, path: str) -> list[str]:
    """Return the fragments of the entries whose cards a file of the site carries."""
    return re.findall(r'<template data-grimoire="([^"]*)"', built.html(path))


def backlinks(built: Built, path: str = "glossary/index.html") -> list[str]:
    """Return where the backlinks of the glossary page lead, in order."""
    blocks = re.findall(r'<div class="grimoire-uses".*?</div>', built.html(path), re.DOTALL)
    return re.findall(r'href="([^"]*)"', "".join(blocks))


def reading_order(built: Built, start: str = "") -> list[str]:
    """Return the URLs of the pages from one to the last, each the next one of that before."""
    urls = [start]
    while found := NEXT.search(built.html(f"{urls[-1]}index.html")):
        url = posixpath.normpath(posixpath.join(urls[-1], found[1]))
        urls.append("" if url == "." else f"{url}/")
    return urls
