"""What a site publishes for others, as real builds write it: `glossary.json`, `objects.inv`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Built, SiteBuilder, build_config, write_site
from jsonschema import Draft202012Validator
from mkdocs.commands.build import build
from mkdocs.config import load_config

import mkdocs_grimoire
from mkdocs_grimoire.lending.lent import read_lent
from mkdocs_grimoire.lending.sphinx_inventory import Item, SphinxInventory, pack, unpack

SCHEMA = json.loads(
    (Path(mkdocs_grimoire.__file__).parent / "published.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)

GLOSSARY = """\
# Glossary

## Cross Entropy { aliases="log loss" hidden="xent" see="softmax" tags="loss, metric" }

The loss of [softmax](#softmax), $\\frac{1}{n}$, see the [start](index.md).

### Details

More.

## The *k*-means method { #kmeans short="*k* groups." case="exact" never="K*" avoid="kmeans" }

Clusters.

## Softmax { autolink="off" }

Turns scores into probabilities.

## Guide { url="guide/use.md#part" }

Elsewhere.

## Web { url="https://example.org/web" }

Far away.
"""

HOOK = """\
import pathlib, zlib

def on_env(env, config, files):
    head = "# Sphinx inventory version 2\\n# Project: API\\n# Version: 0.0.0\\n# zlib.\\n"
    line = "pkg.run py:function 1 api/#$ -\\nSoftmax std:term -1 old/#softmax -\\n"
    pathlib.Path(config.site_dir).mkdir(exist_ok=True)
    inventory = pathlib.Path(config.site_dir, "objects.inv")
    inventory.write_bytes(head.encode() + zlib.compress(line.encode()))
    return env
"""


def published(built: Built, path: str = "glossary.json") -> dict[str, Any]:
    """Return what a site publishes, which is as the schema says."""
    data: dict[str, Any] = json.loads((built.folder / path).read_bytes())
    VALIDATOR.validate(data)
    assert read_lent((built.folder / path).read_bytes()).refused == ()
    return data


def entries(built: Built, path: str = "glossary.json") -> dict[str, dict[str, Any]]:
    """Return the entries that a site publishes, by their terms."""
    return {entry["term"]: entry for entry in published(built, path)["entries"]}


def terms(built: Built) -> dict[str, str]:
    """Return the terms of a site's inventory and where they lead."""
    items = unpack((built.folder / "objects.inv").read_bytes()).items
    return {item.name: item.uri for item in items if item.role == "std:term"}


FILES = {"glossary.md": GLOSSARY, "index.md": "# Start\n", "guide/use.md": "# Use\n\n## Part\n"}


def test_an_entry_is_published_with_all_that_others_need(site: SiteBuilder) -> None:
    built = site(FILES, site_name="Losses")
    assert published(built)["name"] == "Losses"
    found = entries(built)
    assert list(found) == ["Cross Entropy", "Guide", "Softmax", "The k-means method", "Web"]
    short = found["Cross Entropy"].pop("html")["short"]
    assert found["Cross Entropy"] == {
        "term": "Cross Entropy",
        "anchor": "cross-entropy",
        "url": "glossary/#cross-entropy",
        "aliases": ["log loss"],
        "hidden": ["xent"],
        "see": ["softmax"],
        "tags": ["loss", "metric"],
        "definition": "The loss of [softmax](#softmax), $\\frac{1}{n}$, see the "
        "[start](index.md).\n\n### Details\n\nMore.",
    }
    assert short.startswith('<p>The loss of <a href="glossary/#softmax">softmax</a>, <span')
    assert "<mfrac>" in short
    assert short.endswith('</span>, see the <a href="./">start</a>.</p>')
    assert found["The k-means method"] == {
        "term": "The k-means method",
        "anchor": "kmeans",
        "url": "glossary/#kmeans",
        "case": "exact",
        "avoid": ["kmeans"],
        "never": ["K*"],
        "definition": "Clusters.",
        "html": {
            "term": "The <em>k</em>-means method",
            "short": "<p><em>k</em> groups.</p>",
        },
    }
    assert found["Softmax"]["autolink"] == "off"


def test_uses_lead_where_they_lead_on_the_site_itself(site: SiteBuilder) -> None:
    found = entries(site(FILES))
    assert found["Guide"]["url"] == "guide/use/#part"
    assert found["Web"]["url"] == "https://example.org/web"


def test_a_label_found_in_the_text_is_published_as_an_alias(site: SiteBuilder) -> None:
    text = "# Glossary\n\n## LoRA\n\nLow-Rank Adaptation (LoRA) is a method.\n"
    built = site({"glossary.md": text})
    assert entries(built)["LoRA"]["aliases"] == ["Low-Rank Adaptation"]
    assert terms(built) == dict.fromkeys(["LoRA", "Low-Rank Adaptation"], "glossary/#lora")


def test_every_label_that_readers_see_is_a_term_of_the_inventory(site: SiteBuilder) -> None:
    built = site(FILES, site_name="Losses")
    inventory = unpack((built.folder / "objects.inv").read_bytes())
    assert (inventory.project, inventory.version) == ("Losses", "")
    assert terms(built) == {
        "Cross Entropy": "glossary/#cross-entropy",
        "log loss": "glossary/#cross-entropy",
        "Guide": "guide/use/#part",
        "Softmax": "glossary/#softmax",
        "The k-means method": "glossary/#kmeans",
        "Web": "glossary/#web",  # readers of inventories put the site's address before all
    }


@pytest.mark.parametrize(
    ("page", "is_flat", "file", "url"),
    [
        ("glossary.md", True, "glossary.json", "glossary.html#ray"),
        ("a/b/terms.md", False, "a/b/terms.json", "../../a/b/terms/#ray"),
        ("a/b/terms.md", True, "a/b/terms.json", "../../a/b/terms.html#ray"),
        ("a/index.md", False, "a.json", "a/#ray"),
        ("index.md", False, "glossary.json", "#ray"),
        ("index.md", True, "glossary.json", "index.html#ray"),
    ],
)
def test_the_file_is_beside_the_page(
    site: SiteBuilder, page: str, *, is_flat: bool, file: str, url: str
) -> None:
    built = site(
        {page: "# Terms\n\n## Ray\n\nLight.\n", "x.md": "# X\n"},
        {"page": page},
        use_directory_urls=not is_flat,
    )
    assert entries(built, file)["Ray"]["url"] == url
    assert terms(built) == {"Ray": url.removeprefix("../../")}


def test_a_label_of_two_entries_is_the_term_of_the_first_that_has_it(site: SiteBuilder) -> None:
    text = '# G\n\n## B { aliases="x" }\n\nb\n\n## A { aliases="x" }\n\na\n\n## B\n\nc\n'
    built = site({"glossary.md": text})
    assert len(built.warnings) == 2
    assert terms(built) == {"A": "glossary/#a", "B": "glossary/#b", "x": "glossary/#b"}
    assert len(published(built)["entries"]) == 3


def test_a_site_without_entries_publishes_nothing(site: SiteBuilder) -> None:
    built = site({"index.md": "# X\n", "glossary.md": "# Glossary\n\nNothing yet.\n"})
    assert built.warnings
    assert not list(built.folder.glob("*.json"))
    assert not (built.folder / "objects.inv").exists()


def test_a_file_of_the_site_itself_is_left_alone(site: SiteBuilder) -> None:
    own = '[{"term": "Ray", "definition": "Light."}]'
    files = {"index.md": "# X\n", "glossary.json": own}
    built = site(files, {"sources": ["docs/glossary.json"]})
    assert built.html("glossary.json") == own
    assert terms(built) == {"Ray": "glossary/#ray"}


def test_terms_are_put_into_an_inventory_that_another_plugin_writes(
    site: SiteBuilder, tmp_path: Path
) -> None:
    hook = tmp_path / "hook.py"
    hook.write_text(HOOK)
    built = site({"glossary.md": "# G\n\n## Softmax\n\nX.\n"}, hooks=[str(hook)])
    inventory = unpack((built.folder / "objects.inv").read_bytes())
    assert (inventory.project, inventory.version) == ("API", "0.0.0")
    assert list(inventory.items) == [
        Item("pkg.run", "py:function", "api/#pkg.run"),
        Item("Softmax", "std:term", "glossary/#softmax"),
    ]


def test_an_inventory_of_the_docs_that_cannot_be_read_is_replaced(site: SiteBuilder) -> None:
    built = site({"glossary.md": "# G\n\n## Softmax\n\nX.\n", "objects.inv": b"\xff"})
    assert terms(built) == {"Softmax": "glossary/#softmax"}


def test_another_build_into_the_same_folder_leaves_no_old_term(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    config = write_site(tmp_path, {"glossary.md": "# G\n\n## Ray\n\nX.\n\n## Lens\n\nY.\n"}, {})
    build_config(config, tmp_path / "out")
    write_site(tmp_path, {"glossary.md": "# G\n\n## Ray\n\nX.\n"}, {})
    build(load_config(str(config), site_dir=str(tmp_path / "out")), dirty=True)
    assert [item.name for item in unpack((tmp_path / "out/objects.inv").read_bytes()).items] == [
        "Ray"
    ]


def test_the_same_site_publishes_the_same_bytes(site: SiteBuilder) -> None:
    first, second = site(FILES), site(FILES)
    for name in ("glossary.json", "objects.inv"):
        assert (first.folder / name).read_bytes() == (second.folder / name).read_bytes()


def test_characters_of_every_kind_survive(site: SiteBuilder) -> None:
    text = '# G\n\n## Größe & <b>"x"</b> { #größe aliases="日本語, C++, a$" }\n\nÀ &lt; b.\n'
    built = site({"glossary.md": text})
    (entry,) = published(built)["entries"]
    assert entry["url"] == "glossary/#gr%C3%B6%C3%9Fe"
    assert entry["aliases"] == ["日本語", "C++", "a$"]
    assert set(terms(built)) == {entry["term"], "日本語", "C++", "a$"}
    assert set(terms(built).values()) == {entry["url"]}


def test_what_cannot_be_written_in_utf_8_costs_nothing_else(site: SiteBuilder) -> None:
    source = '[{"term": "A\\ud800", "definition": "x"}, {"term": "B", "definition": "y"}]'
    built = site({"index.md": "# X\n", "../a.json": source}, {"sources": ["a.json"]})
    assert set(entries(built)) == {"A\ufffd", "B"}
    assert set(terms(built)) == {"A\ufffd", "B"}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_an_inventory_without_terms_of_ours_is_as_it_was() -> None:
    inventory = SphinxInventory("API", "1", ("pkg.run py:function 1 api/#$ -",))
    assert unpack(pack(inventory.merged([], "glossary/"))) == inventory
