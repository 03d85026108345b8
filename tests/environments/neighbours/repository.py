"""Git repositories for sites whose plugins ask Git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

IDENTITY = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in {"NAME": "A", "EMAIL": "a@b.c", "DATE": "2020-02-03T12:00:00+0000"}.items()
}
"""Who commits, and when; nothing of the user's own configuration is read."""

ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *arguments: str) -> str:
    """Run Git in a folder and return what it prints."""
    return subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],  # noqa: S607 - whichever Git there is
        cwd=folder,
        env={**os.environ, **IDENTITY, **ALONE},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def commit_all(folder: Path) -> None:
    """Make a folder a repository with one commit."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=All")
