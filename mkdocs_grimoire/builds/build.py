"""All that one build knows: the glossary, the page, and what the conversion of each page found."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from mkdocs_grimoire.builds.options import Options
from mkdocs_grimoire.builds.page_options import PageOptions
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.findings.lines import Lines
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.findings.silence import Silence
from mkdocs_grimoire.glossary.circles import circular, self_defining
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.glossary.matcher import Matcher
from mkdocs_grimoire.lending.borrowing import NOTHING_BORROWED, Borrowed
from mkdocs_grimoire.linking.acronym_index import AcronymIndex
from mkdocs_grimoire.linking.decisions import Decision
from mkdocs_grimoire.linking.links import without_fragments
from mkdocs_grimoire.linking.prose import ProseCheck, Text
from mkdocs_grimoire.linking.search_words import MentionIndex, Mentions
from mkdocs_grimoire.linking.uses import UseIndex
from mkdocs_grimoire.pages.cards import Card, linked_in, placed, template
from mkdocs_grimoire.pages.entry_parts import UseLine, fill_backlinks
from mkdocs_grimoire.pages.page import Layout, lay_out, page_markdown
from mkdocs_grimoire.pages.page_parts import fill_tools, json_ld, tools, wrap_entries
from mkdocs_grimoire.pages.sections import TermSection, mark_sections
from mkdocs_grimoire.sources.abbreviations import explained
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.origin import Origin, nothing_included
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.scopes import Reach
from mkdocs_grimoire.sources.source import Parsed, Source


@dataclass(frozen=True, slots=True)
class Page:
    """The page at hand."""

    path: str
    """Its docs path."""
    url: str
    """Its URL, relative to the root of the site."""
    to_glossary: str
    """The link from its source to that of the glossary page; empty on the page itself."""
    options: PageOptions
    """What its front matter says."""
    read: Callable[[], str]
    """Returns its file's text, front matter included."""
    included: Callable[[], Iterable[tuple[str, Lines]]] = nothing_included
    """Returns the files that it includes, by the names that findings have for them."""
    part: Hashable = None
    """What of it is converted apart and piece by piece, as a docstring; None for its own text."""
    is_excerpt: bool = False
    """Whether it is shown on another page, at whose URL, beside being a page of its own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read: a page, or a part of one that is converted apart."""

    page: Page
    """The page."""
    text: Text
    """What a reader reads."""
    decisions: Sequence[Decision]
    """What was decided on each stretch that names an entry, in order."""


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
    prose: ProseCheck
    """Checks what pages say."""
    uses: UseIndex = field(default_factory=UseIndex)
    """The uses found so far."""
    mentions: MentionIndex = field(default_factory=MentionIndex)
    """What the sections of pages speak of, if a search is to know."""
    docs: Docs = field(default_factory=Docs)
    """The files of the site."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The sources, by the paths that findings name."""
    sections: Mapping[str, Sequence[TermSection]] = field(default_factory=dict)
    """The entries that ordinary pages define, by docs path."""
    acronyms: AcronymIndex = field(default_factory=AcronymIndex)
    """The acronyms found so far, if they are looked for."""
    pages: dict[str, Page] = field(default_factory=dict)
    """The pages converted so far, by docs path."""
    _parts: dict[str, dict[Hashable, set[Entry]]] = field(default_factory=dict)
    borrowed: Borrowed = NOTHING_BORROWED
    """What is borrowed from other sites."""
    _silences: dict[str, Silence] = field(default_factory=dict)
    _lines: dict[str, list[str]] = field(default_factory=dict)
    readers: list[Callable[[Reading], None]] = field(default_factory=list)
    """Who is handed each document as it is read; a build of the site has none."""
    cards: dict[Entry, Card] = field(default_factory=dict)
    """The card of each entry, as soon as the glossary page is converted or a page borrows it."""
    _templates: dict[Entry, str] = field(default_factory=dict)

    def forget(self, page: str) -> None:
        """Drop what is known of a page that is about to be converted."""
        self.uses.forget(page)
        self.mentions.forget(page)
        self.acronyms.forget(page)
        self._parts.pop(page, None)

    def used_before(self, page: Page) -> set[Entry]:
        """Return what the pieces before have used of the part of a page that is at hand.

        Such a part counts as a page of its own. What a piece uses is to be added to the set.
        """
        if page.part is None or page.is_excerpt:
            return set()
        return self._parts.setdefault(page.path, {}).setdefault(page.part, set())

    def markdown(self, page: str, markdown: str) -> str | None:
        """Return what is to be converted in place of a page's Markdown; None if nothing else.

        Args:
            page: Its docs path.
            markdown: Its Markdown, without front matter.
        """
        if page in self.sections:
            return mark_sections(markdown, self.sections[page])
        if page == self.options.page and self.glossary.entries:
            return page_markdown(self.layout)
        return None

    def is_glossary(self, page: Page) -> bool:
        """Return whether a page is the glossary page."""
        return page.path == self.options.page

    def origin(self, page: Page, entry: Entry | None = None) -> Origin:
        """Return where the text of a page, or of an entry on it, was written."""
        if entry is None:
            place, read = Place(page.path), lambda: Lines(page.read())
            return Origin(place, read, self.reach(page), included=page.included)
        read, reach = partial(self._definition, entry), self.reach(page, entry)
        return Origin(entry.place, read, reach, entry.base or page.path)

    def _definition(self, entry: Entry) -> Lines:
        """Return the lines of a definition, as its file has them."""
        return Lines(
            entry.definition,
            entry.definition_line,
            is_one_line=entry.is_one_line,
            line_of_file=self._line_of(entry.place.path),
        )

    def _line_of(self, path: str) -> Callable[[int], str] | None:
        """Return what returns a line of a source, or None if the file is no source."""
        source = self.sources.get(path)
        return None if source is None else lambda line: self._line(source, line)

    def _line(self, source: Source, line: int) -> str:
        """Return a line of a source, which is cut into lines at the first finding in it."""
        if source.path not in self._lines:
            self._lines[source.path] = source.text.split("\n")
        lines, number = self._lines[source.path], line - source.first_line
        return lines[number] if 0 <= number < len(lines) else ""

    def reach(self, page: Page, entry: Entry | None = None) -> Reach:
        """Return the pages that the text of a page, or of an entry on it, speaks of."""
        return self.glossary.scopes.reach(entry) if entry else frozenset({page.path})

    def page_cards(self, page: str, url: str, excerpts: Iterable[str] = ()) -> str:
        """Return the templates of the entries that a page uses.

        Args:
            page: Its docs path.
            url: Its URL, relative to the root of the site.
            excerpts: HTML of other pages that it shows.
        """
        if not self.options.tooltips:
            return ""
        known = self.glossary.by_anchor  # an author's own HTML may name what is none
        linked = (anchor for html in excerpts for anchor in linked_in(html))
        shown = [known[anchor] for anchor in linked if anchor in known]
        entries = dict.fromkeys([*self.uses.entries_on(page), *shown])
        return placed("".join(map(self._template, entries)), url)

    def _template(self, entry: Entry) -> str:
        """Return the template of an entry, made once for all pages; empty if it has no card."""
        if entry not in self._templates:
            # Made only now: a site may lend thousands, of which a handful is used.
            card = self.cards.get(entry) or self.borrowed.card(entry)
            if card is not None:
                self.cards[entry] = card
            self._templates[entry] = template(entry, card, self.options.words) if card else ""
        return self._templates[entry]

    def spoken_of(self, page: str) -> Mentions:
        """Return the entries that each part of a page is to be found by.

        The glossary page has all labels of an entry that may be shown, and so lacks the others.
        """
        if page != self.options.page:
            return self.mentions.on(page)
        hidden = [entry for entry in self.layout.entries if entry.hidden and self.options.search]
        return {entry.anchor: [entry] for entry in hidden}

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

    def copied(self, html: str) -> str:
        """Return the content of a page for one that shows all pages, where ids must differ."""
        html = fill_backlinks(html, lambda _: (), self.options.words)
        return without_fragments(fill_tools(html, ""))

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

    def begun(self) -> Build:
        """Return a build of the same glossary, with its cards, in which nothing is converted."""
        return replace(
            self,
            findings=[],
            uses=UseIndex(),
            mentions=MentionIndex(),
            acronyms=AcronymIndex(),
            pages={},
            _silences={},
            _lines={},
        )

    def finish(self, *, has_all_pages: bool = True) -> list[Diagnostic]:
        """Return all findings of the build, each once, sorted by place.

        Args:
            has_all_pages: Whether all pages are converted, and it shows what none of them says.
        """
        of_site = self._site_findings() if has_all_pages else ()
        found = dict.fromkeys([*self.findings, *of_site])
        heard = [finding for finding in found if not self._is_silent(finding)]
        heard += [finding for path in self._silences for finding in self._misnamed(path)]
        return sorted(heard, key=lambda finding: (finding.place, str(finding)))

    def _is_silent(self, finding: Diagnostic) -> bool:
        """Return whether an author has silenced the rule, on the page or in the block."""
        rule, place = finding.problem.rule, finding.place
        page = self.pages.get(place.path)
        if page is not None and rule in page.options.silent:
            return True
        return bool(place.line) and self._silence(place.path).covers(rule, place.line)

    def _silence(self, path: str) -> Silence:
        """Return the silent blocks of a file that has a finding."""
        if path not in self._silences:
            source, page = self.sources.get(path), self.pages.get(path)
            if source is not None:
                self._silences[path] = Silence(source.text, source.first_line)
            else:
                self._silences[path] = Silence(page.read() if page is not None else "")
        return self._silences[path]

    def _misnamed(self, path: str) -> Iterator[Diagnostic]:
        """Yield the comments of a file that silence what is no rule."""
        for line, name in self._silences[path].unknown:
            yield Diagnostic(Place(path, line), Problem.UNKNOWN_RULE, name)

    def _site_findings(self) -> Iterator[Diagnostic]:
        """Yield what only shows when all pages are known."""
        for entry in self.uses.unused(self.glossary):
            yield Diagnostic(entry.place, Problem.UNUSED_ENTRY, entry.term)
        yield from circular(self.uses.in_definitions())
        yield from self_defining(self.layout.entries, self._description, self.matcher)
        yield from self.acronyms.findings(self.glossary)


