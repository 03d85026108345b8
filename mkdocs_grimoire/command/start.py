"""Starts the command `grimoire`, in MkDocs or in ProperDocs, whichever the site is for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

PROPERDOCS_FILES = ("properdocs.yml", "properdocs.yaml")
"""The configurations that only ProperDocs looks for."""


def main() -> None:
    """Run the command."""
    if _is_for_properdocs(sys.argv[1:]):
        # From here on what imports MkDocs, this package included, gets ProperDocs.
        import_module("properdocs.replacement")
    import_module("mkdocs_grimoire.command.cli").main()


def _is_for_properdocs(arguments: Sequence[str]) -> bool:
    """Return whether ProperDocs is there and MkDocs is not, or the configuration is its own."""
    if find_spec("properdocs") is None:
        return False
    if find_spec("mkdocs") is None:
        return True
    if any(argument.startswith(("-f", "--config-file")) for argument in arguments):
        return any(argument.endswith(PROPERDOCS_FILES) for argument in arguments)
    return any(Path(name).is_file() for name in PROPERDOCS_FILES)
