"""Sites that borrow the terms of others: real builds, side by side and over the network."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import Built, build_config, write_site
from walk import dead_links
from web import Web, closed, serving

from mkdocs_grimoire.lending.inventory_cache import FRESH
from mkdocs_grimoire.lending.sphinx_inventory import SphinxInventory, pack

OPTICS = """\
# Terms

## Light ray { aliases="beam, ray of light" see="lens" }

A path of light, $\\frac{a}{b}$, through a [lens](#lens), see the [start](../index.md).

## Lens

Bends a [light ray](#light-ray).

## *k*-space { #kspace }

Short.
"""

PAGE = """\
# Start

A <term:optics:light ray>, a [bundle](term:optics:beam), some [k](term:optics:kspace).

Beams and lenses in a lamp.
"""

LAMPS = "# Glossary\n\n## Lamp { see='optics:lens' }\n\nMakes a beam.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the site that lends, built into `optics/site`."""
    build_at(
        tmp_path / "optics", {"ref/terms.md": OPTICS, "index.md": "# Optics\n"}, {}, "ref/terms.md"
    )
    return tmp_path


def build_at(
    root: Path,
    files: Mapping[str, str],
    inventories: Mapping[str, Any],
    page: str = "glossary.md",
    **config: Any,
) -> Built:
    """Build a site into the folder `site` of its own."""
    (root / "docs").mkdir(parents=True, exist_ok=True)
    options = {"page": page, "inventories": dict(inventories)}
    name = {"site_name": root.name.title(), **config}
    return build_config(write_site(root, files, options, **name), root / "site")


def lamps(folder: Path, inventories: Mapping[str, Any], page: str = PAGE, **config: Any) -> Built:
    """Build a site that borrows."""
    files = {"index.md": page, "deep/er/x.md": "# X\n\nThe light rays.\n", "glossary.md": LAMPS}
    return build_at(folder / "lamps", files, inventories, **config)


def optics(**fields: Any) -> dict[str, Any]:
    """Return the option for the site beside."""
    return {"optics": {"url": "../optics/site/ref/terms.json", **fields}}


@pytest.mark.parametrize("is_flat", [False, True])
def test_two_sites_side_by_side_are_linked_at_every_depth(folder: Path, *, is_flat: bool) -> None:
    built = lamps(folder, optics(autolink=True), use_directory_urls=not is_flat)
    assert built.warnings == []
    assert dead_links(built.folder) == []
    start = built.content("index.html")
    way = "../../optics/site/ref/terms/"
    for words, key, fragment in (
        ("Light ray", "light-ray", "light-ray"),
        ("bundle", "light-ray", "light-ray"),
        ("k", "kspace", "kspace"),
        ("lenses", "lens", "lens"),
    ):
        link = f'<a class="grimoire-term" data-grimoire="optics:{key}" href="{way}#{fragment}">'
        assert f"{link}{words}</a>" in start
    assert ">Beams<" not in start  # the references were the first uses
    deep = built.content("deep/er/x.html" if is_flat else "deep/er/x/index.html")
    up = "../../" if is_flat else "../../../"
    assert f'data-grimoire="optics:light-ray" href="{up}{way}#light-ray">light rays</a>' in deep


def test_a_page_carries_the_cards_of_the_terms_that_it_borrows(folder: Path) -> None:
    built = lamps(folder, optics())
    start = built.content("index.html")
    assert start.count("<template ") == 3  # two of optics, and the lamp
    card = start[start.index('<template data-grimoire="optics:light-ray">') :]
    card = card[: card.index("</template>")]
    assert "<strong>Light ray</strong><small>beam, ray of light</small>" in card
    assert "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>" in card
    assert '<a href="../../optics/site/ref/terms/#lens">lens</a>' in card
    assert '<a href="../../optics/site/">start</a>' in card
    assert "<span>Optics</span>" in card
    assert "<strong><em>k</em>-space</strong>" in start


def test_what_is_borrowed_is_no_entry_of_the_page_and_never_a_finding(folder: Path) -> None:
    built = lamps(folder, optics(autolink=True))
    page = built.content("glossary/index.html")
    assert page.count('class="grimoire-entry"') == 1
    assert (
        'data-grimoire="optics:light-ray" href="../../../optics/site/ref/terms/#light-ray">beam'
        in page
    )
    assert (
        'See also: <a class="grimoire-term" data-grimoire="optics:lens" href="../../../optics/'
        in page
    )
    assert 'id="use-lamp"' in built.content("index.html")
    assert 'id="use-optics' not in built.content("index.html")
    assert built.findings == []
    published = json.loads(built.html("glossary.json"))
    assert [entry["term"] for entry in published["entries"]] == ["Lamp"]


def test_without_being_asked_no_prose_is_linked(folder: Path) -> None:
    built = lamps(folder, optics())
    assert "<p>Beams and lenses in a " in built.content("index.html")
    assert "<p>The light rays.</p>" in built.content("deep/er/x/index.html")


def test_a_term_that_has_vanished_is_reported_with_the_nearest_of_its_site(folder: Path) -> None:
    page = "# Start\n\n[a](term:optics:light%20ay) and <term:optics:lenz>.\n"
    built = lamps(folder, optics(), page)
    assert [warning.removeprefix("grimoire: index.md:3: ") for warning in built.warnings] == [
        "term not in glossary: 'optics:light ay'. Did you mean 'optics:light ray'? [undefined]",
        "term not in glossary: 'optics:lenz'. Did you mean 'optics:lens'? [undefined]",
    ]
    start = built.content("index.html")
    assert '<span class="grimoire-undefined">a</span>' in start
    assert '<span class="grimoire-undefined">lenz</span>' in start
    edits = [(found.edit.old, found.edit.new) for found in built.found if found.edit]
    assert edits == [
        ("term:optics:light%20ay", "term:optics:light-ray"),
        ("term:optics:lenz", "term:optics:lens"),
    ]


def test_a_base_says_where_the_pages_of_a_copy_are(folder: Path) -> None:
    (folder / "lamps").mkdir()
    copy = folder / "lamps" / "optics.json"
    copy.write_bytes((folder / "optics/site/ref/terms.json").read_bytes())
    built = lamps(folder, {"optics": {"url": "optics.json", "base": "https://o.example/ref"}})
    assert built.warnings == []
    start = built.content("index.html")
    assert 'href="https://o.example/ref/terms/#light-ray">bundle<' in start
    assert '<a href="https://o.example/">start</a>' in start


def test_a_copy_without_a_base_is_refused(folder: Path) -> None:
    (folder / "lamps").mkdir()
    copy = folder / "lamps" / "optics.json"
    copy.write_bytes((folder / "optics/site/ref/terms.json").read_bytes())
    built = lamps(folder, {"optics": "optics.json"})
    (warning,) = built.warnings
    assert warning == (
        "grimoire: mkdocs.yml:4: inventories: 'optics' cannot be read: its pages are not beside "
        "it; say in 'base' where they are [invalid]"
    )


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("nowhere", "there is no 'nowhere'"),
        ("docs", "'docs' has neither glossary.json nor objects.inv"),
        ("mkdocs.yml", "it is no JSON: Expecting value: line 1 column 1 (char 0)"),
        ("docs/index.md", "it is no JSON: Expecting value: line 1 column 1 (char 0)"),
        ("a\0b", "embedded null byte"),
    ],
)
def test_a_site_that_is_missing_is_one_finding_and_its_references_are_text(
    folder: Path, location: str, reason: str
) -> None:
    built = lamps(folder, {"optics": location})
    (warning,) = built.warnings
    assert warning.startswith("grimoire: mkdocs.yml:")
    assert warning.endswith(f"inventories: 'optics' cannot be read: {reason} [invalid]")
    start = built.content("index.html")
    assert '<span class="grimoire-undefined">light ray</span>' in start
    assert '<span class="grimoire-undefined">bundle</span>' in start


