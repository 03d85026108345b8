"""What is done to one document on its way from Markdown to HTML, in three steps on its tree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol
from xml.etree.ElementTree import Element

from mkdocs_grimoire.builds.build import Build, Page, Reading
from mkdocs_grimoire.builds.formula_html import FormulaHtml
from mkdocs_grimoire.builds.options import Math
from mkdocs_grimoire.builds.page_options import PROSE_RULES
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem, Rule
from mkdocs_grimoire.lending.borrowing import settle
from mkdocs_grimoire.linking.decisions import Decision
from mkdocs_grimoire.linking.linker import Asked, Linker, Mentioned
from mkdocs_grimoire.linking.prose import Text
from mkdocs_grimoire.linking.references import References, Standpoint
from mkdocs_grimoire.linking.uses import Section
from mkdocs_grimoire.pages.cards import Card, card_content
from mkdocs_grimoire.pages.definitions import (
    Definition,
    Surroundings,
    complete,
    definitions_begin,
    find_definitions,
    find_raw,
    mark_entries,
    placeholders,
)
from mkdocs_grimoire.pages.raw_html import (
    RawHtml,
    close_blocks,
    close_tags,
    closed,
    loose_items,
)
from mkdocs_grimoire.pages.sections import restore_headings, sections_begin
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.origin import Origin
from mkdocs_grimoire.sources.paths import is_address, link_between
from mkdocs_grimoire.sources.scopes import Reach
from mkdocs_grimoire.text.flat import FlatText
from mkdocs_grimoire.text.formulas import Formula

HAS_MARKUP = re.compile("[&<>\x02]")
"""What makes the HTML of a text differ from it: it is escaped, or a placeholder begins."""


class Converter(RawHtml, Protocol):
    """What the converter of Markdown is asked."""

    atomic: type[str]
    """The type of a node's text that nobody may touch."""

    def title(self, heading: Element) -> str:
        """Return the text of a heading, as the table of contents has it."""

    def serialize(self, element: Element) -> str:
        """Return the HTML of an element, nothing in it being a placeholder."""


