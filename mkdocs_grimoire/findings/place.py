"""The place of a finding or an entry: a line of a file."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A line of a file, as the author sees it; places are sorted by file, line and column."""

    path: str
    """Docs path of the file, or its path from `mkdocs.yml` where it lies outside the docs."""
    line: int = 0
    """Line in the file, front matter counted, the first being 1; 0 means the file as a whole."""
    column: int = 0
    """Character in the line, the first being 1; 0 means the line as a whole."""

    @property
    def exact(self) -> str:
        """The place as editors and compilers write it, column and all."""
        return f"{self}:{self.column}" if self.column else str(self)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path
