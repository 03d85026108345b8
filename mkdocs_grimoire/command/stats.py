"""A glossary in numbers: how much of it is used, where, and how deep its definitions go."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from mkdocs_grimoire.builds.build import Build
from mkdocs_grimoire.glossary.circles import ARROW
from mkdocs_grimoire.linking.uses import Use
from mkdocs_grimoire.sources.entry import Entry

MOST = 10
"""How many of the entries used most are listed."""

DEEPEST = 5
"""How many chains are listed."""

LONG = 60
"""Words from which a short form is long for a card."""

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Count:
    """How much an entry is used."""

    term: str
    """Its term."""
    uses: int
    """How often it is used outside the glossary page."""
    pages: int
    """How many pages use it."""


@dataclass(frozen=True, slots=True)
class Stats:
    """A glossary in numbers.

    Uses are those that are linked on pages, the glossary page apart; the site's `autolink` says
    which those are. The uses in definitions make the chains.
    """

    entries: int
    """Entries."""
    labels: int
    """Their labels."""
    pages: int
    """Pages of the site, without the glossary page."""
    pages_with_uses: int
    """Those of them that use an entry."""
    occurrences: int
    """Uses that the scan has linked."""
    references: int
    """Uses that authors marked."""
    used: int
    """Entries that a page uses."""
    orphans: tuple[str, ...]
    """Entries that no page uses, nor any definition of an entry in use."""
    most_used: tuple[Count, ...]
    """The entries used most."""
    chains: tuple[tuple[str, ...], ...]
    """The longest ways from an entry over those that its definition uses, one for each entry."""
    undefined: tuple[str, ...]
    """Entries without a definition."""
    long: tuple[str, ...]
    """Entries whose card has more words than is read at a glance, and that have no `short`."""

    @property
    def coverage(self) -> int:
        """The entries that a page uses, in per cent."""
        return PERCENT * self.used // self.entries if self.entries else 0


def stats(build: Build, pages: Iterable[str]) -> Stats:
    """Return the numbers of a build, all pages being converted.

    Args:
        build: The build.
        pages: Docs paths of the pages of the site.
    """
    glossary, paths = build.glossary, [page for page in pages if page != build.options.page]
    by_page = {page: build.uses.on(page) for page in paths}
    uses = [use for found in by_page.values() for use in found]
    entries = glossary.entries
    return Stats(
        entries=len(entries),
        labels=sum(len(set(entry.labels)) for entry in entries),
        pages=len(paths),
        pages_with_uses=sum(bool(found) for found in by_page.values()),
        occurrences=sum(not use.is_reference for use in uses),
        references=sum(use.is_reference for use in uses),
        used=len({use.entry for use in uses if not use.entry.inventory}),
        orphans=tuple(entry.term for entry in build.uses.unused(glossary)),
        most_used=tuple(_most_used(by_page)),
        chains=tuple(chains(build.uses.in_definitions())),
        undefined=tuple(entry.term for entry in entries if not entry.is_defined),
        long=tuple(entry.term for entry in entries if not entry.short and _is_long(build, entry)),
    )


def _most_used(by_page: Mapping[str, Iterable[Use]]) -> list[Count]:
    """Return the entries that have most uses."""
    uses = Counter(use.entry for found in by_page.values() for use in found)
    pages = Counter(entry for found in by_page.values() for entry in {use.entry for use in found})
    ranked = sorted(uses, key=lambda entry: (-uses[entry], -pages[entry], entry.term))
    return [Count(entry.term, uses[entry], pages[entry]) for entry in ranked[:MOST]]


def _is_long(build: Build, entry: Entry) -> bool:
    return entry in build.cards and len(build.cards[entry].text.split()) > LONG


def chains(definitions: Mapping[Entry, AbstractSet[Entry]]) -> list[tuple[str, ...]]:
    """Return the longest chains of definitions, none a part of another, the longest first.

    To understand the first of a chain one must read the others. Where definitions go round in a
    circle, each of them is one step, and the chain goes on from where it leaves the circle.
    """
    longest: dict[Entry, tuple[Entry, ...]] = {}
    for entry in _acyclic_order(definitions):
        following = [longest[other] for other in definitions.get(entry, ()) if other in longest]
        best = max(following, key=_length, default=())
        longest[entry] = (entry, *best)
    ranked = sorted(longest.values(), key=_length, reverse=True)
    found: list[tuple[Entry, ...]] = []
    for chain in ranked:
        if len(chain) > 1 and not any(chain[0] in other for other in found):
            found.append(chain)
    return [tuple(entry.term for entry in chain) for chain in found[:DEEPEST]]


def _length(chain: tuple[Entry, ...]) -> tuple[int, list[str]]:
    """Return by what chains are ranked: their lengths, and else their terms, so that it is sure."""
    return len(chain), [entry.term for entry in chain]


def _acyclic_order(definitions: Mapping[Entry, AbstractSet[Entry]]) -> list[Entry]:
    """Return entries so that each follows those that its definition uses.

    A link that would close a circle is left out: it leads to what the reader is at already.
    """
    order: dict[Entry, None] = {}
    begun: set[Entry] = set()
    for first in sorted(definitions, key=lambda entry: entry.place):
        waiting = [first]
        while waiting:
            entry = waiting[-1]
            begun.add(entry)
            others = sorted(definitions.get(entry, ()), key=lambda other: other.place)
            unread = [other for other in others if other not in begun]
            if unread:
                waiting.append(unread[0])
            else:
                order.setdefault(waiting.pop())
    return list(order)


def as_text(found: Stats) -> str:
    """Return the numbers as lines."""
    uses = found.occurrences + found.references
    lines = [
        f"{found.entries} entries, {found.labels} labels",
        f"{found.pages_with_uses} of {found.pages} pages use them",
        f"{uses} uses: {found.occurrences} occurrences, {found.references} references",
        f"{found.used} of {found.entries} entries are used on pages ({found.coverage} %)",
        *_listed("used by nothing", found.orphans),
        *_listed("without a definition", found.undefined),
        *_listed(f"more than {LONG} words in the card", found.long),
        *_table("used most", map(_use_row, found.most_used)),
        *_table("to understand the first, read so many others", map(_chain_row, found.chains)),
    ]
    return "".join(f"{line}\n" for line in lines)


def _use_row(count: Count) -> str:
    pages = "page" if count.pages == 1 else "pages"
    return f"{count.uses:5} on {count.pages} {pages}: {count.term}"


def _chain_row(chain: tuple[str, ...]) -> str:
    return f"{len(chain) - 1:5}: {ARROW.join(chain)}"


def _listed(title: str, terms: tuple[str, ...]) -> list[str]:
    return [f"{len(terms)} {title}: {', '.join(terms)}"] if terms else []


def _table(title: str, rows: Iterable[str]) -> list[str]:
    found = list(rows)
    return [f"{title}:", *found] if found else []


def as_json(found: Stats) -> str:
    """Return the numbers as an object.

    Its keys: `entries`, `labels`, `pages`, `pages_with_uses`, `occurrences`, `references`, `used`
    (entries), `coverage` (per cent), `orphans`, `undefined` and `long` (lists of terms),
    `most_used` (objects with `term`, `uses` and `pages`), `chains` (lists of terms: to understand
    the first of them, read the others).
    """
    data = {
        "entries": found.entries,
        "labels": found.labels,
        "pages": found.pages,
        "pages_with_uses": found.pages_with_uses,
        "occurrences": found.occurrences,
        "references": found.references,
        "used": found.used,
        "coverage": found.coverage,
        "orphans": found.orphans,
        "undefined": found.undefined,
        "long": found.long,
        "most_used": [
            {"term": each.term, "uses": each.uses, "pages": each.pages} for each in found.most_used
        ],
        "chains": found.chains,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


STATS_REPORTS: Mapping[str, Callable[[Stats], str]] = {"text": as_text, "json": as_json}
"""The formats by their names."""
