"""Files that a page includes: a finding in one of them names it, and not the page."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from mkdocs_grimoire.findings.lines import Lines
from mkdocs_grimoire.sources.reading import decode, is_within, project_of

DIRECTIVE = re.compile(
    r"""
      ^[ \t]*(?<!;)-+8<-+[ \t]+["'](?P<snippet>[^"'\n]+)["']        # --8<-- "file.md"
    | ^[ \t]*-+8<-+[ \t]*\n(?P<block>(?:(?!^[ \t]*-+8<-+)[^\n]*\n)+)^[ \t]*-+8<-+ # one on each line
    | \{%-?\s*include(?:-markdown)?\s+["'](?P<jinja>[^"'\n]+)["']
    """,
    re.VERBOSE | re.MULTILINE,
)
"""The syntax of PyMdown's snippets, of mkdocs-include-markdown and of Jinja."""

LINES_OR_SECTION = re.compile(r"(?::[\w,:-]*)?$")
"""What may follow the name of a snippet: the lines or the section that is included."""

DEEPEST = 3
"""Files within files that are looked into."""


class Folders(Protocol):
    """Where the files of a site are."""

    @property
    def docs(self) -> Path:
        """The folder of the docs."""

    @property
    def root(self) -> Path:
        """The folder of the configuration."""


def included_names(text: str) -> Iterator[str]:
    """Yield the names of the files that a Markdown text includes, as they are written."""
    if "8<" not in text and "include" not in text:
        return
    for found in DIRECTIVE.finditer(text):
        block = found["block"]
        for name in block.split("\n") if block else [found["snippet"] or found["jinja"]]:
            if name.strip() and not name.lstrip().startswith((";", "#")):
                yield LINES_OR_SECTION.sub("", name.strip())


def included_files(
    text: str,
    folders: Sequence[Path],
    shown: Callable[[Path], str],
    is_own: Callable[[Path], bool] = bool,
) -> Iterator[tuple[str, Lines]]:
    """Yield the files that a text includes, directly or through others.

    Args:
        text: Markdown.
        folders: Where files are looked for, in order.
        shown: Returns how a file is named in findings.
        is_own: Returns whether a file is one of the project; any other is not read.

    Yields:
        The name of each file and what is in it; a file that cannot be read is left out.
    """
    seen: set[Path] = set()
    waiting = [text]
    for _ in range(DEEPEST):
        names = [name for each in waiting for name in included_names(each)]
        files = dict.fromkeys(file for name in names for file in _find(name, folders))
        waiting = []
        for file in files:
            if file not in seen and is_own(file):
                content = decode(str(file), file.read_bytes())[0]
                waiting.append(content)
                yield shown(file), Lines(content)
        seen.update(files)


def _find(name: str, folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the file that a name means, or the files if it is a glob, in the first of folders."""
    found = (_matches(name, folder) for folder in folders)
    yield from next(filter(None, found), [])


def _matches(name: str, folder: Path) -> list[Path]:
    """Return the file of a folder that a name means, or the files if it is a glob, sorted."""
    try:
        if not glob.has_magic(name):
            names = [name]
        elif name.startswith("/") or ".." in Path(name).parts:
            names = []  # all files of the machine are not gone through for a page's sake
        else:
            names = sorted(glob.glob(name, root_dir=folder, recursive=True))  # noqa: PTH207 - `Path.glob` takes no absolute pattern
        return [(folder / each).resolve() for each in names if (folder / each).is_file()]
    except OSError:  # a name that no file can have
        return []


def included_by(
    page: str, text: str, base_path: str | Sequence[str], site: Folders
) -> Iterator[tuple[str, Lines]]:
    """Yield the files that a page includes, by the names that findings have for them.

    Args:
        page: Its docs path.
        text: Its Markdown.
        base_path: The folders of the extension for snippets, as its option has them.
        site: Where the files of the site are.
    """
    bases = [base_path] if isinstance(base_path, str) else base_path
    # Snippets are looked for from the working directory, which most sites take for their root.
    own = [folder / str(base) for base in bases for folder in (Path(), site.root)]
    folders = [*own, (site.docs / page).parent, site.docs, site.root]
    project = (project_of(site.root), Path(os.path.realpath(site.docs)))
    return included_files(
        text, folders, lambda path: shown_path(path, site), lambda path: is_within(path, project)
    )


def shown_path(path: Path, site: Folders) -> str:
    """Return the docs path of a file, or its path from the configuration if it is outside."""
    for folder in (site.docs, site.root):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.as_posix()
