"""Makes the sites that are measured: pages, a glossary, and a configuration for each way."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import yaml
from generate import Text, write_glossary, write_site

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "argo-cd"
"""Real documentation, which is beside the project and not in it."""

EXTENSIONS: Sequence[Any] = (
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
)

ENTRY = re.compile(r"^## (?P<term>.+?)\n+(?P<definition>[^\n]+)", re.MULTILINE)


class Documents(Protocol):
    """Where pages and glossaries come from."""

    name: str

    def write(self, docs: Path, pages: int = 0) -> None:
        """Write pages into a folder; 0 for as many as there are."""

    def write_glossary(self, file: Path, entries: int) -> None:
        """Write a glossary with so many entries."""


class Corpus:
    """Documentation and glossaries in folders."""

    def __init__(self, docs: Path = CORPUS / "docs", glossaries: Path = CORPUS) -> None:
        self._docs = docs
        self._glossaries = glossaries
        self.name = docs.parent.name

    def write(self, docs: Path, pages: int = 0) -> None:
        """Copy pages; with a number, the first of them."""
        if not pages:
            shutil.copytree(self._docs, docs)
            return
        for page in sorted(self._docs.rglob("*.md"))[:pages]:
            target = docs / page.relative_to(self._docs)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, target)

    def write_glossary(self, file: Path, entries: int) -> None:
        """Copy the glossary with so many entries, or the beginning of a greater one."""
        sizes = {int(path.stem.split("-")[1]): path for path in self._glossaries.glob("gl*-*.md")}
        if entries in sizes:
            shutil.copyfile(sizes[entries], file)
            return
        text = sizes[min(size for size in sizes if size > entries)].read_text("utf-8")
        file.write_text("\n## ".join(text.split("\n## ")[: entries + 1]) + "\n", "utf-8")


class Generated:
    """Made-up documentation of any size."""

    name = "made up"

    def __init__(self, pages: int, seed: int = 1) -> None:
        self._pages = pages
        self._seed = seed

    def write(self, docs: Path, pages: int = 0) -> None:
        """Write pages, in whose text are the terms of the greatest glossary."""
        write_site(docs, pages or self._pages, Text(10_000, self._seed))

    def write_glossary(self, file: Path, entries: int) -> None:
        """Write a glossary; its terms are the first of a greater one."""
        write_glossary(file, Text(entries, self._seed))


class Entry(NamedTuple):
    """An entry of a glossary in headings."""

    term: str
    definition: str


def read_entries(glossary: Path) -> list[Entry]:
    """Return the entries of a glossary, each term once in whatever case."""
    found = (Entry(*match.groups()) for match in ENTRY.finditer(glossary.read_text("utf-8")))
    return list({entry.term.casefold(): entry for entry in reversed(list(found))}.values())[::-1]


def write_config(folder: Path, name: str, **options: Any) -> Path:
    """Write a configuration on Material with search, and return its file.

    Args:
        folder: The folder of the site, with `docs` in it.
        name: What the configuration is called.
        **options: Keys of `mkdocs.yml` that differ.
    """
    config: Mapping[str, Any] = {
        "site_name": "Benchmark",
        "site_url": "https://example.org/",
        "docs_dir": "docs",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": list(EXTENSIONS),
        **options,
    }
    file = folder / f"{name}.yml"
    file.write_text(yaml.safe_dump(config), "utf-8")
    return file


class Pair(NamedTuple):
    """The two configurations of one site."""

    bare: Path
    ours: Path


def make_pair(folder: Path, documents: Documents, entries: int, copies: int = 1) -> Pair:
    """Make a site with the glossary as an ordinary page, and as a glossary.

    Args:
        folder: A new folder.
        documents: Its pages.
        entries: Entries of the glossary.
        copies: How many times it has the pages.
    """
    docs = folder / "docs"
    documents.write(docs)
    for number in range(1, copies):
        documents.write(docs / f"copy-{number}")
    documents.write_glossary(docs / "glossary.md", entries)
    bare = write_config(folder, "bare")
    return Pair(bare, write_config(folder, "grimoire", plugins=["search", "grimoire"]))