class Conversion:
    """The conversion of one document."""

    def __init__(
        self,
        build: Build,
        page: Page,
        converter: Converter,
        to_mathml: Callable[[Formula], str],
    ) -> None:
        """Begin.

        Args:
            build: The build at hand.
            page: The page that the document is.
            converter: What converts it.
            to_mathml: Converts a formula, or raises `ValueError` with the reason.
        """
        self._build = build
        self._page = page
        self._converter = converter
        self.raw, self.atomic = converter.raw, converter.atomic
        self.formulas = FormulaHtml(to_mathml)
        """Makes HTML of the formulas of the glossary page."""
        self._references: dict[Element, Entry] = {}
        self._origin = build.origin(page)
        self._origins: dict[Entry, Origin] = {}
        self._definitions: list[Definition] = []
        self._own_sections: list[Definition] = []
        self._hidden: dict[Element, dict[str, str]] = {}
        self._sections: dict[str, Section] = {}
        self._loose: set[int] = set()

    @property
    def is_glossary(self) -> bool:
        """Whether the document is the glossary page."""
        return self._build.is_glossary(self._page)

    @property
    def converts_formulas(self) -> bool:
        """Whether the formulas of the document become MathML."""
        return self.is_glossary and self._build.options.math is Math.MATHML

    def close_blocks(self, markdown: str) -> str:
        """Return the Markdown of the glossary page, in which no entry leaves raw HTML open."""
        markdown, loose = close_blocks(markdown, self._converter)
        entries = dict(enumerate(self._build.layout.entries)) if loose else {}
        for number, tag in loose:
            entry = None if number is None else entries.get(number)
            self._report_loose(self._build.origin(self._page, entry), tag)
        return markdown

    def resolve(self, root: Element) -> None:
        """Resolve what the author marked: references and, on the glossary page, the entries.

        This is the first step, when the text is a tree and headings have no ids yet.
        """
        references = self._new_references(root)
        if self.is_glossary:
            self._resolve_definitions(references, root)
        else:
            self._find_sections(root)
            references.resolve(root, self._origin)
        self._references = references.resolved
        if not self._page.is_excerpt:
            self._build.pages[self._page.path] = self._page
            self._build.findings += references.findings

    def _find_sections(self, root: Element) -> None:
        """Find the entries that the page defines itself."""
        sections = self._build.sections.get(self._page.path, ())
        if sections:
            entries = [section.entry for section in sections]
            self._own_sections = find_definitions(root, entries, self._converter.raw)
            restore_headings(self._own_sections, sections)

    def _new_references(self, root: Element) -> References:
        own = {element.get("id", "") for element in root.iter()} if self.is_glossary else set()
        build = self._build
        anchors = build.other_anchors | own
        at = Standpoint(self._page.path, build.options.page, anchors, build.docs)
        return References(build.glossary, at, self.href)

    def _resolve_definitions(self, references: References, root: Element) -> None:
        """Find the entries on the glossary page, resolve their links and complete them."""
        build, options = self._build, self._build.options
        found = find_definitions(root, build.layout.entries, self._converter.raw)
        self._origins = {
            definition.entry: build.origin(self._page, definition.entry) for definition in found
        }
        self._close_tags(root, found)
        self._resolve_by_owner(references, root, found)
        completed = complete(
            root,
            found,
            Surroundings(build.glossary, options.words, self.href, backlinks=options.backlinks),
        )
        references.resolved.update(completed.links)
        build.findings += completed.findings
        self._report_hidden(found)
        for definition in found if self.formulas.refused else ():
            self._report_refused(definition, self._origins[definition.entry])
        self._definitions = found

    def _close_tags(self, root: Element, found: list[Definition]) -> None:
        """Close the raw HTML that an entry, or a block beside them, leaves open."""
        self._loose = loose_items(self._converter.raw_items)
        if not self._loose:
            return
        inside = {block for definition in found for block in definition.elements}
        texts = [(self._origins[definition.entry], definition.elements) for definition in found]
        texts += [(self._origin, [child]) for child in root if child not in inside]
        for origin, blocks in texts:
            for tag in close_tags(blocks, self._loose, self._converter):
                self._report_loose(origin, tag)

    def _report_loose(self, origin: Origin, tag: str) -> None:
        """Report a tag that lacks its other half."""
        problem = Problem.STRAY_TAG if tag.startswith("</") else Problem.UNCLOSED_TAG
        self._build.findings.append(Diagnostic(origin.place(tag.rstrip(">")), problem, tag))

    def _resolve_by_owner(
        self,
        references: References,
        root: Element,
        found: list[Definition],
    ) -> None:
        """Resolve the links of the page, each in the source that its text comes from."""
        owners = {block: definition for definition in found for block in definition.elements}
        for child in root:
            owner = owners.get(child)
            references.resolve(child, self._origins[owner.entry] if owner else self._origin)
        # The paragraph that is only for the card is no part of the page, nor are its links uses.
        for definition in found:
            for link in definition.short.iter("a") if definition.short is not None else ():
                references.resolved.pop(link, None)

    def _report_hidden(self, found: list[Definition]) -> None:
        """Report the entries whose heading is none on the page, and which no link can reach."""
        shown = {definition.entry for definition in found}
        self._build.findings += [
            Diagnostic(entry.place, Problem.NOT_SHOWN, entry.term)
            for entry in self._build.layout.entries
            if entry not in shown
        ]

    def _report_refused(self, definition: Definition, origin: Origin) -> None:
        """Report the formulas of an entry that could not be converted."""
        for number in find_raw(definition, self.formulas.refused):
            formula, reason = self.formulas.refused[number]
            problem, place = Problem.REFUSED_FORMULA, origin.place(formula.tex)
            self._build.findings.append(Diagnostic(place, problem, formula.tex, reason))

    def link(self, root: Element) -> None:
        """Link the terms that stand in prose, and note all uses.

        This is the second step, when nothing changes the text any more and headings have their ids.
        """
        build, path = self._build, self._page.path
        # What a page includes may be converted apart, and its fragments must differ all the same.
        is_target = build.options.backlinks and not self._page.is_excerpt
        places = build.uses.places(path) if is_target else None
        trace: list[Decision] | None = [] if build.readers else None
        mentions = self._asked_mentions()
        asked = Asked(places, trace, mentions)
        linker = Linker(build.matcher, self, self._page.options.autolink, asked)
        begins = definitions_begin(root, self._definitions)
        sections = sections_begin(root, self._own_sections)
        before = build.used_before(self._page)
        uses = linker.link(root, self._references, begins, sections, before)
        before.update(use.entry for use in uses)
        self._hide_repeated()
        if linker.flat is None or self._page.is_excerpt:
            return
        build.uses.add(path, uses)
        self._note_mentions(mentions or {})
        text = Text(linker.flat, self._origins_in(linker.flat, begins))
        if not self._page.options.silent >= PROSE_RULES:
            self._check(text)
        for read in build.readers:
            read(Reading(self._page, text, trace or ()))

    def _hide_repeated(self) -> None:
        """Take the ids off headings that stand on a page of their own as well, for a moment.

        mkdocs-autorefs (0) would find two targets for one fragment, and warn of each link to it.
        """
        for definition in self._definitions:
            page, _, fragment = definition.entry.url.partition("#")
            if page in self._build.sections and fragment == definition.entry.anchor:
                self._hidden[definition.heading] = dict(definition.heading.attrib)
                definition.heading.attrib.pop("id", None)

    def _asked_mentions(self) -> Mentioned | None:
        """Return what is to be filled with what each section speaks of, if a search is to know."""
        is_asked = self._build.options.search and not self.is_glossary
        return defaultdict(dict) if is_asked else None

    def _note_mentions(self, mentions: Mapping[Element | None, Iterable[Entry]]) -> None:
        """Note which entries each section speaks of."""
        for heading, entries in mentions.items():
            anchor = "" if heading is None else heading.get("id", "")
            self._build.mentions.add(self._page.path, {anchor: entries})

    def _origins_in(
        self, flat: FlatText, begins: Mapping[Element, Entry | None]
    ) -> list[tuple[int, Origin]]:
        """Return where each part of the text was written."""
        origins = [(0, self._origin)]
        for start, element in flat.landmarks:
            if element in begins:
                owner = begins[element]
                origins.append((start, self._origins[owner] if owner else self._origin))
        return origins

    def _check(self, text: Text) -> None:
        """Note what the text says against the glossary."""
        self._build.findings += self._build.prose.check(text)
        if Rule.ACRONYM in self._build.options.rules:
            self._build.acronyms.add(self._page.path, text)

    def make_cards(self, root: Element) -> None:
        """Make the cards of the glossary page, take out what was only for them, mark the entries.

        Links to a site that is built beside this one become URLs before.

        This is the last step, when links are URLs.
        """
        for heading, attributes in self._hidden.items():
            heading.attrib.clear()
            heading.attrib.update(attributes)  # in their order
        if self._build.borrowed.is_beside:
            settle(root, self._page.url)
        for definition in self._definitions:
            self._build.cards[definition.entry] = self._card(definition)
        shorts = {found.short for found in self._definitions if found.short is not None}
        if shorts:
            root[:] = [child for child in root if child not in shorts]
        mark_entries(root, self._definitions)

    def _card(self, definition: Definition) -> Card:
        """Return the card of an entry."""
        title, block = self._title_html(definition.title), definition.first
        if block is None:
            return Card(title, "")
        content = self._converter.serialize(card_content(block, self._page.url))
        is_whole = not self._loose or self._loose.isdisjoint(placeholders(block))
        return Card(title, content if is_whole else closed(content))

    def _title_html(self, heading: Element) -> str:
        """Return the HTML of what is in a heading."""
        if not len(heading) and HAS_MARKUP.search(heading.text or "") is None:
            return heading.text or ""  # as most, which need no converter
        markup = self._converter.serialize(card_content(heading, self._page.url))
        return markup[markup.index(">") + 1 : markup.rindex("<")]

    def reach(self, entry: Entry | None) -> Reach:
        """Return the pages that the document's text, or that of a definition in it, speaks of."""
        return self._build.reach(self._page, entry)

    def href(self, entry: Entry) -> str:
        """Return the link from the document's source to an entry; the host makes a URL of it."""
        if not entry.url:
            return f"{self._page.to_glossary}#{entry.anchor}"
        if is_address(entry.url):
            return entry.url
        path, mark, fragment = entry.url.partition("#")
        return f"{link_between(self._page.path, path)}{mark}{fragment}"

    def section(self, heading: Element) -> Section | None:
        """Return the section that a heading begins, or None for the title of the page."""
        anchor = heading.get("id", "")
        if heading.tag == "h1" or not anchor:
            return None
        if anchor not in self._sections:
            self._sections[anchor] = Section(anchor, self._converter.title(heading))
        return self._sections[anchor]
