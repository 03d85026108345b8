"""Beside mkdocs-jupyter, which makes pages of notebooks without Python-Markdown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import SiteBuilder
from site_parts import STRICT, backlinks, cards, linked_terms
from walk import dead_links

TEXT = "# A notebook\n\nA softmax, and [another](../glossary/#softmax).\n"
FILES = {
    "index.md": "# Home\n\nA softmax, see [the notebook](book.ipynb).\n",
    "glossary.md": "# Words\n\n## Softmax\n\nTurns numbers into shares.\n",
}


def notebook(*texts: str) -> str:
    """Return a notebook with a cell of Markdown for each text, and one of code."""
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "metadata": {}, "source": [text], "id": f"text-{number}"}
        for number, text in enumerate(texts)
    ]
    code = {"cell_type": "code", "metadata": {}, "source": ["softmax = 1"], "id": "code"}
    cells.append({**code, "outputs": [], "execution_count": None})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def plugins(tmp_path: Path) -> list[Any]:
    """Return the plugin, its cache in a folder of the test."""
    return [{"mkdocs-jupyter": {"cache_dir": str(tmp_path / "cache")}}]


def test_a_notebook_stays_as_it_is_beside_pages_whose_terms_are_linked(
    site: SiteBuilder, plugins: list[Any]
) -> None:
    built = site({**FILES, "book.ipynb": notebook(TEXT)}, plugins=plugins, **STRICT)
    assert linked_terms(built, "index.html") == {"softmax": "glossary/#softmax"}
    assert linked_terms(built, "book/index.html") == {}
    assert 'A softmax, and <a href="../glossary/#softmax">another</a>.' in built.html(
        "book/index.html"
    )
    assert cards(built, "book/index.html") == []
    assert backlinks(built) == ["../#use-softmax"]
    assert dead_links(built.folder) == []
