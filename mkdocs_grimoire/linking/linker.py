"""Decides which labels of a document are linked, and puts the links into its tree."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import merge
from operator import attrgetter
from typing import NamedTuple, Protocol
from xml.etree.ElementTree import Element

from mkdocs_grimoire.glossary.matcher import Matcher
from mkdocs_grimoire.linking.decisions import Decision, Verdict
from mkdocs_grimoire.linking.links import Link, insert_links
from mkdocs_grimoire.linking.uses import Section, Use
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.scopes import Reach
from mkdocs_grimoire.text.addresses import without_addresses_and_formulas
from mkdocs_grimoire.text.elements import HEADINGS, Closure
from mkdocs_grimoire.text.flat import FlatText

PAIR_OPENS = re.compile(r"\s*[(\uff08]\s*")
"""What stands between the two labels of a pair such as `Low-Rank Adaptation (LoRA)`."""

PAIR_CLOSES = re.compile(r"\s*[)\uff09]")
"""What stands after it."""

SPOKEN = frozenset({None, Closure.HEADING, Closure.LINK, Closure.ABBREVIATION})
"""Where a text speaks of what it names, though it may not be linked there."""


class Autolink(StrEnum):
    """Which occurrences of an entry are linked."""

    PAGE = "page"
    """The first on a page."""
    SECTION = "section"
    """The first under each heading."""
    ALL = "all"
    """Every one."""
    OFF = "off"
    """None."""


Mentioned = defaultdict[Element | None, dict[Entry, None]]
"""The entries that the text below each heading names, in its order; None is before the first."""


class Document(Protocol):
    """What the converter of a document knows of it."""

    atomic: type[str]
    """The type of a node's text that nobody may touch."""

    def raw(self, number: int) -> str:
        """Return the raw HTML that a placeholder of Python-Markdown stands for."""

    def section(self, heading: Element) -> Section | None:
        """Return the section that a heading begins, or None for the title of the page."""

    def reach(self, entry: Entry | None) -> Reach:
        """Return the pages that the document's text, or that of a definition in it, speaks of."""

    def href(self, entry: Entry) -> str:
        """Return the link from the document to an entry."""


class _Candidate(NamedTuple):
    """A stretch of the text that names an entry: an occurrence, or a link that the author made."""

    start: int
    end: int
    entry: Entry
    reference: Element | None = None


BEFORE = -1
"""Where a use is that stands before the document."""


@dataclass(slots=True)
class _Scope:
    """Where the walk is, and which entries have been used there."""

    heading: Element | None = None
    last_heading: Element | None = None  # that of footnotes as well, which have no section
    definition_of: Entry | None = None
    own: AbstractSet[Entry] = frozenset()
    seen: dict[Entry, int] = field(default_factory=dict)
    placed: set[Entry] = field(default_factory=set)


class Asked(NamedTuple):
    """What is to be noted of a document beside its uses; None is what nobody asks for."""

    places: Counter[Entry] | None = None
    """How many places of the page use each entry so far; the next is given its own fragment."""
    trace: list[Decision] | None = None
    """What is decided on each stretch that names an entry."""
    mentions: Mentioned | None = None
    """What the text speaks of."""


NOTHING_ASKED = Asked()


