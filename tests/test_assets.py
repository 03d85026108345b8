"""Holds the script and the style to their sizes, and to what the build and they agree on."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import mkdocs_grimoire

ASSETS = Path(mkdocs_grimoire.__file__).parent / "assets"
LIMITS = {"grimoire.js": 4096, "grimoire.css": 2048}
"""Bytes after compression: what a first visit costs."""


@pytest.mark.parametrize("name", LIMITS)
def test_an_asset_is_small_as_it_is_shipped(name: str) -> None:
    assert len(gzip.compress((ASSETS / name).read_bytes())) <= LIMITS[name]


def test_there_is_no_asset_without_a_limit() -> None:
    assert {path.name for path in ASSETS.iterdir()} == set(LIMITS)


@pytest.mark.parametrize("name", LIMITS)
def test_an_asset_refers_to_no_other_file(name: str) -> None:
    text = (ASSETS / name).read_text(encoding="utf-8")
    assert not [word for word in ("http:", "https:", "url(", "import", "fetch(") if word in text]
