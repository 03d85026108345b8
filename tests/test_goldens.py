"""Builds the sites in `goldens/` and compares their HTML, dead links and all that was logged."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import SiteBuilder
from walk import dead_links

FOLDER = Path(__file__).parent / "goldens"


def load(path: Path) -> dict[str, Any]:
    """Return a golden: `files`, `options`, further keys under `config`, and what is expected.

    That is `html`, and `warnings` and `info` as they are logged or, where columns matter,
    `findings` with their level and exact place.
    """
    golden: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return golden


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_a_site_becomes_what_the_golden_says(site: SiteBuilder, path: Path) -> None:
    golden = load(path)
    built = site(golden["files"], golden.get("options"), **golden.get("config", {}))
    found = {name: built.content(name) + "\n" for name in golden["html"]}
    assert found == golden["html"]
    if "index.md" in golden["files"]:  # to which every page links
        assert dead_links(built.folder) == golden.get("dead", [])
    assert "findings" in golden or built.warnings == golden.get("warnings", [])
    if "findings" in golden:
        assert built.findings == golden["findings"]
        return
    own = [message for message in built.messages(logging.INFO) if message.startswith("grimoire")]
    assert [message for message in own if message not in built.warnings] == golden.get("info", [])
