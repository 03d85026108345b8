"""What the option adds to the search indexes of real builds, and what it leaves alone."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import version
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import Built, SiteBuilder
from helpers import entry

from mkdocs_grimoire.hosts.search_index import END, FIELD, add_words

GLOSSARY = """
# Glossary

## PEFT { hidden="peeft" }

Parameter-Efficient Fine-Tuning (PEFT) trains few weights.

## Pod { aliases="workload unit" never="pod" }

The smallest thing that is scheduled.
"""
VOLUME = """
## Volume { aliases="storage" scope="storage/**" }

A place to keep files.
"""
PAGE = """
# Methods

Before any section: parameter-efficient fine-tuning.

## Costs

It needs less memory. Parameter-efficient fine-tuning is cheap, see `Pod`.

## PEFT in short

Nothing else.

## None of it

A pod and a volume.[^1]

[^1]: Of each Pod.

## By reference

We train [very few weights](term:peft) in a [Pod](https://example.org/).
"""
FILES = {
    "glossary.md": f"{GLOSSARY}{VOLUME}",
    "methods.md": PAGE,
    "storage/disks.md": "# Disks\n\nA volume.",
}
MATERIAL: dict[str, Any] = {"name": "material", "font": False}
THEMES: dict[str, Any] = {"material": MATERIAL, "mkdocs": "mkdocs", "readthedocs": "readthedocs"}
in_each_theme = pytest.mark.parametrize("theme", THEMES)


MATERIAL_VERSION = tuple(int(part) for part in version("mkdocs-material").split(".")[:2])


def index_of(built: Built) -> dict[str, Any]:
    """Return the search index of a site, if its theme has one to which words can be added."""
    if built.config.theme.name == "material" and MATERIAL_VERSION < (9, 7):
        pytest.skip("before version 9.7 the index of Material has no choice of fields")
    index: dict[str, Any] = json.loads(built.html("search/search_index.json"))
    return index


def added(index: dict[str, Any]) -> dict[str, set[str]]:
    """Return the words that have been added to each record of an index, by its location."""
    words: dict[str, set[str]] = {}
    for record in index["docs"]:
        if FIELD in record:
            assert all(word.endswith(END) for word in record[FIELD].split())
            words[record["location"]] = {word[: -len(END)] for word in record[FIELD].split()}
        elif not record["title"]:
            words[record["location"]] = set(record["text"].split())
    return words


def without_words(index: dict[str, Any]) -> dict[str, Any]:
    """Return an index without what has been added to it."""
    index["docs"] = [record for record in index["docs"] if record["title"]]
    for record in index["docs"]:
        record.pop(FIELD, None)
    index["config"].get("fields", {}).pop(FIELD, None)
    return index


@in_each_theme
def test_each_section_has_the_words_of_what_it_speaks_of_and_does_not_say(
    site: SiteBuilder, theme: str
) -> None:
    extensions = ["footnotes"]
    built = site(FILES, theme=THEMES[theme], plugins=["search"], markdown_extensions=extensions)
    # Material's record of a page has what stands under its title; of MkDocs', the title's has.
    title, other = ("", "") if theme == "material" else ("#methods", "#disks")
    assert added(index_of(built)) == {
        f"methods/{title}": {"PEFT", "peeft"},
        "methods/#costs": {"PEFT", "peeft"},
        "methods/#peft-in-short": {"Parameter", "Efficient", "Fine", "Tuning", "peeft"},
        "methods/#by-reference": {
            *("PEFT", "Parameter", "Efficient", "Fine", "Tuning", "peeft", "workload", "unit"),
        },
        f"storage/disks/{other}": {"storage"},
        "glossary/#peft": {"peeft"},
    }


@in_each_theme
def test_the_index_is_what_it_was_but_for_the_words(site: SiteBuilder, theme: str) -> None:
    with_words = site(FILES, theme=THEMES[theme], plugins=["search"])
    without = site(FILES, {"search": False}, theme=THEMES[theme], plugins=["search"])
    assert FIELD not in without.html("search/search_index.json")
    assert without_words(index_of(with_words)) == index_of(without)


@in_each_theme
def test_the_index_is_to_the_letter_what_it_is_without_links(site: SiteBuilder, theme: str) -> None:
    page = "# Pods\n\nIt *begins*\n   PEFT *with*  PEFT.\n\n- Pod\n- a **PEFT**\n\n    Pod\n"
    files = {"glossary.md": f"{GLOSSARY}Like [PEFT](#peft), and PEFT.\n", "pods.md": page}
    linked, plain = (
        site(files, {"search": False, "autolink": how}, theme=THEMES[theme], plugins=["search"])
        for how in ("all", "off")
    )
    assert linked.html("pods/index.html").count('class="grimoire-term"') == 5
    assert index_of(linked) == index_of(plain)


def test_mkdocs_shows_its_own_record_which_comes_last(site: SiteBuilder) -> None:
    docs = index_of(site(FILES, plugins=["search"]))["docs"]
    shown = {record["location"]: record for record in docs}
    assert all(record["title"] for record in shown.values())
    for place, record in enumerate(docs):
        if not record["title"]:
            assert docs[place + 1]["location"] == record["location"]


def test_material_weighs_the_words_least(site: SiteBuilder) -> None:
    fields = index_of(site(FILES, theme=MATERIAL, plugins=["search"]))["config"]["fields"]
    assert fields[FIELD]["boost"] * 100 == fields["text"]["boost"]


def test_a_site_that_needs_no_words_has_no_field_for_them(site: SiteBuilder) -> None:
    files = {"glossary.md": "## Pod\n\nA thing.", "index.md": "# Home\n\nA Pod."}
    index = index_of(site(files, theme=MATERIAL, plugins=["search"]))
    assert FIELD not in json.dumps(index)


def test_the_home_page_has_words_as_well(site: SiteBuilder) -> None:
    files = {"glossary.md": GLOSSARY, "index.md": "Fine.\n\n## One\n\nEach PEFT."}
    built = site(files, theme=MATERIAL, plugins=["search"])
    assert set(added(index_of(built))) == {"#one", "glossary/#peft"}


@in_each_theme
def test_a_page_in_which_nothing_is_linked_has_words_by_its_references_alone(
    site: SiteBuilder, theme: str
) -> None:
    page = "# A\n\n## One\n\nEach Pod.\n\n## Two\n\n[Few](term:pod)"
    files = {"glossary.md": GLOSSARY, "a.md": f"---\ngrimoire: false\n---\n{page}", "b.md": page}
    built = site(files, {"exclude": ["b.md"]}, theme=THEMES[theme], plugins=["search"])
    found = added(index_of(built))
    assert {location for location in found if "glossary" not in location} == {"a/#two", "b/#two"}


def test_a_section_that_defines_an_entry_is_found_by_its_other_labels(site: SiteBuilder) -> None:
    page = '# A\n\n## Pod { .term hidden="podd" }\n\nThe smallest thing.'
    files = {"a.md": page}
    built = site(files, theme=MATERIAL, plugins=["search"])
    assert added(index_of(built)) == {"a/#pod": {"podd"}, "glossary/#pod": {"podd"}}


def test_a_heading_that_the_table_of_contents_leaves_out_belongs_to_the_page(
    site: SiteBuilder,
) -> None:
    files = {
        "glossary.md": GLOSSARY,
        "a.md": "# A\n\n## B\n\n### C\n\nParameter-efficient fine-tuning.",
    }
    built = site(files, plugins=["search"], markdown_extensions=[{"toc": {"toc_depth": 2}}])
    assert added(index_of(built))["a/"] == {"PEFT", "peeft"}


@pytest.mark.parametrize("indexing", ["titles", "sections"])
def test_a_search_for_titles_alone_is_left_alone(site: SiteBuilder, indexing: str) -> None:
    built = site(FILES, plugins=[{"search": {"indexing": indexing}}])
    assert added(index_of(built)) == {}


def test_a_page_that_is_kept_out_of_the_search_stays_out(site: SiteBuilder) -> None:
    hidden = f"---\nsearch: {{exclude: true}}\n---\n{PAGE}"
    built = site({"glossary.md": GLOSSARY, "a.md": hidden}, theme=MATERIAL, plugins=["search"])
    assert set(added(index_of(built))) == {"glossary/#peft"}


def test_the_script_of_the_offline_plugin_has_the_words(site: SiteBuilder) -> None:
    built = site(FILES, theme=MATERIAL, plugins=["search", "offline"])
    index, script = index_of(built), built.html("search/search_index.js")
    assert json.loads(script.partition("=")[2]) == index
    assert FIELD in script


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js on this machine")
def test_an_index_that_is_built_in_advance_has_the_words(site: SiteBuilder) -> None:
    built = site(FILES, plugins=[{"search": {"prebuild_index": "node"}}])
    index = index_of(built)["index"]
    assert "methods/#costs" in dict(index["invertedIndex"])["peft"]["text"]


def test_a_site_without_a_search_is_built_as_ever(site: SiteBuilder) -> None:
    assert not (site(FILES, theme=MATERIAL).folder / "search" / "search_index.json").exists()


RECORD = {"location": "a/", "title": "A", "text": "x"}


@pytest.mark.parametrize(
    "index",
    [
        None,
        "index",
        SimpleNamespace(),
        SimpleNamespace(entries=[RECORD]),
        SimpleNamespace(entries=[RECORD], config=None),
        SimpleNamespace(entries=[RECORD], config={"lang": ["en"]}),  # Material before 9.7
        SimpleNamespace(entries=[RECORD], config={"fields": None}),
        SimpleNamespace(entries=None, config={"fields": {}}),
        SimpleNamespace(entries=["a/"], config={"fields": {}}),
        SimpleNamespace(entries=[{"url": "a/"}], config={"fields": {}}),
        SimpleNamespace(entries=[{**RECORD, "location": None}], config={"fields": {}}),
        SimpleNamespace(_entries=[RECORD], config={}),
        SimpleNamespace(_entries=(RECORD,), config={"indexing": "full"}),
        SimpleNamespace(_entries=[["a/"]], config={"indexing": "full"}),
    ],
)
def test_an_index_of_another_kind_is_left_alone(index: object) -> None:
    before = repr(index)
    add_words(index, "a/", {"": [entry("PEFT")]})
    assert repr(index) == before


def test_a_record_without_text_or_with_a_strange_separator_is_no_obstacle() -> None:
    records = [{"location": "a/", "title": None, "text": None}]
    index = SimpleNamespace(_entries=records, config={"indexing": "full", "separator": "(?<x"})
    add_words(index, "a/", {"": [entry("low-rank")]})
    assert [record["text"] for record in records] == ["low rank", None]
