"""Builds real documentation with and without the plugin: but for our links nothing may change."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import SHARED, Built, build_config

DOCS = SHARED / "corpus" / "argo-cd" / "docs"
GLOSSARY = SHARED / "corpus" / "argo-cd" / "glossary-200.md"
SAMPLE = ["user-guide", "operator-manual/*.md", "faq.md", "index.md"]
EXTENSIONS: list[Any] = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    {"toc": {"permalink": True}},
    {"pymdownx.arithmatex": {"generic": True}},
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.snippets",
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
]
TEMPLATES = re.compile(r'<template data-grimoire="[^"]*">.*?</template>', re.DOTALL)
LINK = re.compile(
    r'<a class="grimoire-term" data-grimoire="[^"]*" href="[^"]*"(?: id="[^"]*")?>(.*?)</a>',
    re.DOTALL,
)

pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="the corpus is not beside the project")


def build(folder: Path, plugins: list[str]) -> Built:
    """Build a sample of the corpus on Material."""
    config = {
        "site_name": "Corpus",
        "docs_dir": str(folder / "docs"),
        "theme": {"name": "material", "font": False},
        "plugins": plugins,
        "markdown_extensions": EXTENSIONS,
        "validation": {"links": {"not_found": "info"}},
    }
    file = folder / f"{'-'.join(plugins)}.yml"
    file.write_text(yaml.safe_dump(config), encoding="utf-8")
    return build_config(file, folder / "-".join(plugins))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """Return the sample built without the plugin, and with it."""
    folder = tmp_path_factory.mktemp("corpus")
    for pattern in SAMPLE:
        for path in DOCS.glob(pattern):
            target = folder / "docs" / path.relative_to(DOCS)
            target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if path.is_dir() else shutil.copyfile)(path, target)
    shutil.copyfile(GLOSSARY, folder / "docs" / "glossary.md")
    return build(folder, ["search"]), build(folder, ["search", "grimoire"])


def article(html: str) -> str:
    """Return what Material shows of a page's Markdown."""
    return html.split("<article", 1)[1].split("</article>", 1)[0]


def test_without_our_links_and_cards_each_page_is_byte_for_byte_the_same(
    sites: tuple[Built, Built],
) -> None:
    bare, linked = sites
    count = 0
    for path in sorted(bare.folder.rglob("index.html")):
        name = str(path.relative_to(bare.folder))
        if name.startswith("glossary"):
            continue
        html = article(linked.html(name))
        count += len(LINK.findall(html))
        assert LINK.sub(r"\1", TEMPLATES.sub("", html)) == article(bare.html(name)), name
    assert count > 500


def test_the_search_index_is_the_same_but_for_the_glossary(sites: tuple[Built, Built]) -> None:
    first, second = (entries(built) for built in sites)
    assert first == second


def entries(built: Built) -> dict[str, tuple[str, str]]:
    """Return the search index but for the glossary."""
    index = json.loads(built.html("search/search_index.json"))
    return {
        entry["location"]: (entry["title"], entry["text"])
        for entry in index["docs"]
        if not entry["location"].startswith("glossary")
    }


def test_nothing_is_wrong_with_it_that_is_not_wrong_without_us(sites: tuple[Built, Built]) -> None:
    bare, linked = sites
    assert linked.warnings == bare.warnings