def test_entries_that_cannot_be_used_are_one_finding_and_cost_no_other(folder: Path) -> None:
    file = folder / "optics/site/ref/terms.json"
    data = json.loads(file.read_bytes())
    data["entries"] += [3, {"term": "Trap", "anchor": "t", "url": "javascript:alert(1)"}]
    file.write_text(json.dumps(data))
    built = lamps(folder, optics())
    (warning,) = built.warnings
    assert warning == (
        "grimoire: mkdocs.yml:4: inventories: 'optics' has what cannot be used: "
        "entry 4: it is no mapping, and 1 more [invalid]"
    )
    assert dead_links(built.folder) == []


def test_a_card_of_another_site_runs_nothing(folder: Path) -> None:
    file = folder / "optics/site/ref/terms.json"
    evil = '<p onclick="x()">ok<script>x()</script><img src=x onerror=x()></template></div>'
    data = json.loads(file.read_bytes())
    for entry in data["entries"]:
        entry["html"] = {"term": f"<b>T</b>{evil}", "short": evil}
        entry["aliases"] = ["<script>x()</script>"]
    file.write_text(json.dumps({**data, "name": "</template><script>x()</script>"}))
    start = lamps(folder, optics()).content("index.html")
    assert "<script>x()" not in start
    assert "onclick" not in start
    assert "onerror" not in start
    assert start.count("<template ") == start.count("</template>") == 3


