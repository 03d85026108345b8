"""Where an author does not want to hear of a rule: `<!-- grimoire: ignore avoid -->`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_grimoire.diagnostics import Rule
from mkdocs_grimoire.markup import blank_code, line_starts

COMMENT = re.compile(r"<!--\s*grimoire:\s*ignore\b(?P<rules>[^<>]*?)\s*-->")
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
        self._stretches = list(self._find(text)) if "ignore" in text else []

    def covers(self, rule: Rule, line: int) -> bool:
        """Return whether a rule is silent on a line of the file."""
        return any(
            stretch.first <= line <= stretch.last and rule in stretch.rules
            for stretch in self._stretches
        )

    def _find(self, text: str) -> Iterator[Stretch]:
        lines, starts = text.split("\n"), line_starts(text)
        for comment in COMMENT.finditer(blank_code(text, keeps_comments=True)):
            first = bisect_right(starts, comment.start()) - 1
            after = bisect_right(starts, comment.end() - 1)
            rules = self._rules(comment["rules"], first + self._first_line)
            last = _end_of_block(lines, after)
            yield Stretch(first + self._first_line, last + self._first_line, rules)

    def _rules(self, names: str, line: int) -> frozenset[Rule]:
        wanted = names.replace(",", " ").split()
        self.unknown += [(line, name) for name in wanted if name not in RULES]
        return frozenset(RULES[name] for name in wanted if name in RULES) if wanted else ALL_RULES


ALL_RULES = frozenset(Rule)


def _end_of_block(lines: list[str], start: int) -> int:
    """Return the last line of the block that begins on a line or below it."""
    first = next((number for number in range(start, len(lines)) if lines[number].strip()), start)
    last = first
    for number in range(first, len(lines)):
        if not lines[number].strip():
            continue
        is_apart = number > last + 1
        if is_apart and not _continues(lines[first], lines[number]):
            break
        last = number
    return last


def _continues(first: str, line: str) -> bool:
    """Return whether a line after a blank one belongs to the block that another begins."""
    is_list = LIST_ITEM.match(first) is not None
    return line.startswith(("    ", "\t")) or (is_list and LIST_ITEM.match(line) is not None)
