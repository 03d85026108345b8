"""Entries, glossaries, sources and trees for the tests, each made in one line."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from inspect import signature
from typing import Any
from xml.etree.ElementTree import Element, fromstring, tostring

from click.testing import CliRunner

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.forms import Comparison
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.glossary.matcher import Matcher
from mkdocs_grimoire.hosts.yaml_data import read_yaml
from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.parsing import parse
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.scopes import PagesOf, no_pages
from mkdocs_grimoire.sources.source import Anchors, Parsed, Source


def slug(text: str) -> str:
    """Return the fragment of a heading, as Python-Markdown's default would be for plain words."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def entry(term: str, **fields: Any) -> Entry:
    """Return an entry; what is not given is made of its term."""
    defaults = {"anchor": slug(term), "place": Place("glossary.md", 1), "heading": term}
    return Entry(term, **{**defaults, **fields})


def pages_of(*pages: str) -> PagesOf:
    """Return what looks for globs among pages."""
    return lambda globs: frozenset(
        page for page in pages if any(fnmatchcase(page, glob) for glob in globs)
    )


def glossary(
    *entries: Entry | str,
    case: Case = Case.SMART,
    plural: bool = True,
    pages: PagesOf = no_pages,
    **comparison: Any,
) -> Glossary:
    """Return a glossary of entries, or of terms."""
    made = [entry(item) if isinstance(item, str) else item for item in entries]
    return Glossary(made, Comparison(case=case, plurals=plural, **comparison), pages)


def matcher(*entries: Entry | str, **how: Any) -> Matcher:
    """Return a matcher of the labels of entries, or of terms."""
    made = glossary(*entries, **how)
    return Matcher(made.forms(), made.comparison)


def find(finder: Matcher, text: str, page: str = "") -> list[tuple[str, str]]:
    """Return the surface and the term of each match in a text, on a page if one is given."""
    there = frozenset({page}) if page else None
    return [(text[match.start : match.end], match.entry.term) for match in finder.find(text, there)]


def plain(markdown: str) -> str:
    """Return the text of a heading, its emphasis and code marks gone."""
    return " ".join(re.sub(r"[*_`]", "", markdown).split())


def read(
    text: str,
    path: str = "glossary.md",
    first_line: int = 1,
    anchors: Anchors | None = None,
    docs: Docs = Docs(),  # noqa: B008 - it is frozen
    **fields: Any,
) -> Parsed:
    """Return what a source says, the glossary page itself unless `fields` say another thing."""
    source = Source(path, text, first_line, **{"base": path, **fields})
    return parse(source, Tools(plain, anchors or Anchors(slug), docs, read_yaml))


class Untouchable(str):
    """The text of a node that nobody may touch."""

    __slots__ = ()


def tree(markup: str) -> Element:
    """Return the tree of a markup, the formulas in parentheses in it being untouchable."""
    root = fromstring(markup)  # noqa: S314 - the tests' own markup
    for element in root.iter():
        if element.text and element.text.startswith("\\("):
            element.text = Untouchable(element.text)
    return root


def markup(element: Element) -> str:
    """Return the markup of a tree."""
    return tostring(element, encoding="unicode")


def runner() -> CliRunner:
    """Return what runs the command in this process and keeps its two outputs apart."""
    # From 8.2 on, Click keeps them apart always, and does not know the parameter.
    is_asked = "mix_stderr" in signature(CliRunner).parameters
    apart: dict[str, Any] = {"mix_stderr": False} if is_asked else {}
    return CliRunner(**apart)
