"""Definitions that explain nothing: those that lead back to themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem, shortened
from mkdocs_grimoire.glossary.matcher import Matcher
from mkdocs_grimoire.sources.entry import Entry

ARTICLE = re.compile(r"(?:an?|the)\s+", re.IGNORECASE)

NARROWS = re.compile(
    r"\s+(?:that|which|who|whose|where|when|of|for|with|in|on|to|used|using)\b|\s*[.!]?\s*$"
)
"""What follows a term that a definition narrows down: the term explains itself (`a load balancer
that balances load`). A sentence about the term has a verb there."""

BEGINNING = 200
"""Characters of a definition in which a term at its beginning ends, and what follows it."""

ARROW = " → "


def circular(definitions: Mapping[Entry, AbstractSet[Entry]]) -> Iterator[Diagnostic]:
    """Yield the entries that are defined by what they define.

    Args:
        definitions: The entries that the definition of each uses.
    """
    seen: set[frozenset[Entry]] = set()
    onward = {entry: next(iter(used)) for entry, used in definitions.items() if len(used) == 1}
    begins = {
        entry: seconds
        for entry, used in definitions.items()
        if (seconds := [second for second in used if second in onward])
    }
    for entry in sorted(begins, key=lambda entry: entry.place):
        chain = _chain(entry, begins[entry], onward)
        if chain and frozenset(chain) not in seen:
            seen.add(frozenset(chain))
            terms = ARROW.join(other.term for other in [*chain, chain[0]])
            yield Diagnostic(chain[0].place, Problem.CIRCULAR_CHAIN, chain[0].term, terms)


def _chain(entry: Entry, seconds: Iterable[Entry], onward: Mapping[Entry, Entry]) -> list[Entry]:
    """Return the way from an entry back to it over entries that only one other defines, or none.

    `A` uses `B`, `B` uses nothing but `C`, and `C` nothing but `A`.

    Args:
        entry: The entry.
        seconds: What it uses that only one other defines.
        onward: That other, of each such entry.
    """
    for second in sorted(seconds, key=lambda other: other.place):
        chain, current = {entry: None}, second
        while current not in chain and current in onward:
            chain[current] = None
            current = onward[current]
        if current is entry and len(chain) > 1:
            return list(chain)
    return []


def self_defining(
    entries: Iterable[Entry], short_form: Callable[[Entry], str], matcher: Matcher
) -> Iterator[Diagnostic]:
    """Yield the entries whose definition starts from their own term.

    Args:
        entries: The entries.
        short_form: Returns an entry's short form as plain text.
        matcher: Finds labels.
    """
    for entry in entries:
        if entry.is_abbreviation:  # its definition is a label of its own
            continue
        said = short_form(entry)
        article = ARTICLE.match(said)
        text = said[article.end() :] if article else said
        first = next(iter(matcher.find(text[:BEGINNING])), None)
        if first and first.start == 0 and first.entry is entry and NARROWS.match(text, first.end):
            detail = shortened(said)
            yield Diagnostic(entry.place, Problem.CIRCULAR_START, entry.term, detail)
