"""Keeps copies of the files of other sites, with the time at which they were fetched."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from mkdocs_grimoire.findings.atomic import write_content
from mkdocs_grimoire.lending.fetching import Fetched

FRESH = 3600.0
"""Seconds for which a copy is used without asking."""

PATIENCE = 60.0
"""Seconds after which a site that has failed is asked again, lest each rebuild waits for it."""

UNITS = (("day", 86400), ("hour", 3600), ("minute", 60))


class Copy(NamedTuple):
    """A file of another site, as it was."""

    file: Fetched
    """The file."""
    time: float
    """When it was fetched, in seconds since 1970."""


class Failure(NamedTuple):
    """A file that could not be had."""

    reason: str
    """Why not, as a clause."""
    time: float
    """When it was tried, in seconds since 1970."""


class InventoryCache:
    """Keeps copies in a folder, which may be missing, damaged or closed: then nothing is kept."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made with the first copy."""
        self._folder = folder

    def _path(self, location: str, suffix: str) -> Path:
        return self._folder / (hashlib.sha256(location.encode()).hexdigest()[:32] + suffix)

    def copy(self, location: str) -> Copy | None:
        """Return the copy of what was found at a location, or None."""
        try:
            head, _, content = self._path(location, ".copy").read_bytes().partition(b"\n")
            said = json.loads(head)
            return Copy(Fetched(content, str(said["url"])), float(said["time"]))
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def failure(self, location: str) -> Failure | None:
        """Return what went wrong when a location was asked last, or None if nothing did."""
        try:
            said = json.loads(self._path(location, ".failure").read_bytes())
            return Failure(str(said["reason"]), float(said["time"]))
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def keep(self, location: str, copy: Copy) -> None:
        """Keep what was found at a location."""
        head = json.dumps({"location": location, "url": copy.file.url, "time": copy.time})
        self._write(self._path(location, ".copy"), head.encode() + b"\n" + copy.file.content)
        with suppress(OSError):
            self._path(location, ".failure").unlink(missing_ok=True)

    def keep_failure(self, location: str, failure: Failure) -> None:
        """Keep what went wrong."""
        said = {"location": location, **failure._asdict()}
        self._write(self._path(location, ".failure"), json.dumps(said).encode())

    def _write(self, path: Path, content: bytes) -> None:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_content(path, content)


def age(seconds: float) -> str:
    """Return how old something is, as a person would say: `2 days`."""
    for unit, length in UNITS:
        if seconds >= length:
            number = int(seconds // length)
            return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
    return "less than a minute"
