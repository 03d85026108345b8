"""Writes a file as a whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

READABLE = 0o644
"""Permissions of a new file."""


def replace_content(file: Path, content: bytes) -> None:
    """Replace what is in a file; its permissions stay, and so do links that lead to it by name.

    Args:
        file: The file, or a symbolic link to it.
        content: What is to be in it.

    Raises:
        OSError: If it cannot be written; it is as before then.
    """
    target = file.resolve()
    if not os.access(target, os.W_OK):
        # Its folder alone decides whether another file may take its place.
        raise PermissionError("it may not be written")
    _write(target, content, lambda file: _take_after(file, target))


def write_content(file: Path, content: bytes) -> None:
    """Write a file that anyone may read, whether or not there is one.

    Args:
        file: The file.
        content: What is to be in it.

    Raises:
        OSError: If it cannot be written; what was there is as before then.
    """
    _write(file, content, lambda file: file.chmod(READABLE))


def _write(target: Path, content: bytes, prepare: Callable[[Path], None]) -> None:
    """Write another file, prepare it, and put it in place of the target."""
    handle, name = tempfile.mkstemp(prefix=".grimoire-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(content)
            temporary.flush()
            os.fsync(temporary.fileno())
        prepare(Path(name))
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _take_after(file: Path, other: Path) -> None:
    """Give a file the owner of another, if that is allowed, and its permissions."""
    if hasattr(os, "chown"):  # not on Windows
        status = other.stat()
        with suppress(OSError):
            os.chown(file, status.st_uid, status.st_gid)
    shutil.copymode(other, file)
