"""Says of each stretch of a page that is or might be a use why it is linked, or why it is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_grimoire.builds.build import Build, Reading
from mkdocs_grimoire.command.loose import LooseMatcher, Stretch
from mkdocs_grimoire.command.refusals import Refusals
from mkdocs_grimoire.findings.diagnostics import quoted
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.linking.decisions import Decision, Verdict
from mkdocs_grimoire.linking.linker import Autolink
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.text.addresses import EMAIL, URL, without_addresses_and_formulas
from mkdocs_grimoire.text.elements import Closure
from mkdocs_grimoire.text.flat import SEPARATOR
from mkdocs_grimoire.text.markup import FRONT, blank_code, line_starts

CLOSURES = {Closure.BROKEN: "markup breaks the word"}
"""What is said where a stretch does not stand in something."""

FIRST = {
    Autolink.PAGE: "the first use on the page",
    Autolink.SECTION: "the first use under its heading",
    Autolink.ALL: "as every use is",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a stretch of a page is linked, or not."""

    place: Place
    """Where it is written."""
    surface: str
    """Its words."""
    entry: Entry
    """The entry that has them as a label."""
    reason: str
    """The rule, as a clause."""
    is_linked: bool
    """Whether it is linked."""

    def __str__(self) -> str:
        verdict = "linked" if self.is_linked else "not linked"
        surface = quoted(" ".join(self.surface.split()))
        return f"{self.place.exact}: {surface} → {self.entry.term}: {verdict}, {self.reason}"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a page."""

    path: str
    """Docs path of the page, or path of a source that is shown on it."""
    line: int = 0
    """The line that is asked about; 0 for all."""
    word: str = ""
    """The word that is asked about; empty for all."""
    is_source: bool = False
    """Whether it is a source, of whose page others are sources as well."""

    def answer(self, explanations: Iterable[Explanation], glossary: Glossary) -> list[str]:
        """Return the lines that answer it.

        Args:
            explanations: Those of the page.
            glossary: The entries.
        """
        wanted = glossary.resolve(self.word) if self.word else None
        found = [
            str(each)
            for each in explanations
            if self._is_about(each.place)
            and (_folded(self.word) in _folded(each.surface) or each.entry is wanted)
        ]
        return found or [f"{self}: {self._nothing(wanted, glossary)}"]

    def _is_about(self, place: Place) -> bool:
        is_there = place.path == self.path or not (self.line or self.is_source)
        return is_there and self.line in {0, place.line}

    def _nothing(self, wanted: Entry | None, glossary: Glossary) -> str:
        """Return what is said where no stretch is meant."""
        if not self.word:
            return "no label of the glossary stands there"
        if wanted is not None:
            return f"{quoted(self.word)} → {wanted.term}: it does not stand in the text there"
        folded = _folded(self.word)
        avoiding = [each for each in glossary.entries if folded in map(_folded, each.avoid)]
        if avoiding:
            return f"{quoted(self.word)} is no label, but a wording that {avoiding[0].term} avoids"
        nearest = glossary.nearest(self.word)
        hint = f" Did you mean {quoted(nearest)}?" if nearest else ""
        return f"{quoted(self.word)} is no label.{hint}"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


def split_place(name: str) -> tuple[str, int]:
    """Return the path and the line of `path`, `path:line` or `path:line:column`; 0 for no line."""
    found = re.fullmatch(r"(?P<path>.+?)(?::(?P<line>\d+)(?::\d+)?)?", name)
    return (found["path"], int(found["line"] or 0)) if found else (name, 0)


class Why:
    """Explains documents, nothing more; what it knows is the glossary's."""

    def __init__(self, build: Build) -> None:
        """Index the labels of a build's glossary."""
        self._build = build
        self._loose = LooseMatcher(build.glossary)
        self._refusals = Refusals(build.glossary)

    def explain(self, readings: Sequence[Reading]) -> list[Explanation]:
        """Return the explanations of the documents of one page, in the order of places."""
        in_code = [found for reading in readings[:1] for found in self._in_code(reading)]
        written = {_folded(found.surface) for found in in_code}
        found = [
            explanation
            for reading in readings
            for explanation in _Document(reading, self._build, self._refusals).explain(
                self._loose, written
            )
        ]
        return sorted([*in_code, *found], key=lambda explanation: explanation.place)

    def _in_code(self, reading: Reading) -> Iterator[Explanation]:
        """Yield what stands in the code of a page, much of which its text does not have."""
        text = reading.page.read()
        front = FRONT.match(text)
        code = _code_alone(text, front.end() if front else 0)
        starts = line_starts(text)
        end = 0
        for stretch in _longest(self._loose.find(code)):
            if stretch.start >= end:
                end = stretch.end
                line = sum(start <= stretch.start for start in starts)
                place = Place(reading.page.path, line, stretch.start - starts[line - 1] + 1)
                surface, reason = text[stretch.start : stretch.end], _stands_in(Closure.CODE)
                yield Explanation(place, surface, stretch.claims[0].entry, reason, is_linked=False)


