"""What wants an entry: acronyms, names and introduced terms that the glossary does not have."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_grimoire.builds.build import Reading
from mkdocs_grimoire.findings.diagnostics import Rule
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.forms import Comparison, Form, form, inflections
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.glossary.matcher import Matcher
from mkdocs_grimoire.linking.acronym_index import AcronymIndex, entry_heading
from mkdocs_grimoire.linking.prose import Text
from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.text.acronyms import singular
from mkdocs_grimoire.text.english import singular_words
from mkdocs_grimoire.text.phrases import introduced_terms, names

ENOUGH = 3
"""Pages that use a name before it is one of the site's words."""

SEVERAL = 2
"""Pages that use what one of them introduces, or an acronym that none spells out."""


# fmt: off
FAMILIAR = frozenset({
    "CPU", "CSS", "CSV", "DELETE", "GET", "HEAD", "HOME", "HTML", "HTTP", "HTTPS", "ID", "IP",
    "JSON", "NAME", "OS", "PATCH", "PATH", "PC", "PDF", "POST", "PUT", "RAM", "UI", "URI", "URL",
    "USER", "XML", "YAML",
})
# fmt: on
"""Acronyms that every reader of technical pages knows, and words of protocols and shells."""

SHARE = 0.5
"""Share of a term's uses that are singular from which that is its name: not `GitHub Action`."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that wants an entry."""

    term: str
    """The word, singular if the pages have that."""
    long: str
    """What an acronym stands for, if a page says it."""
    pages: int
    """How many pages use it."""
    uses: int
    """How often they do."""
    first: Place
    """Where it is used first."""

    @property
    def entry(self) -> str:
        """The heading of its entry, ready to be pasted into a glossary."""
        return entry_heading(self.term, self.long)


class Collector:
    """Collects what pages say, nothing more; excluded pages say nothing."""

    def __init__(self) -> None:
        self._acronyms = AcronymIndex()
        self._texts: list[tuple[str, Text]] = []

    def read(self, reading: Reading) -> None:
        """Take note of a document."""
        if Rule.ACRONYM not in reading.page.options.silent:
            self._acronyms.add(reading.page.path, reading.text)
            self._texts.append((reading.page.path, reading.text))

    def suggestions(self, glossary: Glossary, site_name: str = "") -> list[Suggestion]:
        """Return what wants an entry, by number of pages and uses.

        Args:
            glossary: The entries that there are.
            site_name: The name of the site, which needs no entry.
        """
        acronyms = list(self._acronym_suggestions(glossary))
        spelled = frozenset(each.long for each in acronyms if each.long)
        phrases = self._phrases(glossary, _Known(glossary, site_name, spelled))
        return sorted([*acronyms, *phrases], key=lambda each: (-each.pages, -each.uses, each.term))

    def _acronym_suggestions(self, glossary: Glossary) -> Iterator[Suggestion]:
        for short, sighting in self._acronyms.unknown(glossary):
            pages, uses = len(sighting.uses), sighting.uses.total()
            if (pages >= SEVERAL and short not in FAMILIAR) or sighting.long:
                yield Suggestion(short, sighting.long, pages, uses, sighting.first)

    def _phrases(self, glossary: Glossary, known: _Known) -> Iterator[Suggestion]:
        """Yield the names and the introduced terms, counted on all pages."""
        found = _pages_of(self._texts, names, known.name)
        enough = dict.fromkeys(_merged(found), ENOUGH)
        introduced = _merged(_pages_of(self._texts, introduced_terms, known.term))
        for phrase in introduced:
            enough.setdefault(phrase, SEVERAL)
        matcher = Matcher([*known.forms(), *_forms(enough)], glossary.comparison)
        for phrase, sighting in _counted(self._texts, enough, matcher).items():
            if len(sighting.uses) >= enough[phrase] and sighting.first is not None:
                text, start, end = sighting.first
                pages, uses = len(sighting.uses), sighting.uses.total()
                yield Suggestion(sighting.name(phrase), "", pages, uses, text.place(start, end))


@dataclass(slots=True)
class _Sighting:
    """A phrase on the pages of a site."""

    first: tuple[Text, int, int] | None = None
    uses: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[str] = field(default_factory=Counter)

    def name(self, phrase: str) -> str:
        """Return a phrase as the pages have it, singular if that is not rare."""
        alike = sum(n for each, n in self.surfaces.items() if each.casefold() == phrase.casefold())
        is_rare = alike < SHARE * self.surfaces.total()
        return self.surfaces.most_common(1)[0][0] if is_rare else phrase


