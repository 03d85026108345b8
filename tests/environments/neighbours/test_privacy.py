"""Beside Material's privacy, which copies what pages fetch from elsewhere."""

from __future__ import annotations

from pathlib import Path

from conftest import SiteBuilder
from site_parts import STRICT, cards, linked_terms
from walk import dead_links

FILES = {
    "index.md": "# Home\n\nA softmax, and a [page](https://x.org/).\n",
    "../terms.yml": "Softmax: A [function](https://x.org/softmax).\n",
}


def test_cards_and_their_files_stay_as_they_are(site: SiteBuilder, tmp_path: Path) -> None:
    # Material's own script fetches diagrams from there, and tests fetch nothing.
    privacy = {"privacy": {"cache_dir": f"{tmp_path}/cache", "assets_exclude": ["unpkg.com/*"]}}
    built = site(
        FILES,
        {"sources": ["terms.yml"]},
        theme={"name": "material", "font": False},
        plugins=["search", privacy],
        **STRICT,
    )
    assert linked_terms(built, "index.html") == {"softmax": "glossary/#softmax"}
    assert cards(built, "index.html") == ["softmax"]
    html = built.html("index.html")
    assert '<script src="assets/grimoire/grimoire.js"' in html
    assert 'href="assets/grimoire/grimoire.css"' in html
    assert not (built.folder / "assets/external").exists()
    assert dead_links(built.folder) == []
