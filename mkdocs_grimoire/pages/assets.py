"""The script and the style that pages load, and where a site has them."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "assets"

STYLE = "assets/grimoire/grimoire.css"
"""Docs path of the style."""

SCRIPT = "assets/grimoire/grimoire.js"
"""Docs path of the script."""


def assets() -> dict[str, Path]:
    """Return the files of the package by the docs paths that they have in a site."""
    return {uri: FOLDER / Path(uri).name for uri in (STYLE, SCRIPT)}
