"""The formats that a glossary is exported in: what `exports` has, found by being there.

A format has a `NAME`, by which users ask for it, and a function `export` from a glossary to the
contents of files by their paths.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from mkdocs_grimoire import exports
from mkdocs_grimoire.glossary.glossary import Glossary


class Format(Protocol):
    """A module of `exports`."""

    NAME: str

    def export(self, glossary: Glossary) -> Mapping[str, str]:
        """Return the files that a glossary becomes: their paths, and what is in them."""


def formats() -> dict[str, Format]:
    """Return the formats by their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(exports.__path__))
    found = [cast(Format, import_module(f"{exports.__name__}.{name}")) for name in names]
    return {module.NAME: module for module in found}