def test_an_inventory_of_sphinx_has_links_and_no_cards(folder: Path) -> None:
    site = folder / "python"
    site.mkdir()
    (site / "glossary.html").write_text('<p id="term-decorator">x</p>')
    lines = ("decorator std:term -1 glossary.html#term-$ -", "re py:module 0 re.html#$ -")
    (site / "objects.inv").write_bytes(pack(SphinxInventory("Python", "3.14", lines)))
    page = "# Start\n\nA [wrapper](term:py:decorator) and [re](term:py:re).\n"
    built = lamps(folder, {**optics(), "py": {"url": "../python", "autolink": True}}, page)
    assert built.warnings == [
        "grimoire: index.md:3: term not in glossary: 'py:re' [undefined]",
    ]
    start = built.content("index.html")
    link = 'data-grimoire="py:term-decorator" href="../../python/glossary.html#term-decorator"'
    assert f'<a class="grimoire-term" {link}>wrapper</a>' in start
    assert "<template" not in start
    assert dead_links(built.folder) == []


def test_our_own_entries_win_without_a_word(folder: Path) -> None:
    own = "# Glossary\n\n## Lens\n\nOurs.\n\n## Lamp\n\nX.\n"
    files = {
        "index.md": "# Start\n\nA lens, a lamp, a [lens](term:optics:lens).\n",
        "glossary.md": own,
    }
    built = build_at(folder / "lamps", files, optics(autolink=True))
    assert built.findings == []
    start = built.content("index.html")
    assert 'data-grimoire="lens" href="glossary/#lens" id="use-lens">lens</a>' in start
    assert 'data-grimoire="optics:lens"' in start


def test_a_site_that_borrows_all_its_terms_needs_none_of_its_own(folder: Path) -> None:
    built = build_at(folder / "lamps", {"index.md": PAGE}, optics(autolink=True))
    assert built.findings == []
    assert dead_links(built.folder) == []
    assert built.content("index.html").count("<template ") == 3
    assert not (built.folder / "objects.inv").exists()


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as found:
        yield found


def test_terms_are_borrowed_from_the_web_and_a_copy_is_kept(folder: Path, web: Web) -> None:
    web.files = {"/ref/terms.json": (folder / "optics/site/ref/terms.json").read_bytes()}
    option = {"optics": f"{web.url}ref/terms.json"}
    for _ in range(2):
        built = lamps(folder, option)
        assert built.warnings == []
        assert f'href="{web.url}ref/terms/#light-ray">bundle</a>' in built.content("index.html")
    assert web.asked == ["/ref/terms.json"]
    (copy,) = (folder / "lamps/.cache/grimoire").iterdir()
    head, _, content = copy.read_bytes().partition(b"\n")
    assert content == web.files["/ref/terms.json"]
    assert json.loads(head)["url"] == f"{web.url}ref/terms.json"


def test_an_old_copy_is_used_offline_and_its_age_is_said(folder: Path, web: Web) -> None:
    web.files = {"/ref/terms.json": (folder / "optics/site/ref/terms.json").read_bytes()}
    option = {"optics": f"{web.url}ref/terms.json"}
    lamps(folder, option)
    (copy,) = (folder / "lamps/.cache/grimoire").iterdir()
    head, _, content = copy.read_bytes().partition(b"\n")
    said = json.loads(head)
    said["time"] -= 2 * FRESH + 1
    copy.write_bytes(json.dumps(said).encode() + b"\n" + content)
    web.files = {}
    built = lamps(folder, option)
    assert built.warnings == []
    assert (
        "grimoire: mkdocs.yml:4: inventories: 'optics' cannot be fetched: 404 Not Found; "
        "the copy of 2 hours ago is used [stale]" in built.messages(logging.INFO)
    )
    assert ">bundle</a>" in built.content("index.html")


def test_a_site_that_cannot_be_reached_is_one_finding(folder: Path) -> None:
    built = lamps(folder, {"optics": closed()})
    assert built.warnings == [
        "grimoire: mkdocs.yml:4: inventories: 'optics' cannot be read: Connection refused [invalid]"
    ]


def test_a_path_is_watched_while_serving(folder: Path) -> None:
    built = lamps(folder, optics())
    assert str(folder / "lamps/../optics/site/ref/terms.json") in built.config.watch
