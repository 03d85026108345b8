"""What a text says against the glossary: wordings to avoid, acronyms spelled out otherwise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Edit, Problem, Rule, quoted
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.forms import Form, form, inflections
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.glossary.matcher import Matcher
from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.sources.origin import Origin
from mkdocs_grimoire.sources.scopes import Reach, holds
from mkdocs_grimoire.text.acronyms import introduced, is_long_form, split_pair
from mkdocs_grimoire.text.addresses import without_addresses_and_formulas
from mkdocs_grimoire.text.elements import Closure
from mkdocs_grimoire.text.english import plural_words
from mkdocs_grimoire.text.flat import FlatText
from mkdocs_grimoire.text.words import has_inner_capital

AUTHORS_OWN = frozenset({None, Closure.HEADING, Closure.BROKEN})
"""Where the words are the author's own, though not all of it is linked."""

QUOTE_MARKS = frozenset(
    "\"'\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f"
)

GAP = re.compile(r"\s+|[-\u2010\u2011]")
"""What parts two words; matching takes a hyphen for a space, an author who lists a wording not."""


class Text(NamedTuple):
    """The text of a document, and where it was written."""

    flat: FlatText
    """What a reader reads."""
    origins: Sequence[tuple[int, Origin]]
    """Where each part was written, and the index at which it begins, the first being 0."""

    def _origin(self, position: int) -> Origin:
        return self.origins[bisect_right(self.origins, position, key=itemgetter(0)) - 1][1]

    def place(self, start: int, end: int) -> Place:
        """Return the place of a stretch."""
        return self._origin(start).locate(self.flat.text, start, end)

    def reach(self, position: int) -> Reach:
        """Return the pages that the text at an index speaks of."""
        return self._origin(position).reach


class ProseCheck:
    """Checks the text of documents, nothing more; what it knows is the glossary's."""

    def __init__(self, glossary: Glossary, rules: frozenset[Rule]) -> None:
        """Prepare.

        Args:
            glossary: The entries.
            rules: The rules that are looked for; others cost nothing.
        """
        self._glossary = glossary
        self._rules = rules
        self._labels = {label for entry in glossary.entries for label in entry.labels}
        self._avoiding: dict[Entry, Entry] = {}
        self._matcher = self._new_matcher() if Rule.AVOID in rules else None

    def _new_matcher(self) -> Matcher | None:
        """Return what finds wordings to avoid, and labels, within which none is looked for."""
        comparison = self._glossary.comparison
        forms: list[Form] = []
        for entry in self._glossary.entries:
            # A match knows its entry only: another object stands for what the entry avoids.
            avoiding = replace(entry) if entry.avoid else entry
            for wording in entry.avoid:
                own = form(wording, avoiding, comparison)
                if own is not None:
                    forms += [own, *(inflections(own) if comparison.plurals else ())]
                    self._avoiding[avoiding] = entry
        return Matcher([*self._glossary.forms(), *forms], comparison) if forms else None

    def check(self, text: Text) -> Iterator[Diagnostic]:
        """Yield what a document says against the glossary."""
        if self._matcher is not None:
            yield from self._wordings(self._matcher, text)
        if Rule.EXPANSION in self._rules and "(" in text.flat.text:
            yield from self._expansions(text)

    def _wordings(self, matcher: Matcher, text: Text) -> Iterator[Diagnostic]:
        """Yield the wordings that an entry says to avoid."""
        for start, end, found in matcher.find(without_addresses_and_formulas(text.flat)):
            surface = text.flat.text[start:end]
            entry = self._avoiding.get(found, found)
            if not self._is_meant(surface, entry, is_label=found is entry):
                continue
            reach = self._glossary.scopes.reach(entry)
            if _is_authors_own(text.flat, start, end) and holds(reach, text.reach(start)):
                better = in_place_of(surface, entry)
                edit, problem = Edit(surface, better), Problem.AVOIDED_WORDING
                yield Diagnostic(text.place(start, end), problem, surface, "", better, edit)

    def _is_meant(self, surface: str, entry: Entry, *, is_label: bool) -> bool:
        """Return whether a surface is a wording to avoid, hyphens and all, and no label.

        Args:
            surface: What was found.
            entry: What it was found for.
            is_label: Whether it was found as a label, which a wording may be but for its hyphens.
        """
        written = " ".join(surface.split())
        if not entry.avoid or written in self._labels:
            return False
        if is_label:
            return written.casefold() in {wording.casefold() for wording in entry.avoid}
        return any(_gaps(wording) == _gaps(surface) for wording in entry.avoid)

    def _means(self, long: str, short: str, reach: Reach) -> bool:
        """Return whether a long form is the glossary's, acronyms in it spelled out or not."""
        spelled_out = (
            long.replace(word, label)
            for word in long.split()
            if word in self._labels and (inner := self._glossary.labelled(word, reach))
            for label in _long_forms(inner, word)
        )
        entries = self._glossary.having(short)
        texts = (long, *spelled_out)
        return any(self._glossary.is_named(entry, text) for entry in entries for text in texts)

    def _is_label(self, text: str) -> bool:
        return text in self._labels

    def _expansions(self, text: Text) -> Iterator[Diagnostic]:
        """Yield the acronyms that are spelled out otherwise than in the glossary."""
        for short, start, end in introduced(text.flat.text, self._is_label):
            reach = text.reach(start)
            entry = self._glossary.labelled(short, reach)
            is_read = text.flat.closure(start, end) in {*AUTHORS_OWN, Closure.LINK}
            if entry is None or not is_read:
                continue
            known = next(_long_forms(entry, short), "")
            long = " ".join(text.flat.text[start:end].split())
            if known and not self._means(long, short, reach):
                detail = f"{quoted(long)}, in the glossary as {quoted(known)}"
                yield Diagnostic(text.place(start, end), Problem.OTHER_EXPANSION, short, detail)


def _long_forms(entry: Entry, short: str) -> Iterator[str]:
    """Yield the labels of an entry that spell an acronym out."""
    return (label for label in entry.labels if is_long_form(label, short))


def _gaps(text: str) -> list[str]:
    """Return what parts the words of a text: blanks and hyphens."""
    return [" " if gap.isspace() else "-" for gap in GAP.findall(text.strip())]


def _is_authors_own(flat: FlatText, start: int, end: int) -> bool:
    """Return whether a stretch is neither code nor a link, nor in quotes of any kind."""
    if flat.closure(start, end) not in AUTHORS_OWN or flat.is_quoted(start):
        return False
    return not {flat.text[start - 1], flat.text[end]} <= QUOTE_MARKS


def _label_for(surface: str, entry: Entry) -> str:
    """Return the term; of a pair, such as `Long Form (LF)`, the part that is meant."""
    long, short = split_pair(entry.term)
    if not long:
        return entry.term
    is_short = len(surface.split()) == 1 and len(surface) <= 2 * len(short)
    return short if is_short else long


def in_place_of(surface: str, entry: Entry) -> str:
    """Return the term as it stands in place of a wording: in its number, and its case.

    The first letter follows the wording unless the case of the term counts.
    """
    words = _label_for(surface, entry).split(" ")
    is_wording = surface.casefold() in {wording.casefold() for wording in entry.avoid}
    if not is_wording and surface.endswith("s"):
        words[-1] = next(plural_words(words[-1]), words[-1])
    if entry.case is not Case.EXACT and not has_inner_capital(words[0]):
        if surface[0].isupper():
            words[0] = words[0][:1].upper() + words[0][1:]
        else:
            words = [word if has_inner_capital(word) else word.lower() for word in words]
    return " ".join(words)