class _Document:
    """One document, and where its stretches are written."""

    def __init__(self, reading: Reading, build: Build, refusals: Refusals) -> None:
        self._reading = reading
        self._text = reading.text.flat.text
        self._open = without_addresses_and_formulas(reading.text.flat)
        self._refusals = refusals
        self._candidates = _candidates(reading, build)
        self._linked = [each for each in reading.decisions if each.is_linked]
        self._places: dict[tuple[int, int], Place] = {}
        self._by_start: dict[int, Place] = {}

    def explain(self, loose: LooseMatcher, written: set[str]) -> Iterator[Explanation]:
        """Yield an explanation for each stretch, those that `written` has in code left out.

        Args:
            loose: Finds what might be a use.
            written: The surfaces that have been found in the code of the file.
        """
        decided = {(each.start, each.end) for each in self._reading.decisions}
        others = [found for found in loose.find(self._text) if found[:2] not in decided]
        # In their order, by which repeated words are told apart.
        for span in sorted({*decided, *(found[:2] for found in others)}):
            if self._is_written(span, written):
                place = self._place(span)
                self._places[span] = self._by_start[span[0]] = place
        yield from (self._decided(each) for each in self._decisions() if self._is_placed(each))
        for stretch in others:
            if stretch[:2] in self._places:
                yield from self._refused(stretch)

    def _is_written(self, span: tuple[int, int], written: set[str]) -> bool:
        """Return whether the author wrote a stretch, and not where it has been found already."""
        closure = self._reading.text.flat.closure(*span)
        if closure is Closure.OWN:
            return any(span == (link.start, link.end) for link in self._linked)
        return closure is not Closure.CODE or _folded(self._text[slice(*span)]) not in written

    def _place(self, span: tuple[int, int]) -> Place:
        """Return where a stretch is written; an entry's heading is no part of its definition."""
        start, text = span[0], self._reading.text
        begins = max((begin for begin, _ in text.origins if begin <= start), default=0)
        is_first_block = SEPARATOR not in self._text[begins:start].lstrip(SEPARATOR)
        if begins and is_first_block and text.flat.closure(*span) is Closure.HEADING:
            return next(origin.whole for begin, origin in text.origins if begin == begins)
        return text.place(*span)

    def _is_placed(self, decision: Decision) -> bool:
        return (decision.start, decision.end) in self._places

    def _decisions(self) -> list[Decision]:
        """Return one decision for each stretch: a reference is in a link as well."""
        kept: dict[tuple[int, int], Decision] = {}
        for decision in self._reading.decisions:
            known = kept.get((decision.start, decision.end))
            if known is None or not known.is_linked:
                kept[decision.start, decision.end] = decision
        return list(kept.values())

    def _explanation(
        self, span: tuple[int, int], entry: Entry, reason: str, *, is_linked: bool = False
    ) -> Explanation:
        surface = self._text[slice(*span)]
        return Explanation(self._places[span], surface, entry, reason, is_linked=is_linked)

    def _decided(self, decision: Decision) -> Explanation:
        """Return why a candidate is linked or not."""
        span = decision.start, decision.end
        reason = self._reason(decision)
        return self._explanation(span, decision.entry, reason, is_linked=decision.is_linked)

    def _reason(self, decision: Decision) -> str:
        verdict = decision.verdict
        if isinstance(verdict, Closure):
            return _stands_in(verdict)
        if verdict is Verdict.FIRST:
            return FIRST[self._reading.page.options.autolink]
        if verdict is Verdict.SEEN:
            return f"used already {self._line_of(decision)}"
        if verdict is Verdict.PAIR:
            return f"the label before it says the same, linked {self._line_of(decision)}"
        return {Verdict.REFERENCE: "a reference", Verdict.OWN: "it is its own definition"}[verdict]

    def _line_of(self, decision: Decision) -> str:
        """Return where the use stands that stands for a candidate."""
        place = self._by_start.get(decision.first, Place(""))
        return f"on line {place.line}" if place.line else "before"

    def _refused(self, stretch: Stretch) -> Iterator[Explanation]:
        """Yield why a stretch is no candidate: once for all entries, or for each of them."""
        reason = self._common_reason(stretch)
        if reason:
            yield self._explanation(stretch[:2], stretch.claims[0].entry, reason)
            return
        there = self._reading.text.reach(stretch.start)
        for claim, why in self._refusals.of(stretch, there):
            yield self._explanation(stretch[:2], claim.entry, why)

    def _common_reason(self, stretch: Stretch) -> str:
        """Return why nothing would be linked there, whatever entry has the words, or nothing."""
        start, end = stretch[:2]
        longer = next((each for each in self._candidates if _covers(each, stretch)), None)
        if longer is not None:
            surface = " ".join(self._text[longer.start : longer.end].split())
            return f"a part of {quoted(surface)} ({longer.entry.term})"
        if "\x00" in self._open[start:end]:
            is_address = any(
                _within(found.span(), stretch)
                for address in (URL, EMAIL)
                for found in address.finditer(self._text)
            )
            return "in a URL or an e-mail address" if is_address else _stands_in(Closure.MATH)
        closure = self._reading.text.flat.closure(start, end)
        if closure is not None:
            return _stands_in(closure)
        options = self._reading.page.options
        return f"switched off by {options.decider}" if options.autolink is Autolink.OFF else ""


