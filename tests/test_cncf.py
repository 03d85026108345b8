"""Builds a glossary that people have: a folder with a file for each term, links between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import SHARED, Built, build_config, write_site
from walk import dead_links

FOLDER = SHARED / "corpus" / "cncf-glossary"

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the glossary of term files is not beside the project"
)

LINK = re.compile(r"\]\((/[^)#\s]*)(?:#[^)\s]*)?\)")
"""A link from the root of the glossary's own site."""

NO_TERMS = {"_TEMPLATE", "_index", "search"}


def terms() -> Iterator[Path]:
    """Yield the files of the terms."""
    yield from (path for path in sorted(FOLDER.glob("*.md")) if path.stem not in NO_TERMS)


def title(path: Path) -> str:
    """Return the title of a term file."""
    found = re.search(r"^ ?title: *(.*)$", path.read_text("utf-8"), re.MULTILINE | re.IGNORECASE)
    assert found
    return found[1].strip().strip("\"'")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a site whose glossary is the folder."""
    root = tmp_path_factory.mktemp("cncf")
    (root / "docs").mkdir()
    files = {"index.md": "# Home\n\nContainers and a service mesh in a cluster."}
    config = write_site(root, files, {"sources": [str(FOLDER)]}, use_directory_urls=True)
    return build_config(config, root / "out")


@pytest.fixture(scope="module")
def page(built: Built) -> str:
    """Return the glossary page without its cards."""
    return built.content("glossary/index.html").split("<template", 1)[0]


def test_every_term_file_is_an_entry(page: str) -> None:
    shown = re.findall(r'<div class="grimoire-entry[^"]*">\n<h2 id="[^"]*">(.*?)</h2>', page)
    expected = {title(path).replace("&", "&amp;") for path in terms()}
    assert set(shown) == expected
    assert len(shown) == len(expected) > 70


def test_every_link_between_terms_leads_to_an_entry(page: str) -> None:
    names = {path.stem for path in terms()}
    written = [
        target.strip("/") for path in terms() for target in LINK.findall(path.read_text("utf-8"))
    ]
    assert len(written) > 200
    assert set(written) <= names
    definitions = re.sub(r'<p class="grimoire-[^"]*">.*?</p>', "", page)
    assert 'href="/' not in definitions
    assert definitions.count('class="grimoire-term"') >= len(written)


def test_nothing_is_undefined_and_no_warning_is_given(built: Built, page: str) -> None:
    assert "grimoire-undefined" not in page
    assert built.warnings == []


def test_every_link_of_the_site_resolves(built: Built) -> None:
    assert dead_links(built.folder) == []


def test_a_page_links_the_terms(built: Built) -> None:
    home = built.content("index.html").split("<template", 1)[0]
    assert re.findall(r'data-grimoire="([^"]*)"', home) == ["containers", "service-mesh", "cluster"]
