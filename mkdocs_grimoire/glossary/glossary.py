"""The glossary: all entries, what each label means, and what the labels have against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.glossary.forms import (
    LONGEST_LABEL,
    Comparison,
    Form,
    form,
    inflections,
    lemma_form,
    never_of,
    other_numbers,
)
from mkdocs_grimoire.glossary.nearness import NearLabels
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.scopes import PagesOf, Reach, Scopes, breadth, holds, no_pages

Names = dict[str, tuple[Entry, ...]]
"""The entries that have each name."""


class Near(NamedTuple):
    """A label that is like a name which nothing has."""

    label: str
    """The label."""
    entry: Entry
    """What it is a label of."""


class Glossary:
    """Knows which entry a label, a name or an anchor means, and nothing of texts or pages."""

    def __init__(
        self,
        entries: Iterable[Entry],
        comparison: Comparison | None = None,
        pages_of: PagesOf = no_pages,
        borrowed: Mapping[str, Glossary | None] | None = None,
    ) -> None:
        """Index the entries.

        Args:
            entries: In source order: of two entries with one term, the first has it.
            comparison: How labels compare with texts.
            pages_of: Returns the docs paths of the pages that the globs of a scope name.
            borrowed: The glossaries of other sites by the names that they have here, None being
                one that could not be had: nothing is known of what it defines.
        """
        self.borrowed = borrowed or {}
        """The glossaries of other sites, as above."""
        self.entries = tuple(entries)
        self.by_anchor = {entry.anchor: entry for entry in self.entries}
        self.by_target = {target: entry for entry in self.entries for target in entry.targets}
        """Entries by the links that lead to them in their sources."""
        self.parts = {
            f"{entry.base}#{part}": entry.part_anchor(part)
            for entry in self.entries
            for part in entry.parts
        }
        """Fragments of parts of definitions on the glossary page, by the links in their sources."""
        self.comparison = comparison or Comparison()
        self.scopes = Scopes(self.entries, pages_of)
        """Where each entry holds."""
        self.findings: list[Diagnostic] = list(self.scopes.findings)
        """Duplicate terms, ambiguous labels, and scopes without a page."""
        self.duplicates: set[Entry] = set()
        """Entries whose term belongs to an earlier one."""
        self._owners: dict[str, tuple[Form, ...]] = {}
        self._own_terms()
        self._own_aliases()
        self._own_found()

    def _form(self, label: str, entry: Entry) -> Form | None:
        return form(label, entry, self.comparison)

    def _own_terms(self) -> None:
        """Give each term to the first entry that defines it, and report the others."""
        written: dict[str, list[Form]] = defaultdict(list)
        for entry in self.entries:
            own = self._form(entry.term, entry)
            if own is None:
                self._report_long(entry, entry.term)
                continue
            # The same words with two case rules are one term all the same.
            identity, text = own.identity, "".join(own.words)
            same, alike = self._owners.get(identity, ()), written[text]
            owner = self._rival(own, same) or self._rival(own, alike)
            alike.append(own)
            if owner is not None:
                detail = str(owner.entry.place)
                self._report(entry, Problem.DUPLICATE_TERM, entry.term, detail)
                self.duplicates.add(entry)
            self._owners[identity] = same if owner is not None else (*same, own)

    def _rival(self, own: Form, others: Iterable[Form]) -> Form | None:
        """Return the first form of another entry that wants the same texts on the same pages."""
        for other in others:
            if other.entry is not own.entry and self.scopes.collide(own.entry, other.entry):
                return other
        return None

    def _own_aliases(self) -> None:
        """Give each listed alias to its entry, and report those that another entry has as well."""
        listing = dict.fromkeys(each for each in self.entries if each.aliases or each.hidden)
        owners = ((key, own.entry) for key, same in self._owners.items() for own in same)
        owned = {owner for owner in owners if owner[1] in listing}
        for entry in listing:
            for label in (*entry.aliases, *entry.hidden):
                own = self._form(label, entry)
                if own is None:
                    self._report_long(entry, label)
                if own is None or (own.identity, entry) in owned:
                    continue
                owned.add((own.identity, entry))
                same = self._owners.get(own.identity, ())
                rival = self._rival(own, same)
                if rival is not None:
                    detail = f"'{rival.entry.term}' ({rival.entry.place})"
                    self._report(entry, Problem.AMBIGUOUS_LABEL, label, detail)
                self._owners[own.identity] = (*same, own)

    def _own_found(self) -> None:
        """Give each label that was read out of a definition to its entry, unless it is taken."""
        claims: dict[str, list[Form]] = defaultdict(list)
        for entry in self.entries:
            for label in entry.found:
                own = self._form(label, entry)
                if own is not None and self._rival(own, self._owners.get(own.identity, ())) is None:
                    claims[own.identity].append(own)
        for identity, claimants in claims.items():
            owners = self._owners.get(identity, ())
            self._owners[identity] = (*owners, *self._undisputed(claimants))

    def _undisputed(self, same: Sequence[Form]) -> Sequence[Form]:
        """Return those of the forms of one text that no other entry's stands against."""
        if len(same) == 1:
            return same
        return [own for own in same if self._rival(own, same) is None]

    def _report_long(self, entry: Entry, label: str) -> None:
        """Report a label that has no form because of its length; one may have no word at all."""
        if len(label) > LONGEST_LABEL:
            self._report(entry, Problem.LONG_LABEL, label, "")

    def _report(self, entry: Entry, problem: Problem, subject: str, detail: str) -> None:
        self.findings.append(Diagnostic(entry.place, problem, subject, detail))

    def forms(self) -> Iterator[Form]:
        """Yield the forms of all labels, then those that are derived from labels.

        A label that may not be linked in prose, since it is ambiguous or its entry says so, stands
        in the way of what is derived from others. A derived form that two entries have on the same
        pages is nobody's.
        """
        linkable: list[Form] = []
        for owners in self._owners.values():
            undisputed = self._undisputed(owners)
            for own in owners:
                made = self._placed(own, linked=own.entry.autolink and own in undisputed)
                if made.linked:
                    linkable.append(made)
                yield made
        yield from self._all_undisputed(self._derived(linkable))

    def _placed(self, own: Form, *, linked: bool) -> Form:
        """Return a form with what its entry says of where it is linked."""
        entry = own.entry
        if linked and not entry.scope and not entry.never:
            return own
        never = never_of(entry, self.comparison)
        return own._replace(linked=linked, never=never, reach=self.scopes.reach(entry))

    def _derived(self, labels: Iterable[Form]) -> Iterator[Form]:
        """Yield what the labels are when they are inflected."""
        comparison = self.comparison
        others = cache(other_numbers)  # since many labels end with the same word
        for own in labels:
            if comparison.plurals:
                yield from inflections(own, others)
            if comparison.lemma is not None:
                by_lemma = lemma_form(own, comparison)
                if by_lemma is not None:
                    yield by_lemma

    def _all_undisputed(self, derived: Iterable[Form]) -> Iterator[Form]:
        """Yield the derived forms that belong to one entry where they hold."""
        claims: dict[tuple[str, bool], list[Form]] = {}
        for own in derived:
            claims.setdefault((own.identity, own.lemmas), []).append(own)
        for same in claims.values():
            yield from self._undisputed(same)

    def resolve(self, name: str, there: Reach = None) -> Entry | None:
        """Return the entry that a reference names, or None.

        Args:
            name: A term, an alias or an anchor; taken as it is first, then ignoring case, then with
                hyphens, spaces, apostrophes and inflection as in prose. What nothing here is named
                may be a name in another site's glossary behind that of the site: `site:name`.
            there: The page that the reference stands on, or the pages that its text speaks of. An
                entry that holds there goes before any other, and the one that holds on the fewest
                pages before the rest.
        """
        name = " ".join(name.split())
        if self.scopes:
            for found in self._named(name):
                entry = self._narrowest(found, there)
                if entry is not None:
                    return entry
        own = next((found[0] for found in self._named(name)), None)
        other, rest = self._elsewhere(name)
        return other.resolve(rest) if own is None and other else own

    def _elsewhere(self, name: str) -> tuple[Glossary | None, str]:
        """Return the glossary of the site that a name begins with, if any, and what follows."""
        site, _, rest = name.partition(":")
        return self.borrowed.get(site), rest

    def is_known(self, name: str) -> bool:
        """Return whether a name means an entry, our own or one of another site."""
        glossaries = (self, *self.borrowed.values())
        return any(each is not None and each.resolve(name) for each in glossaries)

    def bare(self, name: str) -> str:
        """Return a name without that of another site before it, which is nothing to read."""
        site, mark, rest = name.partition(":")
        return rest if mark and site in self.borrowed else name

    def is_beyond(self, name: str) -> bool:
        """Return whether nobody can say if a name means anything: its site could not be reached."""
        site, mark, _ = name.partition(":")
        return bool(mark) and site in self.borrowed and self.borrowed[site] is None

    def labelled(self, label: str, there: Reach = None) -> Entry | None:
        """Return the entry that has a label exactly as it is written, or None."""
        found = self.having(label)
        return self._narrowest(found, there) if self.scopes else next(iter(found), None)

    def having(self, label: str) -> Sequence[Entry]:
        """Return all entries that have a label exactly as it is written."""
        return self._exact.get(label, ())

    def is_named(self, entry: Entry, text: str) -> bool:
        """Return whether a text is a label of an entry, in whatever case and number.

        Other than `resolve` it asks one entry, and needs no index of all forms.
        """
        own = self._form(text, entry)
        labels = (self._form(label, entry) for label in entry.labels)
        forms = (each for label in labels if label for each in (label, *inflections(label)))
        return own is not None and own.key in {each.key for each in forms}

    def _narrowest(self, entries: Iterable[Entry], there: Reach) -> Entry | None:
        """Return the entry that holds at a place and on the fewest pages, or None."""
        reach = self.scopes.reach
        holding = [entry for entry in entries if holds(reach(entry), there)]
        return min(holding, key=lambda entry: breadth(reach(entry)), default=None)

    def _named(self, name: str) -> Iterator[Sequence[Entry]]:
        """Yield the entries that a name may mean, the likeliest first."""
        yield from filter(None, [self._exact.get(name)])
        yield from filter(None, [self._folded.get(name.casefold())])
        own = self._form(name, self.entries[0]) if self.entries else None
        if own is not None:
            yield from filter(None, [self._loose.get(own.key)])
            by_lemma = lemma_form(own, self.comparison) if self.comparison.lemma else None
            yield from filter(None, [self._by_lemma.get(by_lemma.key if by_lemma else own.key)])

    @cached_property
    def _exact(self) -> Names:
        named = [(entry.term, entry) for entry in self.entries]
        for entry in self.entries:
            names = (*entry.known_as, *entry.hidden, entry.anchor)
            named += ((" ".join(name.split()), entry) for name in names)
        return _by_name(named)

    @cached_property
    def _folded(self) -> Names:
        exact = self._exact.items()
        return _by_name((name.casefold(), entry) for name, entries in exact for entry in entries)

    @cached_property
    def _loose(self) -> Names:
        known = self._known
        derived = [each for own in known for each in inflections(own)]
        return _by_key([*known, *(derived if self.comparison.plurals else ())])

    @cached_property
    def _by_lemma(self) -> Names:
        lemmas = (lemma_form(own, self.comparison) for own in self._known)
        return _by_key(own for own in lemmas if own is not None)

    @property
    def _known(self) -> list[Form]:
        """The forms of all names, in the order in which they are looked up."""
        named = ((name, entry) for name, entries in self._exact.items() for entry in entries)
        forms = (self._form(name, entry) for name, entry in named)
        return [own for own in forms if own is not None]

    def nearest(self, name: str) -> str:
        """Return the label that is most like a name, or an empty string if none is near."""
        return next((near.label for near in self.near(name)), "")

    def near(self, name: str, there: Reach = None) -> list[Near]:
        """Return the labels that are most like a name, one for each entry, the nearest first.

        Of another site's name the labels are that site's, behind its name.
        """
        other, rest = self._elsewhere(name)
        if other is not None:
            site = name.removesuffix(rest)
            return [Near(f"{site}{near.label}", near.entry) for near in other.near(rest)]
        found: dict[Entry, Near] = {}
        for folded in self._labels.like(name):
            # As the author writes it, if the glossary understands that.
            is_understood = name == name.casefold() and self.resolve(folded, there)
            label = folded if is_understood else self._labels.shown[folded]
            entry = self.resolve(label, there)
            if entry is not None:
                found.setdefault(entry, Near(label, entry))
        return list(found.values())

    @cached_property
    def _labels(self) -> NearLabels:
        """The labels that may be shown; terms go first."""
        terms = (entry.term for entry in self.entries)
        return NearLabels([*terms, *(label for entry in self.entries for label in entry.known_as)])


def _by_key(forms: Iterable[Form]) -> Names:
    """Return the entries of forms by what those share that differ in case alone."""
    return _by_name((own.key, own.entry) for own in forms)


def _by_name(named: Iterable[tuple[str, Entry]]) -> Names:
    """Return entries by their names, in tuples, since as many lists of one take twice as much."""
    found: Names = {}
    for name, entry in named:
        found[name] = (*found.get(name, ()), entry)
    return found