def _candidates(reading: Reading, build: Build) -> list[Decision]:
    """Return what was looked at, and on a page without links what would have been."""
    if reading.page.options.autolink is not Autolink.OFF:
        return list(reading.decisions)
    text = reading.text
    found = build.matcher.find(text.flat.text, text.reach(0))
    return [*reading.decisions, *(Decision(*match, Verdict.SEEN) for match in found)]


def _covers(candidate: Decision, stretch: Stretch) -> bool:
    """Return whether a candidate has some of the characters of a stretch, and is another."""
    if (candidate.start, candidate.end) == stretch[:2]:
        return False
    return (
        candidate.start < stretch.end
        and stretch.start < candidate.end
        and (candidate.end - candidate.start >= stretch.end - stretch.start)
    )


def _within(span: tuple[int, int], stretch: Stretch) -> bool:
    return span[0] < stretch.end and stretch.start < span[1]


def _longest(stretches: Iterator[Stretch]) -> list[Stretch]:
    """Return stretches, the longest of those that begin at one place first."""
    return sorted(stretches, key=lambda stretch: (stretch.start, -stretch.end))


def _stands_in(closure: Closure) -> str:
    return CLOSURES.get(closure, f"in {closure}")


def _folded(surface: str) -> str:
    return " ".join(surface.casefold().split())


def _code_alone(text: str, start: int) -> str:
    """Return a text of the same length that has the code of another, and nothing else."""
    visible = blank_code(text, keeps_comments=True)
    kept = "".join(
        char if char != other or char.isspace() else "\x00"
        for char, other in zip(text, visible, strict=True)
    )
    return " " * start + kept[start:]
