"""The edge to pathspec: globs of docs paths, with the meaning of MkDocs' own `exclude_docs`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pathspec


def named_by(globs: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether globs name a docs path."""
    return pathspec.GitIgnoreSpec.from_lines(globs).match_file
