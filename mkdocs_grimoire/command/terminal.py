"""What the command says on a terminal beside its report: progress, notes, colours, failures."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import NoReturn, TextIO

import click

from mkdocs_grimoire.findings.diagnostics import Level

WRONG_USE = 2
"""Exit code where the command cannot do its work, as Click has it."""

PATIENCE = 1.0
"""Seconds after which a user wants to see that something happens."""

WIDTH = 30
"""Characters of the progress bar."""

COLOURS = {Level.ERROR: "red", Level.WARN: "yellow", Level.INFO: "blue"}


class Progress:
    """Shows how many pages are read, on a terminal and if it takes long, nothing more."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin.

        Args:
            stream: Where to show it.
            clock: Returns seconds.
        """
        self._stream = stream
        self._clock = clock
        self._begin = clock()
        self._shown = ""

    def __call__(self, done: int, total: int) -> None:
        """Show how many pages of how many are read."""
        if not self._stream.isatty() or self._clock() - self._begin < PATIENCE:
            return
        bar = "#" * (WIDTH * done // total)
        self._show(f"Reading pages [{bar:<{WIDTH}}] {done}/{total}")

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Leave nothing of it on the line."""
        if self._shown:
            self._show("")

    def _show(self, line: str) -> None:
        blank = "\r" + " " * len(self._shown) + "\r" if len(line) < len(self._shown) else "\r"
        self._stream.write(blank + line)
        self._stream.flush()
        self._shown = line


def paint(text: str, level: Level) -> str:
    """Return a text in the colour of a level."""
    return click.style(text, fg=COLOURS.get(level))


def has_colours() -> bool:
    """Return whether the report goes to a terminal whose user has nothing against colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def show(report: str | bytes, *, is_error: bool = False) -> None:
    """Print a report as it is; what the encoding of the output does not have is escaped."""
    stream = sys.stderr if is_error else sys.stdout
    if isinstance(report, str):
        report = report.encode(stream.encoding or "utf-8", errors="backslashreplace")
    click.echo(report, nl=False, err=is_error, color=True)


def note(text: str) -> None:
    """Print a line beside the report."""
    show(f"{text}\n", is_error=True)


def fail(reason: str) -> NoReturn:
    """Say why the command cannot do its work, on one line, and leave."""
    note(f"Error: {' '.join(reason.split())}")
    sys.exit(WRONG_USE)
