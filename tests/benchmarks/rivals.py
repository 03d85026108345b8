"""Builds the same pages with the same entries by each way to a glossary that MkDocs has.

Each is configured as its own documentation says. Where a tool finds no term by itself, the pages
have references that an author would write: one for the first use of each term on a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from documents import EXTENSIONS, Documents, Entry, read_entries, write_config
from measure import Ratio, Run, build, cpu, interleaved, memory, ratio
from references import with_references
from weight import pages_gzipped


class Rival(NamedTuple):
    """A way to a glossary."""

    name: str
    package: str
    """What must be installed."""
    link: str
    """Pattern of a link, or whatever marks a use, in the HTML."""
    lacks: str
    """What it does not do."""
    prepare: Callable[[Path, Sequence[Entry]], Mapping[str, Any]]
    """Changes `docs` in a folder and returns the keys of `mkdocs.yml` that differ."""


class Result(NamedTuple):
    """What a way has cost and made."""

    name: str
    cpu: Ratio
    """Of the bare build."""
    memory: Ratio
    links: int
    """Links, or other marks, on all pages but the glossary page."""
    bytes_a_page: float
    """Bytes after gzip that a page has more than a bare one."""
    lacks: str


def _nothing(_: Path, __: Sequence[Entry]) -> Mapping[str, Any]:
    return {}


def _grimoire(_: Path, __: Sequence[Entry]) -> Mapping[str, Any]:
    return {"plugins": ["search", "grimoire"]}


def _grimoire_list(folder: Path, entries: Sequence[Entry]) -> Mapping[str, Any]:
    (folder / "docs" / "glossary.md").unlink()
    (folder / "abbreviations.md").write_text(abbreviations(entries, "\n"), "utf-8")
    return {"plugins": ["search", {"grimoire": {"sources": ["abbreviations.md"]}}]}


def _recipe(folder: Path, entries: Sequence[Entry], gap: str) -> Mapping[str, Any]:
    (folder / "includes").mkdir()
    file = folder / "includes" / "abbreviations.md"
    file.write_text(abbreviations(entries, gap), "utf-8")
    extensions = [item for item in EXTENSIONS if item != "pymdownx.snippets"]
    # MkDocs is documented to be run in the folder of the site, where snippets are looked for.
    snippets = {"pymdownx.snippets": {"auto_append": [str(file)], "base_path": [str(folder)]}}
    theme = {"name": "material", "font": False, "features": ["content.tooltips"]}
    return {"markdown_extensions": [*extensions, "abbr", snippets], "theme": theme}


def _option(_: Path, entries: Sequence[Entry]) -> Mapping[str, Any]:
    glossary = {entry.term: entry.definition for entry in entries}
    return {"markdown_extensions": [*EXTENSIONS, {"abbr": {"glossary": glossary}}]}


def _autorefs(folder: Path, entries: Sequence[Entry]) -> Mapping[str, Any]:
    from markdown.extensions.toc import slugify  # noqa: PLC0415 - as the headings get their ids

    def reference(term: str, words: str) -> str:
        return f"[{words}][{slugify(term, '-')}]"

    _write_references(folder / "docs", [entry.term for entry in entries], reference)
    return {"plugins": ["search", "autorefs"]}


def _ezglossary(folder: Path, entries: Sequence[Entry]) -> Mapping[str, Any]:
    # It takes these for limits of a term: such entries cannot be written.
    possible = [entry for entry in entries if not re.search(r"[:<>\"|/\\@&#]", entry.term)]
    defined = "\n\n".join(f"my:{entry.term}\n:   {entry.definition}" for entry in possible)
    text = f"# Glossary\n\n{defined}\n"
    (folder / "docs" / "glossary.md").write_text(text, "utf-8")

    def reference(term: str, words: str) -> str:
        return f"<my:{term}>" if words == term else f"<my:{term}|{words}>"

    _write_references(folder / "docs", [entry.term for entry in possible], reference)
    return {"plugins": ["search", {"ezglossary": {"tooltip": "full"}}]}


RIVALS = (
    Rival(
        "bare", "mkdocs", r"(?!)", "the glossary is an ordinary page; nothing is linked", _nothing
    ),
    Rival("grimoire", "mkdocs_grimoire", r'<a class="grimoire-term"', "", _grimoire),
    Rival(
        "grimoire, its source *[abbreviations]",
        "mkdocs_grimoire",
        r'<a class="grimoire-term"',
        "",
        _grimoire_list,
    ),
    Rival(
        "Python-Markdown abbr, its glossary option",
        "markdown",
        r"<abbr ",
        "no links, no page, no plurals, exact case alone, plain text in the tip",
        _option,
    ),
    Rival(
        "Material's recipe, abbr and snippets",
        "pymdownx",
        r"<abbr ",
        "no links, no page, no plurals, exact case alone, plain text in the tip",
        partial(_recipe, gap="\n"),
    ),
    Rival(
        "the same, blank lines between entries",
        "pymdownx",
        r"<abbr ",
        "the same",
        partial(_recipe, gap="\n\n"),
    ),
    Rival(
        "mkdocs-autorefs",
        "mkdocs_autorefs",
        r'<a class="autorefs',
        "finds nothing by itself, no cards of its own, no backlinks on the page",
        _autorefs,
    ),
    Rival(
        "mkdocs-ezglossary-plugin",
        "mkdocs_ezglossary_plugin",
        r'<a class="mkdocs-ezglossary-link"',
        "finds nothing by itself, no aliases, plain text in the tip, "
        "linked words are missing from search",
        _ezglossary,
    ),
)


def abbreviations(entries: Sequence[Entry], gap: str) -> str:
    """Return entries as a list of abbreviations."""
    return gap.join(f"*[{entry.term}]: {entry.definition}" for entry in entries) + "\n"


def _write_references(docs: Path, terms: Sequence[str], write: Callable[[str, str], str]) -> None:
    """Write references into all pages but the glossary page."""
    for page in docs.rglob("*.md"):
        if page != docs / "glossary.md":
            page.write_text(with_references(page.read_text("utf-8"), terms, write)[0], "utf-8")


def missing() -> list[str]:
    """Return the ways whose packages are not installed."""
    return [rival.name for rival in RIVALS if find_spec(rival.package) is None]


def compare(
    folder: Path, documents: Documents, pages: int, entries: int, rounds: int
) -> list[Result]:
    """Build the same site in each way, in turns.

    Args:
        folder: An empty folder.
        documents: What is built.
        pages: How many pages of it.
        entries: How many entries the glossary has.
        rounds: How many times each way is measured.
    """
    chosen = [rival for rival in RIVALS if find_spec(rival.package) is not None]
    configs = [
        _make(folder / str(number), documents, pages, entries, rival)
        for number, rival in enumerate(chosen)
    ]
    tasks: dict[str, Callable[[], Run]] = {
        rival.name: partial(build, config) for rival, config in zip(chosen, configs, strict=True)
    }
    runs = interleaved(rounds, tasks)
    sites = [config.with_name(f"site-{config.stem}") for config in configs]
    plain = pages_gzipped(sites[0])
    return [
        Result(
            rival.name,
            ratio(cpu(runs[rival.name]), cpu(runs["bare"])),
            ratio(memory(runs[rival.name]), memory(runs["bare"])),
            _links(site, rival.link),
            (pages_gzipped(site) - plain) / _count_pages(site),
            rival.lacks,
        )
        for rival, site in zip(chosen, sites, strict=True)
    ]


def _make(folder: Path, documents: Documents, pages: int, entries: int, rival: Rival) -> Path:
    """Make the site of one way and return its configuration file."""
    documents.write(folder / "docs", pages)
    source = folder / "docs" / "glossary.md"
    documents.write_glossary(folder / "all.md", entries)
    # One line each and no term twice, so that every way can have them all.
    kept = read_entries(folder / "all.md")
    text = "\n".join(f"## {entry.term}\n\n{entry.definition}\n" for entry in kept)
    source.write_text(f"# Glossary\n\n{text}", "utf-8")
    return write_config(folder, "mkdocs", **rival.prepare(folder, kept))


def _links(site: Path, pattern: str) -> int:
    """Return how many links there are on all pages but the glossary page."""
    glossary = site / "glossary" / "index.html"
    pages = (path for path in site.rglob("*.html") if path != glossary)
    return sum(len(re.findall(pattern, path.read_text("utf-8"))) for path in pages)


def _count_pages(site: Path) -> int:
    return sum(1 for _ in site.rglob("*.html"))


def table(results: Sequence[Result]) -> str:
    """Return the results as a table in Markdown."""
    head = "| way | CPU | memory | links | bytes a page | what it does not do |"
    lines = [head, "|---|---|---|---|---|---|"]
    lines += [
        f"| {each.name} | {each.cpu} | {each.memory.value:.2f} | {each.links} | "
        f"{each.bytes_a_page:+.0f} | {each.lacks} |"
        for each in results
    ]
    return "\n".join(lines) + "\n"
