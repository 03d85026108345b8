"""Where an author does not want to hear of a rule: `<!-- grimoire: ignore avoid -->`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from mkdocs_grimoire.findings.diagnostics import Rule
from mkdocs_grimoire.text.markup import blank_code, line_starts

COMMENT = re.compile(r"<!--\s*grimoire:\s*ignore\b(?P<rules>[^<>]*?)-->")
"""What silences the next block; without a rule, all of them."""

LIST_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\d+[.)]|:)[ \t]")
"""What begins an item; a list with blank lines in it is one block."""

RULES = {rule.key: rule for rule in Rule}


class Stretch(NamedTuple):
    """The lines of a block in which some rules are silent."""

    first: int
    last: int
    rules: frozenset[Rule]


class Silence:
    """Knows the silent blocks of one text, nothing more."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        """Find them.

        Args:
            text: Markdown.
            first_line: The number of its first line in the file.
        """
        self.unknown: list[tuple[int, str]] = []
        """Names that are no rule's, and the lines of their comments."""
        self._first_line = first_line
        self._stretches = list(self._find(text)) if "grimoire:" in text else []

    def covers(self, rule: Rule, line: int) -> bool:
        """Return whether a rule is silent on a line of the file."""
        firsts, lasts = self._by_rule.get(rule, ([], []))
        before = bisect_right(firsts, line)
        return before > 0 and line <= lasts[before - 1]

    @cached_property
    def _by_rule(self) -> dict[Rule, tuple[list[int], list[int]]]:
        """For each rule the first lines of its stretches, and the greatest last line up to each."""
        found: dict[Rule, tuple[list[int], list[int]]] = {}
        for stretch in self._stretches:
            for rule in stretch.rules:
                firsts, lasts = found.setdefault(rule, ([], []))
                firsts.append(stretch.first)
                lasts.append(max([stretch.last, *lasts[-1:]]))
        return found

    def _find(self, text: str) -> Iterator[Stretch]:
        lines, starts = text.split("\n"), line_starts(text)
        blocks = _Blocks(lines)
        for comment in COMMENT.finditer(blank_code(text, keeps_comments=True)):
            first = bisect_right(starts, comment.start()) - 1
            after = bisect_right(starts, comment.end() - 1)
            rules = self._rules(comment["rules"], first + self._first_line)
            last = blocks.end(after)
            yield Stretch(first + self._first_line, last + self._first_line, rules)

    def _rules(self, names: str, line: int) -> frozenset[Rule]:
        wanted = names.replace(",", " ").split()
        self.unknown += [(line, name) for name in wanted if name not in RULES]
        return frozenset(RULES[name] for name in wanted if name in RULES) if wanted else ALL_RULES


ALL_RULES = frozenset(Rule)


class _Blocks:
    """Knows where blocks end, and looks at each line but once however many are asked for."""

    def __init__(self, lines: list[str]) -> None:
        self._filled = [number for number, line in enumerate(lines) if line.strip()]
        self._lines = lines
        self._ends: dict[bool, tuple[int, int]] = {}
        """The last block found, by whether it begins as a list."""

    def end(self, start: int) -> int:
        """Return the last line of the block that begins on a line or below it."""
        place = bisect_left(self._filled, start)
        if place == len(self._filled):
            return start
        first = self._filled[place]
        is_list = LIST_ITEM.match(self._lines[first]) is not None
        known = self._ends.get(is_list)
        if known is None or not known[0] <= first <= known[1]:
            self._ends[is_list] = first, self._last(place, is_list=is_list)
        return self._ends[is_list][1]

    def _last(self, place: int, *, is_list: bool) -> int:
        """Return the last line of the block that begins on a line that is not blank."""
        last = self._filled[place]
        for at in range(place + 1, len(self._filled)):
            number = self._filled[at]
            if number > last + 1 and not _continues(self._lines[number], is_list=is_list):
                break
            last = number
        return last


def _continues(line: str, *, is_list: bool) -> bool:
    """Return whether a line after a blank one belongs to the block above it."""
    return line.startswith(("    ", "\t")) or (is_list and LIST_ITEM.match(line) is not None)
