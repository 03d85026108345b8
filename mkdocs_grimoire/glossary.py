"""The glossary: all entries, what each label means, and what the labels have against each other."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from mkdocs_grimoire.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.entry import Case, Entry
from mkdocs_grimoire.forms import Form, form, plurals

CANDIDATES = 20
"""Labels that are compared letter by letter with a name that is not in the glossary."""

CUTOFF = 0.7
"""Ratio of `difflib` from which a label is near enough to be suggested."""


class Glossary:
    """Knows which entry a label, a name or an anchor means, and nothing of texts or pages."""

    def __init__(
        self, entries: Iterable[Entry], *, case: Case = Case.SMART, plural: bool = True
    ) -> None:
        """Index the entries.

        Args:
            entries: In source order: of two entries with one term, the first has it.
            case: The case rule of labels whose entry has none of its own.
            plural: Whether regular English plurals stand for their labels.
        """
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
        self.findings: list[Diagnostic] = []
        """Duplicate terms and ambiguous labels."""
        self.duplicates: set[Entry] = set()
        """Entries whose term belongs to an earlier one."""
        self._case = case
        self._plural = plural
        self._owners: dict[str, list[Form]] = defaultdict(list)
        self._own_terms()
        self._own_aliases()
        self._own_found()

    def _own_terms(self) -> None:
        """Give each term to the first entry that defines it, and report the others."""
        written: dict[str, Form] = {}
        for entry in self.entries:
            own = form(entry.term, entry, self._case)
            if own is None:
                continue
            # The same words with two case rules are one term all the same.
            first = written.setdefault("".join(own.words), own)
            owner = next(iter(self._owners[own.identity]), first)
            if owner.entry is not entry:
                detail = str(owner.entry.place)
                self._report(entry, Problem.DUPLICATE_TERM, entry.term, detail)
                self.duplicates.add(entry)
            else:
                self._owners[own.identity].append(own)

    def _own_aliases(self) -> None:
        """Give each listed alias to its entry, and report those that another entry has as well."""
        for entry in self.entries:
            for label in (*entry.aliases, *entry.hidden):
                own = form(label, entry, self._case)
                if own is None:
                    continue
                owners = self._owners[own.identity]
                if entry in [other.entry for other in owners]:
                    continue
                if owners:
                    other = owners[0].entry
                    detail = f"'{other.term}' ({other.place})"
                    self._report(entry, Problem.AMBIGUOUS_LABEL, label, detail)
                owners.append(own)

    def _own_found(self) -> None:
        """Give each label that was read out of a definition to its entry, unless it is taken."""
        claims: dict[str, list[Form]] = defaultdict(list)
        for entry in self.entries:
            for label in entry.found:
                own = form(label, entry, self._case)
                if own is not None and own.identity not in self._owners:
                    claims[own.identity].append(own)
        for identity, claimants in claims.items():
            if len({claimant.entry for claimant in claimants}) == 1:
                self._owners[identity] = claimants[:1]

    def _report(self, entry: Entry, problem: Problem, subject: str, detail: str) -> None:
        self.findings.append(Diagnostic(entry.place, problem, subject, detail))

    def forms(self) -> Iterator[Form]:
        """Yield the forms that may be linked in prose: labels of one owner, then their plurals."""
        owned = [owners[0] for owners in self._owners.values() if len(owners) == 1]
        linkable = [own for own in owned if own.entry.autolink]
        yield from linkable
        if self._plural:
            derived = [plural for own in linkable for plural in plurals(own)]
            count = Counter((plural.identity, plural.entry) for plural in derived)
            claimed = Counter(identity for identity, _ in count)
            yield from (
                plural
                for plural in derived
                if claimed[plural.identity] == 1 and plural.identity not in self._owners
            )

    def resolve(self, name: str) -> Entry | None:
        """Return the entry that a reference names, or None.

        Args:
            name: A term, an alias or an anchor; taken as it is first, then ignoring case, then with
                hyphens, spaces, apostrophes and plurals as in prose.
        """
        name = " ".join(name.split())
        return (
            self._exact.get(name)
            or self._folded.get(name.casefold())
            or self._loose.get(self._loose_key(name))
        )

    @cached_property
    def _exact(self) -> dict[str, Entry]:
        names: dict[str, Entry] = {}
        for entry in self.entries:
            names.setdefault(entry.term, entry)
        for entry in self.entries:
            for name in (*entry.known_as, *entry.hidden, entry.anchor):
                names.setdefault(" ".join(name.split()), entry)
        return names

    @cached_property
    def _folded(self) -> dict[str, Entry]:
        names: dict[str, Entry] = {}
        for name, entry in self._exact.items():
            names.setdefault(name.casefold(), entry)
        return names

    @cached_property
    def _loose(self) -> dict[str, Entry]:
        names: dict[str, Entry] = {}
        labels = [form(name, entry, self._case) for name, entry in self._exact.items()]
        known = [own for own in labels if own is not None]
        for own in known:
            names.setdefault(own.key, own.entry)
        if self._plural:
            for plural in (plural for own in known for plural in plurals(own)):
                names.setdefault(plural.key, plural.entry)
        return names

    def _loose_key(self, name: str) -> str:
        own = form(name, self.entries[0], self._case) if self.entries else None
        return own.key if own else ""

    def nearest(self, name: str) -> str:
        """Return the label that is most like a name, or an empty string if none is near.

        Only the labels that share most trigrams with the name are compared letter by letter, so
        that a thousand misspelt references do not cost a thousand readings of the glossary.
        """
        wanted = name.casefold()
        shared = Counter(
            label
            for trigram in sorted(_trigrams(wanted))
            for label in self._by_trigram.get(trigram, ())
        )
        candidates = [label for label, _ in shared.most_common(CANDIDATES)]
        near = difflib.get_close_matches(wanted, candidates, n=1, cutoff=CUTOFF)
        if not near:
            return ""
        # As the author writes it, if the glossary understands that.
        return near[0] if name == wanted and self.resolve(near[0]) else self._shown[near[0]]

    @cached_property
    def _shown(self) -> dict[str, str]:
        """Folded labels that may be shown, and how they are written; terms go first."""
        shown: dict[str, str] = {}
        for label in (
            *(entry.term for entry in self.entries),
            *(label for entry in self.entries for label in entry.known_as),
        ):
            shown.setdefault(label.casefold(), label)
        return shown

    @cached_property
    def _by_trigram(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for label in self._shown:
            for trigram in _trigrams(label):
                index[trigram].append(label)
        return dict(index)


def _trigrams(text: str) -> set[str]:
    """Return the runs of three letters of a text, its ends marked."""
    padded = f"  {text} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
