"""Why a site cannot be read: whatever MkDocs and its plugins raise and log, as one error."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import mkdocs
from mkdocs.exceptions import Abort, MkDocsException


class UnreadableSiteError(ValueError):
    """A site that MkDocs or a plugin refuses to read. It says why, on one line."""


class _Records(logging.Handler):
    """Keeps what is logged, each on one line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        known = self.errors if record.levelno >= logging.ERROR else self.warnings
        known.append(" ".join(record.getMessage().split()))

    def reasons(self, error: BaseException) -> list[str]:
        """Return why a site cannot be read; that MkDocs stops is the least of it."""
        if isinstance(error, Abort) and (said := self.errors or self.warnings):
            return said
        if isinstance(error, MkDocsException):
            return [*self.errors, str(error)]
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__}: {error} ({last.filename}:{last.lineno})"
        return [*self.errors, where]


@contextmanager
def saying_why() -> Iterator[list[str]]:
    """Turn whatever MkDocs and its plugins raise, if it ends the program or not, into one error.

    Yields:
        The errors that were logged, which is all of them as soon as the context is left.

    Raises:
        UnreadableSiteError: In place of what was raised.
    """
    logger, records = logging.getLogger(mkdocs.__name__), _Records()  # ProperDocs' if it is that
    level = logger.level
    logger.setLevel(logging.WARNING)
    logger.addHandler(records)
    try:
        yield records.errors
    except (Exception, SystemExit) as error:
        reasons = "; ".join(records.reasons(error))
        raise UnreadableSiteError(" ".join(reasons.split())) from error
    finally:
        logger.removeHandler(records)
        logger.setLevel(level)
