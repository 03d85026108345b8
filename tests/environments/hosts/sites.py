"""Builds a site with the command of a host, and reads what its pages say of the glossary."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin

import yaml


class Page(HTMLParser):
    """What a page says of the glossary."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__()
        self._url = url
        self._link: list[str] | None = None
        self._depth = 0
        self.links: list[tuple[str, str, str]] = []
        """Key, address and text of each link to an entry."""
        self.cards: dict[str, str] = {}
        """The text of each card, with the addresses of its links."""
        self._card = ""
        self.anchors: list[str] = []
        """The ids of headings."""
        start = html.index("<h1 ")
        self.feed(html[start:])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "template" and "data-grimoire" in said:
            self._card = said["data-grimoire"]
            self.cards[self._card] = ""
        elif tag == "a" and self._card:
            self.cards[self._card] += f"({urljoin(self._url, said['href'])})"
        elif tag == "a" and "grimoire-term" in said.get("class", "").split():
            self._link = [said["data-grimoire"], urljoin(self._url, said["href"]), ""]
        elif re.fullmatch(r"h[1-6]", tag) and "id" in said and not self._card:
            self.anchors.append(said["id"])

    def handle_data(self, data: str) -> None:
        if self._card:
            self.cards[self._card] += data
        elif self._link is not None:
            self._link[2] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._card = ""
        elif tag == "a" and self._link is not None:
            key, url, text = self._link
            self.links.append((key, url, text))
            self._link = None


@dataclass
class Site:
    """A site that a host has built."""

    pages: dict[str, Page]
    """By their URLs from the root."""
    warnings: list[str]
    """What was said of the glossary."""
    status: int
    """The exit code."""
    output: str
    """All that was printed."""


def write_site(root: Path, files: Mapping[str, str], **changes: Any) -> None:
    """Write the sources of a site that all hosts can build, its assets included.

    Args:
        root: The folder of the site.
        files: Docs paths, and what is in them.
        **changes: Keys of `mkdocs.yml` that are to be otherwise.
    """
    for name, text in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = {
        "site_name": "Three hosts",
        "site_url": "https://example.org/three/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", "autorefs", "grimoire"],
        "markdown_extensions": [
            "attr_list",
            "toc",
            {"grimoire": {"validation": {"unused": "ignore", "circular": "ignore"}}},
        ],
        "extra_css": ["assets/grimoire/grimoire.css"],
        "extra_javascript": ["assets/grimoire/grimoire.js"],
        "watch": ["docs/glossary.md"],
        **changes,
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    subprocess.run([*tool("grimoire"), "assets", "docs"], cwd=root, check=True, capture_output=True)


def tool(name: str) -> list[str]:
    """Return the command of a program of this environment."""
    return [str(Path(sys.executable).parent / name)]


def built(host: str, root: Path, *arguments: str) -> Site:
    """Return a site as a host builds it."""
    out = root / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        [*tool(host), "build", *arguments, "-f", "mkdocs.yml"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    output = done.stdout + done.stderr
    found = re.findall(r"grimoire: (.*?\[\w+\])", output)
    pages = {}
    for path in sorted(out.rglob("index.html")):
        url = PurePosixPath(path.relative_to(out).parent).as_posix()
        url = "" if url == "." else f"{url}/"
        pages[url] = Page(url or "./", path.read_text(encoding="utf-8"))
    return Site(pages, sorted(found), done.returncode, output)
