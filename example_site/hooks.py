"""Turns the formulas of ordinary pages into MathML, so that no JavaScript has to."""

import re
from html import unescape

from math_core import LatexError, LatexToMathML

# What `pymdownx.arithmatex` with `generic: true` leaves behind; its content is HTML-escaped.
FORMULA = re.compile(
    r'(?P<open><(?P<tag>span|div) class="arithmatex">)'
    r"\\[(\[](?P<latex>.*?)\\[)\]]"
    r"(?P<close></(?P=tag)>)",
    re.DOTALL,
)
CONVERTER = LatexToMathML()


def on_page_content(html: str, **_kwargs: object) -> str:
    """Replace the TeX inside each arithmatex element by MathML.

    Args:
        html: The page's rendered Markdown.
        **_kwargs: What else MkDocs passes to the event; not needed here.

    Returns:
        The same HTML, with MathML where the converter accepted the formula.
    """
    return FORMULA.sub(_to_mathml, html)


def _to_mathml(formula: re.Match[str]) -> str:
    """Return one formula as MathML, or as it stands where the converter refuses it."""
    latex, block = unescape(formula["latex"]).strip(), formula["tag"] == "div"
    try:
        mathml = CONVERTER.convert_with_local_state(latex, displaystyle=block)
    except LatexError:
        return formula[0]
    return formula["open"] + mathml + formula["close"]