class Linker:
    """Links one document, nothing more."""

    def __init__(
        self,
        matcher: Matcher,
        document: Document,
        autolink: Autolink,
        asked: Asked = NOTHING_ASKED,
    ) -> None:
        """Prepare.

        Args:
            matcher: Finds the labels.
            document: What the document's converter knows.
            autolink: Which occurrences are linked.
            asked: What is to be noted; it is added to.
        """
        self._places, self._trace, self._mentions = asked
        self._matcher = matcher
        self._document = document
        self._autolink = autolink
        self._scope = _Scope()
        self._last: _Candidate | None = None
        self._uses: list[Use] = []
        self._links: list[Link] = []
        self.flat: FlatText | None = None
        """The text of the document, as soon as it is linked."""

    def link(
        self,
        root: Element,
        references: dict[Element, Entry],
        definitions: dict[Element, Entry | None],
        sections: Mapping[Element, AbstractSet[Entry]] | None = None,
        before: Iterable[Entry] = (),
    ) -> list[Use]:
        """Link the occurrences in the document.

        Args:
            root: The document, its headings with their ids. It is changed in place.
            references: The links that the author made; they count as uses.
            definitions: The elements that begin an entry's definition, or text that belongs to
                none (None). Each definition counts as a page of its own, and its own entry is not
                linked in it.
            sections: The elements of an ordinary page at which other sections of entries begin or
                end, and those entries: none is linked in its own, which is a part of the page.
            before: The entries that are used before the document, where it is a part of a text.

        Returns:
            The uses, references included, in the order of the document.
        """
        document = self._document
        self._scope.seen = dict.fromkeys(before, BEFORE)
        flat = self.flat = FlatText(root, document.raw, document.atomic, definitions)
        landmarks = iter([*flat.landmarks, (len(flat.text) + 1, root)])
        position, element = next(landmarks)
        for candidate in self._candidates(flat, references, definitions):
            while position <= candidate.start:
                self._pass(element, definitions, sections or {})
                position, element = next(landmarks)
            self._take(flat, candidate)
        insert_links(flat, self._links, document.href)
        return self._uses

    def _pass(
        self,
        element: Element,
        definitions: dict[Element, Entry | None],
        sections: Mapping[Element, AbstractSet[Entry]],
    ) -> None:
        """Pass a landmark: another section, another definition, or the footnotes."""
        scope = self._scope
        scope.heading = element if element.tag in HEADINGS else None
        scope.last_heading = scope.last_heading if scope.heading is None else scope.heading
        scope.placed.clear()
        if element in definitions:
            scope.definition_of = definitions[element]
            scope.own = {scope.definition_of} if scope.definition_of else frozenset()
        if element in sections:
            scope.own = sections[element]
        if element in definitions or self._autolink is Autolink.SECTION:
            scope.seen.clear()

    def _take(self, flat: FlatText, candidate: _Candidate) -> None:
        """Note a use, and the link to be made of it."""
        start, end, entry, reference = candidate
        is_wanted = reference is not None or self._wants(entry)
        if not is_wanted and self._trace is None and self._is_mentioned(entry):
            return  # as most: a text that uses a word uses it again and again
        closure = None if reference is not None else flat.closure(start, end)
        if closure in SPOKEN:
            self._mention(entry)
        if closure is not None or not is_wanted:
            self._note(candidate, closure or self._unwanted(entry))
            return
        if self._completes_pair(flat.text, candidate):
            self._note(candidate, Verdict.PAIR)
            return
        self._note(candidate, Verdict.REFERENCE if reference is not None else Verdict.FIRST)
        self._last = candidate
        self._scope.seen.setdefault(entry, start)
        self._uses.append(self._use(flat.text[start:end], candidate))

    def _use(self, surface: str, candidate: _Candidate) -> Use:
        """Return a use, and note the link to be made of it."""
        start, end, entry, reference = candidate
        fragment = self._fragment(entry)
        if reference is None:
            self._links.append(Link(start, end, entry, fragment))
        elif fragment:
            fragment = reference.attrib.setdefault("id", fragment)
        owner = self._scope.definition_of
        return Use(entry, surface, reference is not None, self._section(), owner, fragment)

    def _is_mentioned(self, entry: Entry) -> bool:
        """Return whether nobody has to be told that the text here names an entry."""
        if self._mentions is None:
            return True
        return entry in self._mentions.get(self._scope.last_heading, ())

    def _mention(self, entry: Entry) -> None:
        """Note that the text below the last heading names an entry."""
        if self._mentions is not None:
            self._mentions[self._scope.last_heading][entry] = None

    def _unwanted(self, entry: Entry) -> Verdict:
        """Return why an occurrence is not wanted."""
        return Verdict.OWN if entry in self._scope.own else Verdict.SEEN

    def _note(self, candidate: _Candidate, verdict: Verdict | Closure) -> None:
        """Tell whoever asks why what is decided."""
        if self._trace is not None:
            start, end, entry, _ = candidate
            before = self._last.start if self._last and verdict is Verdict.PAIR else start
            first = self._scope.seen.get(entry, start) if verdict is Verdict.SEEN else before
            self._trace.append(Decision(start, end, entry, verdict, first))

    def _completes_pair(self, text: str, candidate: _Candidate) -> bool:
        """Return whether an occurrence only says what the last use has said: `Long Form (LF)`."""
        last = self._last
        if last is None or last.entry is not candidate.entry or candidate.reference is not None:
            return False
        return (
            PAIR_OPENS.fullmatch(text, last.end, candidate.start) is not None
            and PAIR_CLOSES.match(text, candidate.end) is not None
        )

    def _fragment(self, entry: Entry) -> str:
        """Return the fragment of a use, if it is the first of its entry in its section."""
        scope = self._scope
        is_counted = scope.definition_of is None and not entry.inventory
        if self._places is None or not is_counted or entry in scope.placed:
            return ""
        scope.placed.add(entry)
        self._places[entry] += 1
        number = self._places[entry]
        return f"use-{entry.anchor}" if number == 1 else f"use-{entry.anchor}-{number}"

    def _section(self) -> Section | None:
        """Return the section that the walk is in; a definition has none, being one itself."""
        heading = self._scope.heading
        if heading is None or self._scope.definition_of is not None:
            return None
        return self._document.section(heading)

    def _wants(self, entry: Entry) -> bool:
        """Return whether an occurrence of an entry is to be linked here."""
        if entry.url and not self._document.href(entry):
            return False  # it would lead to the page that it stands on
        if entry in self._scope.own:
            return False
        return self._autolink is Autolink.ALL or entry not in self._scope.seen

    def _candidates(
        self,
        flat: FlatText,
        references: dict[Element, Entry],
        definitions: dict[Element, Entry | None],
    ) -> Iterable[_Candidate]:
        """Return what names an entry in a document, in order."""
        marked = [
            _Candidate(start, start + len("".join(link.itertext())), references[link], link)
            for start, link in flat.links
            if link in references
        ]
        if self._autolink is Autolink.OFF:
            return marked
        found = self._found(without_addresses_and_formulas(flat), flat, definitions)
        return merge(marked, found, key=attrgetter("start")) if marked else found

    def _found(
        self, text: str, flat: FlatText, definitions: dict[Element, Entry | None]
    ) -> Iterator[_Candidate]:
        """Yield the occurrences in a text, each definition speaking of pages of its own."""
        reach = self._document.reach
        begins = [
            (start, definitions[element])
            for start, element in flat.landmarks
            if self._matcher.has_reaches and element in definitions
        ]
        ends = [*(start for start, _ in begins), len(text)]
        for (start, owner), end in zip([(0, None), *begins], ends, strict=True):
            part = text[start:end] if begins else text
            for match in self._matcher.find(part, reach(owner)):
                yield _Candidate(start + match[0], start + match[1], match[2])
