"""Where links lead: docs paths of what an author wrote in a page, or in a source elsewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from mkdocs_grimoire.sources.scopes import PagesOf, no_pages

ADDRESSES = frozenset({"http", "https", "mailto"})
"""Schemes to which an entry may lead; `javascript` and `data` would run what an author pasted."""


class Target(NamedTuple):
    """A place that a link leads to, in the docs or beside them."""

    path: str
    """Path from the docs."""
    fragment: str
    """The part of the page, or an empty string."""


@dataclass(frozen=True, slots=True)
class Docs:
    """The files of the site, and how links lead to them."""

    files: frozenset[str] = frozenset()
    """Docs paths of all files."""
    folder: str = "docs"
    """The folder that they are in."""
    sources: frozenset[str] = frozenset()
    """Paths from the docs of the sources that are no pages; the glossary page stands for them."""
    pages_of: PagesOf = no_pages
    """Returns the docs paths of the pages that globs name."""
    meant: Callable[[str], str] = str
    """Returns the docs path of the file that a link to a path leads to."""

    def target(self, base: str, link: str) -> Target | None:
        """Return where a link leads, or None if it leads off the site.

        Args:
            base: Path from the docs of the file that has the link.
            link: The link as written.
        """
        try:
            parts = urlsplit(link)
        except ValueError:  # as for a host with half a bracket
            return None
        if parts.scheme or parts.netloc or link.startswith("\x02"):  # a placeholder of an e-mail
            return None
        path = self._path(base, unquote(parts.path)) if parts.path else base
        return Target(self.meant(path), unquote(parts.fragment))

    def _path(self, base: str, path: str) -> str:
        """Return the path from the docs of a path that is relative to a file."""
        folder = posixpath.dirname(base)
        found = posixpath.normpath(posixpath.join(folder, path))
        if found.startswith("../"):
            # From outside the docs and back into them, the way goes over their name.
            from_root = posixpath.normpath(posixpath.join(self.folder, folder, path))
            if from_root.startswith(f"{self.folder}/"):
                found = from_root.removeprefix(f"{self.folder}/")
        if found not in self.files and base.startswith("../"):
            # What is written to be included is often written as seen from the docs.
            from_docs = posixpath.normpath(path)
            return from_docs if from_docs in self.files else found
        return found

    def rebased(self, link: str, base: str, page: str) -> str:
        """Return a link of one file as a link of another.

        Args:
            link: The link as written; one that leads off the site, or from its root, stays.
            base: Path from the docs of the file that has it.
            page: Docs path of the other file.
        """
        target = self.target(base, link)
        if target is None or target.path.startswith("/"):
            return link
        parts = urlsplit(link)
        if not parts.path and base not in self.files:
            return link  # the part that it leads to is on the page as well
        return parts._replace(path=quote(link_between(page, target.path))).geturl()

    def page(self, base: str, link: str) -> str | None:
        """Return where a use leads by the link that an entry has instead of the glossary page.

        Args:
            base: Path from the docs of the source.
            link: An address, or a page of the docs with or without a fragment, as seen from the
                source or from the docs.

        Returns:
            The address, or the docs path and fragment; None if it is neither.
        """
        try:
            parts = urlsplit(link)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return link if parts.scheme in {*ADDRESSES, ""} else None
        path, fragment = unquote(parts.path), f"#{parts.fragment}" if parts.fragment else ""
        for tried in (self._path(base, path), posixpath.normpath(path.lstrip("/"))):
            for file in map(self.meant, (tried, f"{tried}.md", f"{tried}/index.md")):
                if file in self.files:
                    return f"{file}{fragment}"
        return link if path.startswith("/") else None


def sibling(base: str, path: str) -> str:
    """Return the file beside a source that a link from the root of its own site means.

    A glossary with a file for each term is often the root of a site, where each file is a folder:
    `/container/` is `container.md`.

    Args:
        base: Path from the docs of the source.
        path: The link's path, which begins with a slash.
    """
    name = posixpath.splitext(posixpath.basename(path.rstrip("/")))[0]
    return posixpath.join(posixpath.dirname(base), f"{name}.md")


def is_address(url: str) -> bool:
    """Return whether a URL is one as it stands, and no docs path."""
    parts = urlsplit(url)
    return bool(parts.scheme or parts.netloc or url.startswith("/"))


def to_root(url: str) -> str:
    """Return the way from a page to the root of the site.

    Args:
        url: URL of the page, relative to the root.
    """
    return "../" * url.removeprefix("./").count("/")


def link_between(page: str, other: str) -> str:
    """Return the link from the source of a page to that of another, empty if they are the same.

    Args:
        page: Docs path of the page.
        other: Docs path of the other.
    """
    if page == other:
        return ""
    # Not by `posixpath.relpath`, which asks for the working directory: every page has such a link.
    folder, names = page.split("/")[:-1], other.split("/")
    pairs = zip(folder, names[:-1], strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return "/".join([*[".."] * (len(folder) - common), *names[common:]])