class _Known:
    """Knows which words need no entry."""

    def __init__(self, glossary: Glossary, site_name: str, spelled: frozenset[str]) -> None:
        self._glossary = glossary
        self._site = site_name.split()
        self._spelled = spelled
        self._folded = {each.casefold() for each in spelled}

    def forms(self) -> Iterator[Form]:
        """Yield what goes before a suggestion: labels, and what is suggested with its acronym."""
        yield from self._glossary.forms()
        yield from _forms(self._spelled, anchor="spelled")

    def name(self, words: list[str]) -> list[str]:
        """Return what wants an entry of a name: all but the site's own, or nothing."""
        while words and words[: len(self._site)] == self._site[: len(words)]:
            words = words[len(self._site) :]
        if len(words) < 2 or singular(words[-1]).isupper():  # noqa: PLR2004 - `Client ID` is an ID
            return []
        is_made_of_known = all(word.isupper() or self._has(word) for word in words)
        return [] if is_made_of_known else self.term(words)

    def term(self, words: list[str]) -> list[str]:
        """Return what wants an entry of a term: all of it, or nothing."""
        phrase = " ".join(words)
        one = " ".join([*words[:-1], next(iter(singular_words(words[-1])), words[-1])])
        is_spelled = {phrase.casefold(), one.casefold()} & self._folded
        return [] if is_spelled or self._has(phrase) else words

    def _has(self, phrase: str) -> bool:
        return self._glossary.is_known(phrase)


def _pages_of(
    texts: Iterable[tuple[str, Text]],
    find: Callable[..., Iterator[tuple[int, int]]],
    wanted: Callable[[list[str]], list[str]],
) -> dict[str, set[str]]:
    """Return the phrases that a function finds, each with the pages that have it."""
    pages: dict[str, set[str]] = defaultdict(set)
    for path, text in texts:
        for start, end in find(text.flat):
            words = wanted(text.flat.text[start:end].split())
            if words:
                pages[" ".join(words)].add(path)
    return pages


def _merged(found: Mapping[str, set[str]]) -> list[str]:
    """Return phrases without the plurals of others."""
    return [phrase for phrase in found if not any(each in found for each in _singulars(phrase))]


def _singulars(phrase: str) -> Iterator[str]:
    *before, last = phrase.split()
    for word in singular_words(last):
        yield " ".join([*before, word])


def _counted(
    texts: Sequence[tuple[str, Text]], phrases: Iterable[str], matcher: Matcher
) -> dict[str, _Sighting]:
    """Return where phrases are used, the longest where several begin."""
    sightings = {phrase: _Sighting() for phrase in phrases}
    for path, text in texts:
        for start, end, entry in matcher.find(text.flat.text):
            sighting = sightings.get(entry.term) if entry.anchor == "" else None
            if sighting is not None and text.flat.closure(start, end) is None:
                sighting.first = sighting.first or (text, start, end)
                sighting.uses[path] += 1
                sighting.surfaces[" ".join(text.flat.text[start:end].split())] += 1
    return sightings


def _forms(phrases: Iterable[str], anchor: str = "") -> Iterator[Form]:
    """Yield the forms of phrases, and of their plurals; a name keeps its capitals."""
    for phrase in phrases:
        is_name = all(word[0].isupper() for word in phrase.split())
        case = Case.EXACT if is_name else Case.SMART
        own = form(phrase, Entry(phrase, anchor, Place(""), phrase, case=case), Comparison())
        if own is not None:
            yield from [own, *inflections(own)]


def as_text(suggestions: Sequence[Suggestion]) -> str:
    """Return a line for each suggestion: the entry to paste, then what speaks for it."""
    width = max((len(each.entry) for each in suggestions), default=0)
    return "".join(
        f"{each.entry:{width}}  {_count(each.pages, 'page')}, {_count(each.uses, 'use')}, "
        f"first at {each.first.exact}\n"
        for each in suggestions
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def as_json(suggestions: Sequence[Suggestion]) -> str:
    """Return a list of the suggestions.

    Each has `term`, `long` (empty unless it is an acronym that a page spells out), `pages`, `uses`,
    `path`, `line` and `column` of the first use, and `entry`, a heading to be pasted.
    """
    items = [
        {
            "term": each.term,
            "long": each.long,
            "pages": each.pages,
            "uses": each.uses,
            "path": each.first.path,
            "line": each.first.line,
            "column": each.first.column,
            "entry": each.entry,
        }
        for each in suggestions
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


SUGGESTION_REPORTS: Mapping[str, Callable[[Sequence[Suggestion]], str]] = {
    "text": as_text,
    "json": as_json,
}
"""The formats by their names."""
