"""Gathers what a site borrows from others, and says what is wrong with their files."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.forms import Comparison
from mkdocs_grimoire.lending.borrowing import Base, Borrowed, Inventory, Lending, Sanitize, borrow
from mkdocs_grimoire.lending.lenders import FILES, Lender, folder, is_web
from mkdocs_grimoire.lending.lent import Lent, read_lent
from mkdocs_grimoire.lending.sphinx_inventory import LARGEST
from mkdocs_grimoire.sources.data import UnreadableDataError

CACHE = Path(".cache") / "grimoire"
"""The folder of copies, from that of the configuration."""


@dataclass(frozen=True, slots=True)
class Borrower:
    """The site that borrows."""

    config: Path
    """Its configuration, to whose folder paths are relative."""
    output: Path
    """The folder that it is built into."""
    sanitize: Sanitize
    """Makes the HTML of cards harmless."""
    comparison: Comparison
    """How labels compare with texts."""
    now: Callable[[], float] = time.time
    """Returns the time, in seconds since 1970."""


class Inventories:
    """Gathers what one site borrows, nothing more."""

    def __init__(self, borrower: Borrower) -> None:
        """Take the site."""
        self._borrower = borrower
        self._root = borrower.config.parent
        self.findings: list[Diagnostic] = []
        """What was wrong with the files."""

    def gather(self, lenders: Iterable[Lender]) -> Borrowed:
        """Return what some sites lend; what is wrong with one costs nothing of the others."""
        found, missing = list[Inventory](), list[str]()
        for lender in lenders:
            try:
                lent, base = self._find(lender)
            except UnreadableDataError as error:
                self._report(lender, Problem.NO_INVENTORY, str(error))
                missing.append(lender.name)
            else:
                found.append(self._borrow(lender, lent, base))
        return Borrowed(tuple(found), tuple(missing))

    def _borrow(self, lender: Lender, lent: Lent, base: Base) -> Inventory:
        """Return what a site lends, and report the entries that cannot be used in one finding."""
        borrower = self._borrower
        origin = Lending(lender, base, self._place(lender))
        inventory = borrow(lent, origin, borrower.sanitize, borrower.comparison)
        refused = [*lent.refused, *(f"'{term}' leads nowhere safe" for term in inventory.refused)]
        if refused:
            more = f", and {len(refused) - 1} more" if len(refused) > 1 else ""
            self._report(lender, Problem.WRONG_INVENTORY, f"{refused[0]}{more}")
        return inventory

    def _report(self, lender: Lender, problem: Problem, detail: str) -> None:
        self.findings.append(Diagnostic(self._place(lender), problem, lender.name, detail))

    def _place(self, lender: Lender) -> Place:
        """Return where the user names a site."""
        config = self._borrower.config
        try:
            text = config.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            text = ""
        return Place(config.name, _line_of(lender.name, text))

    def _find(self, lender: Lender) -> tuple[Lent, Base]:
        """Return what a site lends, and what the links of that are relative to.

        Raises:
            UnreadableDataError: If its file cannot be had or read.
        """
        base = Base(folder(lender.base)) if lender.base else None
        if not is_web(lender.url):
            file = file_here(lender, self._root)
            lent = _read(file, lender)
            return lent, base or self._beside(file, lent)
        from mkdocs_grimoire.lending.remote import lent_by  # noqa: PLC0415 - slow to import

        remote = lent_by(lender.url, self._root / CACHE, self._borrower.now())
        if remote.stale:
            self._report(lender, Problem.STALE_INVENTORY, remote.stale)
        return remote.lent, base or Base(remote.url)

    def _beside(self, file: Path, lent: Lent) -> Base:
        """Return the way from our own site to one that is built beside it.

        Raises:
            UnreadableDataError: If the file is a copy of which nobody has said where it comes from.
        """
        page = file.parent / unquote(urlsplit(lent.entries[0].url).path)
        if not (page.is_file() or (page / "index.html").is_file()):
            raise UnreadableDataError("its pages are not beside it; say in 'base' where they are")
        try:
            way = os.path.relpath(file.parent.resolve(), self._borrower.output.resolve())
        except ValueError as error:
            raise UnreadableDataError(
                "it is on another drive; say in 'base' where it is"
            ) from error
        return Base(folder(Path(way).as_posix()))


def file_here(lender: Lender, root: Path) -> Path:
    """Return the file that the path of a site means, which may be a folder; it may be missing.

    Args:
        lender: The site.
        root: The folder that the path is relative to.
    """
    path = root / lender.url
    return next((file for name in FILES if (file := path / name).is_file()), path)


def _read(file: Path, lender: Lender) -> Lent:
    """Return what a file lends.

    Raises:
        UnreadableDataError: If it cannot be read.
    """
    if file.is_dir():
        raise UnreadableDataError(f"'{lender.url}' has neither {' nor '.join(FILES)}")
    try:
        with file.open("rb") as stream:
            return read_lent(stream.read(LARGEST + 1))
    except FileNotFoundError as error:
        raise UnreadableDataError(f"there is no '{lender.url}'") from error
    except (OSError, ValueError) as error:  # a path with NUL in it is no value
        if isinstance(error, UnreadableDataError):
            raise
        raise UnreadableDataError(str(getattr(error, "strerror", error)).lower()) from error


def _line_of(name: str, config: str) -> int:
    """Return the line of a configuration on which a site is named, or 0 if none is found."""
    option, _, below = config.partition("inventories:")
    found = re.search(rf"""^[ {{]*["']?{re.escape(name)}["']?[ ]*:""", below, re.MULTILINE)
    return 1 + option.count("\n") + below.count("\n", 0, found.start()) if found else 0
