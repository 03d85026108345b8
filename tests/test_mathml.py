"""Formulas as MathML: converted, or refused with a reason, and never raw HTML."""

from __future__ import annotations

import pytest
from helpers import markup, tree

from mkdocs_grimoire.builds.mathml import RefusedFormulaError, to_mathml
from mkdocs_grimoire.text.formulas import Formula


def test_a_formula_in_a_line_becomes_mathml() -> None:
    mathml = to_mathml(Formula(r"\frac{1}{2}", is_display=False))
    assert mathml == "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"


def test_a_displayed_formula_says_so() -> None:
    mathml = to_mathml(Formula("x", is_display=True))
    assert tree(mathml).get("display") == "block"
    assert "".join(tree(mathml).itertext()) == "x"


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\foo", 'Unknown command "\\foo"'),
        (r"\frac{1}", "Expected argument but reached end of input"),
        ("x^", "Expected argument but reached end of input"),
        ("a & b", 'Found "&", which may only appear in a table-like environment'),
        (r"\href{javascript:alert(1)}{x}", 'Unknown command "\\href"'),
    ],
)
def test_a_formula_that_cannot_be_converted_is_refused_with_the_reason(
    tex: str, reason: str
) -> None:
    with pytest.raises(RefusedFormulaError) as raised:
        to_mathml(Formula(tex, is_display=False))
    assert str(raised.value) == reason


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("a < b", "a<b"),
        (r"\text{<script>}", "<script>"),
        ("a > b", "a>b"),
    ],
)
def test_what_means_something_in_html_is_escaped(tex: str, text: str) -> None:
    mathml = to_mathml(Formula(tex, is_display=False))
    assert "".join(tree(mathml).itertext()) == text
    assert "script>" not in mathml
    assert {element.tag for element in tree(mathml).iter()} <= {"math", "mi", "mo", "mtext"}


def test_what_one_formula_defines_is_unknown_to_the_next() -> None:
    to_mathml(Formula(r"\newcommand{\mine}{x} \mine", is_display=False))
    with pytest.raises(RefusedFormulaError):
        to_mathml(Formula(r"\mine", is_display=False))


def test_a_formula_converts_to_the_same_each_time() -> None:
    first, second = (to_mathml(Formula("x_1", is_display=False)) for _ in range(2))
    assert first == second
    assert markup(tree(first)) == first
