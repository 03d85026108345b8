"""Comments by which an author silences the next block."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.findings.diagnostics import Rule
from mkdocs_grimoire.findings.silence import Silence

AVOID = "<!-- grimoire: ignore avoid -->"


def silent(text: str, rule: Rule = Rule.AVOID, first_line: int = 1) -> list[int]:
    """Return the lines of a text on which a rule is silent."""
    silence = Silence(text, first_line)
    lines = range(first_line, first_line + text.count("\n") + 1)
    return [line for line in lines if silence.covers(rule, line)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{AVOID}\na\nb\n\nc", [1, 2, 3]),
        (f"a\n\n{AVOID}\n\nb\nc\n\nd", [3, 4, 5, 6]),
        (f"{AVOID}\n- a\n\n- b\n\n    c\n\nd", [1, 2, 3, 4, 5, 6]),
        (f"{AVOID}\n!!! note\n\n    a\n\n    b\n\nc", [1, 2, 3, 4, 5, 6]),
        (f"{AVOID}\n| a |\n|---|\n| b |\n\nc", [1, 2, 3, 4]),
        (f"{AVOID}\n1. a\n\n2. b\n\nc", [1, 2, 3, 4]),
        (f"{AVOID}\na\n\n- b", [1, 2]),
        (f"{AVOID}", [1]),
        ("<!-- grimoire: ignore avoid,\n  expansion -->\na\n\nb", [1, 2, 3]),
        ("<!--grimoire:ignore avoid-->\na", [1, 2]),
        ("<!-- grimoire: ignore -->\na", [1, 2]),
        ("<!-- grimoire: ignore expansion -->\na", []),
        ("<!-- grimoire: 3 -->\na", []),
        (f"```\n{AVOID}\n```\na", []),
        (f"`{AVOID}`\na", []),
        ("", []),
    ],
)
def test_a_comment_silences_the_next_block(text: str, expected: list[int]) -> None:
    assert silent(text) == expected


def test_lines_are_those_of_the_file() -> None:
    assert silent(f"{AVOID}\na", first_line=7) == [7, 8]


def test_other_rules_are_heard() -> None:
    assert silent(f"{AVOID}\na", Rule.UNDEFINED) == []


def test_a_name_that_is_no_rule_is_kept_for_a_finding() -> None:
    assert Silence("a\n<!-- grimoire: ignore avoid, nonsense -->").unknown == [(2, "nonsense")]
