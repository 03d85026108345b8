"""Which dollars and brackets of a Markdown text are formulas."""

from __future__ import annotations

import re
from typing import NamedTuple

FORMULA = re.compile(
    r"""
      \\\$                                                       # an escaped dollar is a dollar
    | \$\$(?P<display>(?:[^$\\\x00]|\\[^\x00])+?)\$\$
    | (?<!\$)\$(?![\s$])(?P<inline>(?:[^$\\\x00]|\\[^\x00])+?)(?<!\s)\$(?![\d$])
    | \\\((?P<round>(?:[^\\\x00]|\\[^()\x00])+?)\\\)
    | (?m:^)[ ]*\\\[(?P<square>(?:[^\\\x00]|\\[^][\x00])+?)\\\](?m:[ ]*$)
    | \$                                                         # any other is money
    """,
    re.VERBOSE,
)
"""Pandoc's rule for dollars: the opening one has no space after it, the closing one none before it
and no digit after it (Pandoc User's Guide, `tex_math_dollars`). Square brackets are a formula only
on lines of their own, since Markdown escapes those in a sentence in the same way. No formula goes
past a NUL, which separates the blocks of a flat text and stands in no other, nor past another
opening bracket of its kind, so that a text of nothing else is read once."""

BLOCK = re.compile(
    r"""
    ^[ ]{0,3}(?:
        \$\$(?P<display>(?:[^$\\]|\\.)+?)\$\$
      | \\\[(?P<square>(?:[^\\]|\\(?![][]).)+?)\\\]
      | (?P<environment>
            \\begin\{(?P<name>[A-Za-z]+\*?)\}
            (?:(?!\\begin\{(?P=name)\}).){1,9999}?
            \\end\{(?P=name)\}
        )
    )[ \t]*$
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
"""A formula that is a block of its own, blank lines and all; an environment has a length, since its
end is looked for from each line that begins one."""


class Formula(NamedTuple):
    """A formula, as the author wrote it."""

    tex: str
    """LaTeX, without its delimiters."""
    is_display: bool
    """Whether it stands on a line of its own."""


def formula(found: re.Match[str]) -> Formula | None:
    """Return the formula of a match of `FORMULA`, or None if the match is only a dollar."""
    display = found["display"] or found["square"]
    tex = display or found["inline"] or found["round"]
    return Formula(tex.strip(), bool(display)) if tex else None


def block_formula(found: re.Match[str]) -> Formula:
    """Return the formula of a match of `BLOCK`."""
    tex = found["display"] or found["square"] or found["environment"]
    return Formula(tex.strip(), is_display=True)
