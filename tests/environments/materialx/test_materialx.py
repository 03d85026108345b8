"""MaterialX, the theme that continues Material, with either of its two searches."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any, ClassVar

import pytest
from conftest import EXAMPLE, build_config
from material_checks import HIDDEN_FROM_SEARCH, MaterialChecks

NO_MORE_THAN_READ = {"exclude_selectors": ["nav", "footer", "[data-search-exclude]"]}
"""What the manual says: Pagefind does not know Material's mark for what is not to be found."""


class TestMaterialX(MaterialChecks):
    theme = "materialx"
    search: ClassVar = {"provider": "lunr"}


def indexed(folder: Path, pagefind: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what Pagefind knows of each page of the example site, by its URL."""
    build_config(
        EXAMPLE / "mkdocs.yml",
        folder,
        strict=True,
        theme={"name": "materialx", "font": False},
        plugins=[
            {"search": {"pagefind": pagefind}},
            {"grimoire": {"sources": ["manual.yml"]}},
        ],
    )
    files = (folder / "search" / "fragment").iterdir()
    read = (gzip.decompress(file.read_bytes()) for file in files)
    pages = [json.loads(content[content.index(b"{") :]) for content in read]
    return {page["url"]: page for page in pages}


@pytest.mark.parametrize("pagefind", [{}, NO_MORE_THAN_READ], ids=["as it is", "as advised"])
def test_pagefind_knows_each_entry_by_its_fragment_and_no_card(
    tmp_path: Path, pagefind: dict[str, Any]
) -> None:
    pages = indexed(tmp_path, pagefind)
    anchors = {anchor["id"]: anchor["text"] for anchor in pages["/glossary/index.html"]["anchors"]}
    assert anchors["entropy"] == "Entropy"
    assert "how uncertain the outcome is" in pages["/glossary/index.html"]["content"]
    assert "how uncertain the outcome is" not in pages["/information-theory/index.html"]["content"]


def test_pagefind_leaves_out_what_is_marked_if_it_is_told_to(tmp_path: Path) -> None:
    pages = indexed(tmp_path, NO_MORE_THAN_READ)
    # The manual has these words as well, and means them.
    text = " ".join(page["content"] for url, page in pages.items() if "/manual/" not in url)
    assert [words for words in HIDDEN_FROM_SEARCH if words in text] == []
