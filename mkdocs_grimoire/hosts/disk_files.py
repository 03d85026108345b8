"""The files of a site as they lie on disk, for hosts that do not tell of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from mkdocs_grimoire.sources.parsing import MARKDOWN_SUFFIXES
from mkdocs_grimoire.text.markup import FRONT

Stamps = frozenset[tuple[str, int, int]]
"""Paths of files with the time of their last change, in nanoseconds, and their size in bytes."""


class DiskFiles:
    """The files of one site; it is a `gathering.SiteFiles`."""

    def __init__(
        self,
        docs: Path,
        root: Path,
        config_name: str,
        named_by: Callable[[Iterable[str]], Callable[[str], bool]],
    ) -> None:
        """Look which files there are.

        Args:
            docs: The folder of the docs.
            root: The folder of the configuration.
            config_name: How findings name the configuration.
            named_by: Returns what tells whether globs name a docs path.
        """
        self.docs = docs
        self.root = root
        self.config_name = config_name
        self._named_by = named_by
        self._paths = frozenset(_files_below(docs))
        self._left_out: set[str] = set()

    def paths(self) -> Iterable[str]:
        """Return all files that the site has."""
        return sorted(self._paths - self._left_out)

    def pages(self) -> list[str]:
        """Return its pages."""
        return [path for path in self.paths() if path.endswith(MARKDOWN_SUFFIXES)]

    def listed(self) -> Iterable[str]:
        """Return the pages that stay pages though they are sources: all, for want of a choice."""
        return self.pages()

    def has(self, path: str) -> bool:
        """Return whether there is a file."""
        return path in self._paths

    def file(self, path: str) -> Path | None:
        """Return where a file is."""
        return self.docs / path if path in self._paths else None

    def content(self, path: str) -> bytes:
        """Return what is in a file, or raise `OSError`."""
        return (self.docs / path).read_bytes()

    def body(self, text: str) -> str:
        """Return the text of a page without its front matter."""
        return FRONT.sub("", text, count=1)

    def found(self, path: str) -> str:
        """Return a path as it is: a link names one file."""
        return path

    def translated(self, path: Path) -> Path | None:
        """Return a source as it is: the site has one language."""
        return path

    def named_by(self, globs: Iterable[str]) -> frozenset[str]:
        """Return the pages that globs name."""
        return frozenset(filter(self._named_by(globs), self.pages()))

    def leave_out(self, page: str) -> None:
        """Take a file for no page."""
        self._left_out.add(page)

    def put_back(self, page: str) -> None:
        """Take it for one again."""
        self._left_out.discard(page)

    def stamps(self, others: Iterable[Path]) -> Stamps:
        """Return what changes as soon as a file does.

        Args:
            others: Files outside of the docs that count as well.
        """
        files = [*(self.docs / path for path in self._paths), *others]
        return frozenset(stamp for file in files for stamp in _stamp(file))


def _stamp(file: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the stamp of a file, unless it is gone."""
    try:
        found = file.stat()
    except OSError:
        return
    yield str(file), found.st_mtime_ns, found.st_size


def _files_below(docs: Path) -> Iterator[str]:
    """Yield the docs paths of all files that are not hidden."""
    for folder, folders, names in os.walk(docs):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (
            (Path(folder) / name).relative_to(docs).as_posix()
            for name in names
            if not name.startswith(".")
        )
