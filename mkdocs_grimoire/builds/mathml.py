"""Converts LaTeX to MathML; the only module that knows the converter."""

from __future__ import annotations

import re
from functools import cache

from math_core import LatexError, LatexToMathML

from mkdocs_grimoire.text.formulas import Formula


class RefusedFormulaError(ValueError):
    """A formula that cannot be converted; the message says why."""


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


def to_mathml(formula: Formula) -> str:
    """Return the MathML of a formula.

    Args:
        formula: The formula.

    Raises:
        RefusedFormulaError: If the converter does not know a command or finds no sense in it.
    """
    try:
        return _converter().convert_with_local_state(formula.tex, displaystyle=formula.is_display)
    except LatexError as error:
        # The converter puts the offset before its sentence: `7: Unknown command "\\foo".`
        raise RefusedFormulaError(re.sub(r"^\d+: |\.$", "", str(error).strip())) from error
