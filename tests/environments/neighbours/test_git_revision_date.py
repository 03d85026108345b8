"""Beside git-revision-date-localized, which asks Git for the file of every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import build_config, write_site
from repository import commit_all
from walk import dead_links

HOME = {"index.md": "# Home\n\nA softmax of {{ git_revision_date_localized }}.\n"}
GLOSSARY = "# Words\n\nOf {{ git_revision_date_localized }}.\n\n## Softmax\n\nA function.\n"
SITES = {
    "a file": {**HOME, "glossary.md": GLOSSARY},
    "a generated page": {**HOME, "../terms.yml": "Softmax: A function.\n"},
}
DATES = {"git-revision-date-localized": {"type": "iso_date", "enable_creation_date": True}}


@pytest.mark.parametrize("kind", SITES)
@pytest.mark.parametrize("key", ["plugins", "later_plugins"])
def test_every_page_has_its_date(tmp_path: Path, kind: str, key: str) -> None:
    options = {"sources": ["terms.yml"]} if kind == "a generated page" else {}
    theme = {"name": "material", "font": False}
    config = write_site(tmp_path, SITES[kind], options, theme=theme, **{key: [DATES]})
    commit_all(tmp_path)
    built = build_config(config, tmp_path / "out", strict=True)
    assert built.warnings == []
    assert "2020-02-03</span>" in built.html("index.html")
    assert ("2020-02-03" in built.html("glossary/index.html")) == (kind == "a file")
    assert dead_links(built.folder) == []
