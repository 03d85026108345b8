"""Reads the files of a glossary as text, whatever is in them."""

from __future__ import annotations

import glob
import os
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Protocol

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.sources.data import ILLEGIBLE
from mkdocs_grimoire.sources.parsing import MARKDOWN_SUFFIXES, TABLE_SUFFIXES
from mkdocs_grimoire.sources.source import Source
from mkdocs_grimoire.text.markup import FRONT


def decode(path: str, content: bytes) -> tuple[str, list[Diagnostic]]:
    """Return the text of a file, its line ends those of Unix, and what is wrong with it.

    Args:
        path: How the file is named in a finding.
        content: The file. What is not UTF-8 is shown as U+FFFD, so that the rest is kept.
    """
    findings = []
    content = content.removeprefix(BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        detail = f"byte 0x{content[error.start]:02x}"
        findings.append(Diagnostic(Place(path, line), Problem.NOT_UTF8, detail=detail))
        text = content.decode(errors="replace")
    return ILLEGIBLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")), findings


UNLISTED = ("index.md", "README.md")
"""Files that a folder or a glob of terms does not mean: they are about the others."""


class Named(NamedTuple):
    """A file that `sources` names."""

    path: Path
    """The file."""
    is_alone: bool
    """Whether its own path names it, and not a folder or a glob."""


class Whereabouts(Protocol):
    """Where the files of a site are."""

    @property
    def root(self) -> Path:
        """The folder of the configuration."""

    @property
    def docs(self) -> Path:
        """The folder of the docs."""

    @property
    def config_name(self) -> str:
        """How findings name the configuration."""

    def translated(self, path: Path) -> Path | None:
        """Return the file to read for a source, in the language at hand; None if there is none."""


class SourceReader:
    """Reads sources and keeps what was wrong with them, nothing more."""

    def __init__(self, body: Callable[[str], str]) -> None:
        """Prepare.

        Args:
            body: Returns the text of the glossary page without its front matter.
        """
        self._body = body
        self.findings: list[Diagnostic] = []

    def read(self, source: Source, content: Callable[[], bytes]) -> Source | None:
        """Return a source with its text, or None if its file cannot be read.

        Args:
            source: The source, its text empty.
            content: Returns what is in the file.
        """
        try:
            text, findings = decode(source.path, content())
        except OSError as error:
            detail = error.strerror or str(error)
            self.findings.append(Diagnostic(Place(source.path), Problem.UNREADABLE, detail=detail))
            return None
        self.findings += findings
        if not source.path.lower().endswith(MARKDOWN_SUFFIXES):
            return replace(source, text=text)
        body = self._body(text) if source.is_page else FRONT.sub("", text, count=1)
        front = text.removesuffix(body)
        return replace(source, text=body, first_line=front.count("\n") + 1, front=front)

    def match(self, patterns: Iterable[str], site: Whereabouts) -> Iterator[Named]:
        """Yield the files that patterns name, each once, in the order of the patterns.

        A symbolic link that leads out of the project is reported and not followed: patterns are
        written by whoever configures the site, but what they find by whoever adds a file to it.

        Args:
            patterns: Paths, folders or globs, relative to the root.
            site: Where the files of the site are.
        """
        seen: set[str] = set()
        own = (project_of(site.root), Path(os.path.realpath(site.docs)))
        for pattern in patterns:
            files = files_of(pattern, site.root)
            if not files:
                self._report(site.config_name, Problem.NO_MATCH, pattern)
            allowed = (*own, *_named_outside(pattern, site.root, own))
            for file in files:
                path = site.translated(file.path)
                # `Path.resolve` raises where links go in a circle.
                real = os.path.realpath(path) if path is not None else ""
                if path is None or real in seen:
                    continue
                seen.add(real)
                if not is_within(Path(real), allowed):
                    self._report(
                        site.config_name, Problem.OUTSIDE, os.path.relpath(path, site.root)
                    )
                elif _has_form(path):
                    yield file._replace(path=path)
                else:
                    self._report(site.config_name, Problem.NO_FORM, path.name)

    def _report(self, config_name: str, problem: Problem, subject: str) -> None:
        self.findings.append(Diagnostic(Place(config_name), problem, subject))


def _has_form(path: Path) -> bool:
    return path.suffix.lower() in (*MARKDOWN_SUFFIXES, *TABLE_SUFFIXES)


def files_of(pattern: str, root: Path) -> list[Named]:
    """Return the files that a path, a folder or a glob names, sorted.

    Args:
        pattern: Relative to the root, or absolute; `**` stands for any folders.
        root: The folder of the configuration.

    Returns:
        The one file that is named, whatever it is; or, of a folder or a glob, those that have the
        form of a source, without those that other tools leave out (`_name`, `.name`).
    """
    if pattern and (root / pattern).is_dir():
        pattern = f"{pattern.rstrip('/')}/**/*"
    names = sorted(glob.glob(pattern, root_dir=root, recursive=True))  # noqa: PTH207 - `Path.glob` takes no absolute pattern
    files = [root / name for name in names if not (root / name).is_dir()]
    if not glob.has_magic(Path(pattern).name):
        return [Named(file, not glob.has_magic(pattern)) for file in files]
    listed = (file for file in files if _has_form(file) and not file.name.startswith("_"))
    return [Named(file, is_alone=False) for file in listed if file.name not in UNLISTED]


def _named_outside(pattern: str, root: Path, own: Iterable[Path]) -> Iterator[Path]:
    """Yield the folder of a pattern that itself names a place outside of some folders."""
    place = Path(os.path.normpath(os.path.realpath(root) / watched(pattern, root)))
    if not is_within(place, own):
        folder = place if place.is_dir() else place.parent
        yield Path(os.path.realpath(folder))


def is_within(path: Path, folders: Iterable[Path]) -> bool:
    """Return whether a path is in one of some folders."""
    return any(path.is_relative_to(folder) for folder in folders)


def project_of(folder: Path) -> Path:
    """Return the Git repository that a folder is in, or else the folder; links are followed."""
    real = Path(os.path.realpath(folder))
    return next((above for above in (real, *real.parents) if (above / ".git").exists()), real)


def watched(pattern: str, root: Path) -> Path:
    """Return what to watch for a pattern: the file, or the folder in which its first glob is."""
    parts: list[str] = []
    for part in Path(pattern).parts:
        if glob.has_magic(part):
            break
        parts.append(part)
    return root.joinpath(*parts)
