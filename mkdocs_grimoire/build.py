"""All that one build knows: the glossary, the page, and what the conversion of each page found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from mkdocs_grimoire.abbreviations import explained
from mkdocs_grimoire.cards import Card, templates
from mkdocs_grimoire.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.entry import Entry, Place
from mkdocs_grimoire.entry_parts import UseLine, fill_backlinks
from mkdocs_grimoire.forms import Comparison
from mkdocs_grimoire.glossary import Glossary
from mkdocs_grimoire.interface import ENGLISH, Words
from mkdocs_grimoire.linker import Autolink
from mkdocs_grimoire.markup import Lines
from mkdocs_grimoire.matcher import Matcher
from mkdocs_grimoire.page import Layout, lay_out
from mkdocs_grimoire.page_parts import fill_tools, json_ld, tools, wrap_entries
from mkdocs_grimoire.paths import Docs
from mkdocs_grimoire.references import Origin
from mkdocs_grimoire.scopes import Reach
from mkdocs_grimoire.sections import TermSection
from mkdocs_grimoire.source import Parsed
from mkdocs_grimoire.uses import UseIndex


class Math(StrEnum):
    """What becomes of the formulas in entries."""

    MATHML = "mathml"
    """They are converted in the build."""
    SITE = "site"
    """They are left to the site's renderer, which is called for those in a card."""
    OFF = "off"
    """A dollar is a dollar."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user decided, checked."""

    page: str = "glossary.md"
    """Docs path of the glossary page."""
    autolink: Autolink = Autolink.PAGE
    """Which occurrences are linked."""
    comparison: Comparison = field(default_factory=Comparison)
    """How labels compare with texts."""
    tooltips: bool = True
    """Whether pages carry cards."""
    math: Math = Math.MATHML
    """What becomes of formulas in entries."""
    sort: bool = True
    """Whether the page is sorted."""
    backlinks: bool = True
    """Whether each entry lists its uses."""
    toc: int = 50
    """How many entries the table of contents lists at most; if there are more, it lists none."""
    words: Words = ENGLISH
    """The interface."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page at hand."""

    path: str
    """Its docs path."""
    url: str
    """Its URL, relative to the root of the site."""
    to_glossary: str
    """The link from its source to that of the glossary page; empty on the page itself."""
    autolink: Autolink
    """Which occurrences are linked on it."""
    read: Callable[[], str]
    """Returns its file's text, front matter included."""


@dataclass(slots=True)
class Build:
    """One build of the site."""

    options: Options
    """What the user decided."""
    glossary: Glossary
    """All entries."""
    layout: Layout
    """What the glossary page is made of."""
    other_anchors: frozenset[str]
    """Fragments of the glossary page that are no entries."""
    matcher: Matcher
    """Finds their labels."""
    findings: list[Diagnostic]
    """What has been found wrong so far, in no order."""
    uses: UseIndex = field(default_factory=UseIndex)
    """The uses found so far."""
    docs: Docs = field(default_factory=Docs)
    """The files of the site."""
    sections: Mapping[str, Sequence[TermSection]] = field(default_factory=dict)
    """The entries that ordinary pages define, by docs path."""
    cards: dict[Entry, Card] = field(default_factory=dict)
    """The card of each entry, as soon as the glossary page is converted."""

    def is_glossary(self, page: Page) -> bool:
        """Return whether a page is the glossary page."""
        return page.path == self.options.page

    def origin(self, page: Page, entry: Entry | None = None) -> Origin:
        """Return where the text of a page, or of an entry on it, was written."""
        if entry is None:
            # Read at the first finding, and then once: most pages have none.
            text = cache(lambda: Lines(page.read()))
            place, reach = Place(page.path), self.reach(page)
            return Origin(place, lambda wanted: text().find(wanted), reach)
        lines = Lines(entry.definition, entry.definition_line, is_one_line=entry.is_one_line)
        return Origin(entry.place, lines.find, self.reach(page, entry), entry.base or page.path)

    def reach(self, page: Page, entry: Entry | None = None) -> Reach:
        """Return the pages that the text of a page, or of an entry on it, speaks of."""
        return self.glossary.scopes.reach(entry) if entry else frozenset({page.path})

    def page_cards(self, page: str, url: str) -> str:
        """Return the templates of the entries that a page uses.

        Args:
            page: Its docs path.
            url: Its URL, relative to the root of the site.
        """
        if not self.options.tooltips:
            return ""
        return templates(self.uses.entries_on(page), self.cards, url, self.options.words)

    def furnish(self, html: str, lines: Callable[[str], Sequence[UseLine]]) -> str:
        """Return the content of the glossary page with all that search need not know.

        Args:
            html: The content, its slots empty.
            lines: Returns the backlinks of the entry with a fragment.
        """
        options, entries = self.options, self.layout.entries
        parts = tools(entries, options.words, has_letters=options.sort, has_cards=options.tooltips)
        html = fill_tools(fill_backlinks(html, lines, options.words), parts)
        return wrap_entries(html, is_long=self.is_long)

    @property
    def is_long(self) -> bool:
        """Whether the glossary page has more entries than its table of contents lists."""
        return len(self.layout.entries) > self.options.toc

    def data(self, title: str, url: str) -> str:
        """Return the glossary as data for the head of its page.

        Args:
            title: Title of the page.
            url: Its absolute URL, or empty if the site has none.
        """
        return json_ld(self.layout.entries, title, url, self._description)

    def _description(self, entry: Entry) -> str:
        """Return an entry's short form as plain text."""
        return self.cards[entry].text if entry in self.cards else ""

    def finish(self) -> list[Diagnostic]:
        """Return all findings of the build, each once, sorted by place."""
        unused = [
            Diagnostic(entry.place, Problem.UNUSED_ENTRY, entry.term)
            for entry in self.uses.unused(self.glossary)
        ]
        unique = dict.fromkeys([*self.findings, *unused])
        return sorted(unique, key=lambda finding: (finding.place, str(finding)))


def start_build(
    options: Options,
    parsed: Sequence[Parsed],
    findings: Sequence[Diagnostic] = (),
    *,
    docs: Docs | None = None,
    sections: Mapping[str, Sequence[TermSection]] | None = None,
) -> Build:
    """Make a build of the sources.

    Args:
        options: What the user decided.
        parsed: The sources, the page itself first if there is one.
        findings: What was wrong with reading them.
        docs: The files of the site.
        sections: The entries that ordinary pages define, by docs path; they are among the sources.
    """
    docs = docs or Docs()
    own = [finding for source in parsed for finding in source.findings]
    parsed = explained(parsed)
    layout = lay_out(parsed, sort=options.sort, title=options.words.glossary)
    entries = [entry for source in parsed for entry in source.entries]
    glossary = Glossary(entries, options.comparison, docs.pages_of)
    return Build(
        options=options,
        glossary=glossary,
        layout=layout,
        other_anchors=frozenset().union(*(source.anchors for source in parsed)),
        matcher=Matcher(glossary.forms(), options.comparison),
        findings=[*findings, *own, *glossary.findings],
        docs=docs,
        sections=sections or {},
    )
