"""Reads the files of a glossary as text, whatever is in them."""

from __future__ import annotations

import glob
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs_grimoire.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.entry import Place
from mkdocs_grimoire.source import Source

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


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
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd"), findings


class SourceReader:
    """Reads sources and keeps what was wrong with them, nothing more."""

    def __init__(self, body: Callable[[str], str]) -> None:
        """Prepare.

        Args:
            body: Returns a text without its front matter; what it returns ends the text.
        """
        self._body = body
        self.findings: list[Diagnostic] = []

    def read(self, path: str, content: Callable[[], bytes]) -> Source | None:
        """Return a source, or None if its file cannot be read.

        Args:
            path: How the file is named in findings.
            content: Returns what is in the file.
        """
        try:
            text, findings = decode(path, content())
        except OSError as error:
            detail = error.strerror or str(error)
            self.findings.append(Diagnostic(Place(path), Problem.UNREADABLE, detail=detail))
            return None
        self.findings += findings
        body = self._body(text)
        return Source(path, body, text.count("\n") - body.count("\n") + 1)

    def match(self, patterns: list[str], root: Path, config_name: str) -> Iterator[Path]:
        """Yield the files that patterns name, each once, in the order of the patterns.

        Args:
            patterns: Paths or globs, relative to the root.
            root: The folder of the configuration.
            config_name: How the configuration is named in findings.
        """
        seen: set[Path] = set()
        for pattern in patterns:
            files = files_of(pattern, root)
            if not files:
                self._report(config_name, Problem.NO_MATCH, pattern)
            for file in files:
                if file.resolve() in seen:
                    continue
                seen.add(file.resolve())
                if file.suffix.lower() in MARKDOWN_SUFFIXES:
                    yield file
                else:
                    self._report(config_name, Problem.NOT_MARKDOWN, file.name)

    def _report(self, config_name: str, problem: Problem, subject: str) -> None:
        self.findings.append(Diagnostic(Place(config_name), problem, subject))


def files_of(pattern: str, root: Path) -> list[Path]:
    """Return the files that a path or glob names, sorted.

    Args:
        pattern: Relative to the root, or absolute; `**` stands for any folders.
        root: The folder of the configuration.
    """
    names = sorted(glob.glob(pattern, root_dir=root, recursive=True))  # noqa: PTH207 - `Path.glob` takes no absolute pattern
    return [root / name for name in names if not (root / name).is_dir()]


def watched(pattern: str, root: Path) -> Path:
    """Return what to watch for a pattern: the file, or the folder in which its first glob is."""
    parts: list[str] = []
    for part in Path(pattern).parts:
        if glob.has_magic(part):
            break
        parts.append(part)
    return root.joinpath(*parts)