def start_build(  # noqa: PLR0913 - each is what another reader has found
    options: Options,
    parsed: Sequence[Parsed],
    findings: Sequence[Diagnostic] = (),
    *,
    docs: Docs | None = None,
    sections: Mapping[str, Sequence[TermSection]] | None = None,
    borrowed: Borrowed = NOTHING_BORROWED,
) -> Build:
    """Make a build of the sources.

    Args:
        options: What the user decided.
        parsed: The sources, the page itself first if there is one.
        findings: What was wrong with reading them.
        docs: The files of the site.
        sections: The entries that ordinary pages define, by docs path; they are among the sources.
        borrowed: What is borrowed from other sites.
    """
    docs = docs or Docs()
    own = [finding for source in parsed for finding in source.findings]
    parsed = explained(parsed)
    layout = lay_out(parsed, sort=options.sort, title=options.words.glossary)
    entries = [entry for source in parsed for entry in source.entries]
    glossary = Glossary(entries, options.comparison, docs.pages_of, borrowed.glossaries)
    return Build(
        options=options,
        glossary=glossary,
        layout=layout,
        other_anchors=frozenset().union(*(source.anchors for source in parsed)),
        matcher=Matcher(chain(glossary.forms(), borrowed.forms()), options.comparison),
        prose=ProseCheck(glossary, options.rules),
        findings=[*findings, *own, *glossary.findings],
        docs=docs,
        sources={source.source.path: source.source for source in parsed if source.source.text},
        sections=sections or {},
        borrowed=borrowed,
    )
