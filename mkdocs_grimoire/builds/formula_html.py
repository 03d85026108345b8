"""Makes HTML of formulas, and knows which of them could not be converted."""

from __future__ import annotations

import html
from collections.abc import Callable

from mkdocs_grimoire.text.formulas import Formula

LONG = 40
"""Characters of TeX from which a formula may be broader than a phone, and scrolls in its box."""


class FormulaHtml:
    """Makes the HTML of the formulas of one document."""

    def __init__(self, to_mathml: Callable[[Formula], str]) -> None:
        """Take what converts.

        Args:
            to_mathml: Converts a formula, or raises `ValueError` with the reason.
        """
        self._to_mathml = to_mathml
        self.refused: dict[int, tuple[Formula, str]] = {}
        """What could not be converted and the reason, by the number of its placeholder."""

    def html(self, formula: Formula, tag: str, number: int) -> str:
        """Return the HTML of a formula: MathML, or TeX for the site's renderer where it is refused.

        Args:
            formula: The formula.
            tag: The element to put it into.
            number: The placeholder that will stand for it, by which a refused one is found again.
        """
        try:
            mathml = self._to_mathml(formula)
        except ValueError as error:
            self.refused[number] = formula, str(error)
            opening, closing = ("\\[", "\\]") if formula.is_display else ("\\(", "\\)")
            tex = html.escape(f"{opening}{formula.tex}{closing}", quote=False)
            return f'<{tag} class="arithmatex">{tex}</{tag}>'
        is_wide = formula.is_display or len(formula.tex) > LONG
        classes = "grimoire-math grimoire-wide" if is_wide else "grimoire-math"
        # Without the attribute Material would index the letters of a formula as one word.
        return f'<{tag} class="{classes}" data-search-exclude>{mathml}</{tag}>'
