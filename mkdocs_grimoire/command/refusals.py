"""Why words that are a label, in some case and number, do not name its entry in prose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from mkdocs_grimoire.command.loose import Stretch
from mkdocs_grimoire.findings.diagnostics import quoted
from mkdocs_grimoire.glossary.forms import Form, never_of
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.scopes import Reach, holds

AMBIGUOUS = "ambiguous"


class Refusals:
    """Knows the forms that are linked, and what keeps others from it."""

    def __init__(self, glossary: Glossary) -> None:
        """Index the forms of a glossary."""
        self._glossary = glossary
        self._forms: dict[str, list[Form]] = defaultdict(list)
        for own in glossary.forms():
            if not own.lemmas:
                self._forms[own.key].append(own)

    def of(self, stretch: Stretch, there: Reach) -> Iterator[tuple[Form, str]]:
        """Yield the forms that claim a stretch, each with the reason why it is not linked.

        Args:
            stretch: Words that nothing but these reasons keeps from being linked.
            there: The page that they stand on, or the pages that they speak of.
        """
        is_ambiguous = False
        for claim in stretch.claims:
            reason = self._reason(stretch, claim, there)
            if not (is_ambiguous and reason.startswith(AMBIGUOUS)):  # which names all of them
                yield claim, reason
            is_ambiguous = is_ambiguous or reason.startswith(AMBIGUOUS)

    def _reason(self, stretch: Stretch, claim: Form, there: Reach) -> str:
        entry = claim.entry
        return (
            self._said_by_entry(stretch, entry, there)
            or self._said_by_case(stretch, claim)
            or self._said_by_others(stretch, claim)
            or ("plurals are off" if claim.derived else "another label goes first")
        )

    def _said_by_entry(self, stretch: Stretch, entry: Entry, there: Reach) -> str:
        """Return what the entry itself says against it."""
        if not entry.autolink:
            return 'its entry says autolink="off"'
        if not holds(self._glossary.scopes.reach(entry), there):
            return f"its entry holds on other pages: {', '.join(entry.scope)}"
        never = never_of(entry, self._glossary.comparison)
        if never is not None and never.stops(stretch.words):
            return f'its entry says never="{", ".join(entry.never)}"'
        return ""

    def _said_by_case(self, stretch: Stretch, claim: Form) -> str:
        """Return which label has it in another case, if it would be linked in that case."""
        own = [each for each in self._forms[claim.key] if each.entry is claim.entry]
        if any(each.accepts(stretch.words) for each in own):
            return ""
        return next((f"the case differs from {quoted(each.label)}" for each in own), "")

    def _said_by_others(self, stretch: Stretch, claim: Form) -> str:
        """Return which entries have the same words."""
        if claim.derived and not self._glossary.comparison.plurals:
            return ""
        forms = [*self._forms[claim.key], *stretch.claims]
        labels = self._rivals(claim, [each for each in forms if not each.derived])
        if not claim.derived:
            return f"{AMBIGUOUS}, a label of {labels} as well" if labels else ""
        if labels:
            return f"a label of {labels}"
        others = self._rivals(claim, forms)
        return f"{AMBIGUOUS}, a form of {others} as well" if others else ""

    def _rivals(self, claim: Form, forms: Iterable[Form]) -> str:
        """Return the entries of forms that hold on the pages of a claim, and where they stand."""
        rivals = (each.entry for each in forms if self._is_rival(each.entry, claim.entry))
        return ", ".join(f"{quoted(each.term)} ({each.place})" for each in dict.fromkeys(rivals))

    def _is_rival(self, one: Entry, other: Entry) -> bool:
        return one is not other and self._glossary.scopes.collide(one, other)
