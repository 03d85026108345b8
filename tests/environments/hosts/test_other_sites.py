"""The terms of another site are borrowed alike in every host, cards and depths included."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import build_config
from conftest import write_site as write_lender
from sites import built, write_site
from walk import dead_links

TERMS = """\
# Terms

## Lens { aliases="glass" }

Bends a [ray](#ray), see the [start](../index.md).

## Ray

Light.
"""

FILES = {
    "glossary.md": "# Glossary\n\n## Softmax { see='optics:lens' }\n\nTurns a ray.\n",
    "index.md": "# Home\n\nA softmax, <term:optics:lens>, <term:web:lens>, <term:optics:lenz>.\n",
    "guide/page.md": "# Page\n\nA [lens](term:optics:lens), a ray, a softmax.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a site that lends."""
    files = {"ref/terms.md": TERMS, "index.md": "# Optics\n"}
    root = tmp_path / "optics"
    (root / "docs").mkdir(parents=True)
    config = write_lender(root, files, {"page": "ref/terms.md"}, site_name="Optics")
    assert build_config(config, root / "site").warnings == []
    return tmp_path


def test_a_site_borrows_the_same_in_every_host(folder: Path) -> None:
    file = "../optics/site/ref/terms.json"
    inventories = {
        "optics": {"url": file, "autolink": True},
        "web": {"url": file, "base": "https://optics.example/ref/"},
    }
    extensions = ["attr_list", "toc", {"grimoire": {"inventories": inventories}}]
    found = {}
    for host in ("mkdocs", "zensical"):
        root = folder / host
        write_site(root, FILES, markdown_extensions=extensions)
        site = built(host, root)
        (warning,) = site.warnings
        assert warning.startswith("index.md:3: term not in glossary: 'optics:lenz'. Did you mean")
        assert [link for link in dead_links(root / "site") if "optics" in link] == []
        found[host] = {url: (page.links, page.cards) for url, page in site.pages.items()}
    assert found["mkdocs"] == found["zensical"]
    links, cards = found["zensical"]["guide/page/"]
    assert [key for key, _, _ in links] == ["optics:lens", "optics:ray", "softmax"]
    assert cards["optics:lens"].startswith("Lensglass")
