"""Gathers what a site borrows from others, and says what is wrong with their files."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs_grimoire.borrowing import Base, Borrowed, Inventory, Lending, Sanitize, borrow
from mkdocs_grimoire.data import UnreadableDataError
from mkdocs_grimoire.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.entry import Place
from mkdocs_grimoire.fetching import FetchError
from mkdocs_grimoire.forms import Comparison
from mkdocs_grimoire.inventory_cache import InventoryCache
from mkdocs_grimoire.lenders import Lender, is_web
from mkdocs_grimoire.lent import Lent, read_lent
from mkdocs_grimoire.remote import FILES, folder, lent_by
from mkdocs_grimoire.sphinx_inventory import LARGEST

CACHE = Path(".cache") / "grimoire"
"""The folder of copies, from that of the configuration."""


@dataclass(frozen=True, slots=True)
class Borrower:
    """The site that borrows."""

    root: Path
    """The folder of its configuration, to which paths are relative."""
    output: Path
    """The folder that it is built into."""
    place: Callable[[str], Place]
    """Returns where the user names a site."""
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
        self.findings: list[Diagnostic] = []
        """What was wrong with the files."""

    def gather(self, lenders: Iterable[Lender]) -> Borrowed:
        """Return what some sites lend; what is wrong with one costs nothing of the others."""
        found, missing = list[Inventory](), list[str]()
        for lender in lenders:
            try:
                lent, base = self._find(lender)
            except (FetchError, UnreadableDataError) as error:
                self._report(lender, Problem.NO_INVENTORY, str(error))
                missing.append(lender.name)
            else:
                found.append(self._borrow(lender, lent, base))
        return Borrowed(tuple(found), tuple(missing))

    def _borrow(self, lender: Lender, lent: Lent, base: Base) -> Inventory:
        """Return what a site lends, and report the entries that cannot be used in one finding."""
        borrower = self._borrower
        origin = Lending(lender, base, borrower.place(lender.name))
        inventory = borrow(lent, origin, borrower.sanitize, borrower.comparison)
        refused = [*lent.refused, *(f"'{term}' leads nowhere safe" for term in inventory.refused)]
        if refused:
            more = f", and {len(refused) - 1} more" if len(refused) > 1 else ""
            self._report(lender, Problem.WRONG_INVENTORY, f"{refused[0]}{more}")
        return inventory

    def _report(self, lender: Lender, problem: Problem, detail: str) -> None:
        place = self._borrower.place(lender.name)
        self.findings.append(Diagnostic(place, problem, lender.name, detail))

    def _find(self, lender: Lender) -> tuple[Lent, Base]:
        """Return what a site lends, and what the links of that are relative to.

        Raises:
            FetchError: If it cannot be had.
            UnreadableDataError: If it cannot be read.
        """
        if not is_web(lender.url):
            return self._find_here(lender)
        cache = InventoryCache(self._borrower.root / CACHE)
        remote = lent_by(lender.url, cache, self._borrower.now())
        if remote.stale:
            self._report(lender, Problem.STALE_INVENTORY, remote.stale)
        return remote.lent, Base(folder(lender.base) if lender.base else remote.url)

    def _find_here(self, lender: Lender) -> tuple[Lent, Base]:
        """Return the same of a file that a path means."""
        file = self._file(lender)
        try:
            with file.open("rb") as stream:
                lent = read_lent(stream.read(LARGEST + 1))
        except OSError as error:
            raise FetchError(str(error.strerror or error).lower()) from error
        return lent, Base(folder(lender.base)) if lender.base else self._beside(file, lent)

    def _file(self, lender: Lender) -> Path:
        """Return the file that a path means, which may be the folder of a site."""
        path = self._borrower.root / lender.url
        found = [file for file in (path, *(path / name for name in FILES)) if file.is_file()]
        if found:
            return found[0]
        missing = f"has neither {' nor '.join(FILES)}" if path.is_dir() else "does not exist"
        raise FetchError(f"'{lender.url}' {missing}")

    def _beside(self, file: Path, lent: Lent) -> Base:
        """Return the way from our own site to one that is built beside it.

        Raises:
            FetchError: If the file is a copy of which nobody has said where it comes from.
        """
        page = file.parent / unquote(urlsplit(lent.entries[0].url).path)
        if not (page.is_file() or (page / "index.html").is_file()):
            raise FetchError("its pages are not beside it; say in 'base' where they are")
        try:
            way = os.path.relpath(file.parent.resolve(), self._borrower.output.resolve())
        except ValueError as error:
            raise FetchError("it is on another drive; say in 'base' where it is") from error
        return Base(folder(Path(way).as_posix()))
