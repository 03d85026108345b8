"""Which dollars and brackets are formulas: pandoc's rule, and the prices that it leaves alone."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.text.formulas import BLOCK, FORMULA, Formula, block_formula, formula


def found(text: str) -> list[Formula]:
    """Return the formulas in a text."""
    made = [formula(match) for match in FORMULA.finditer(text)]
    return [item for item in made if item is not None]


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("$x$", "x"),
        ("a $x + y$ b", "x + y"),
        ("($x$)", "x"),
        ("$x$.", "x"),
        ("$x$-axis", "x"),
        ("the$x$-axis", "x"),
        (r"$a\$b$", r"a\$b"),
        ("$x\ny$", "x\ny"),
        (r"$\{a\}$", r"\{a\}"),
        (r"\(x\)", "x"),
        (r"a \( x \) b", "x"),
        (r"\(\frac{1}{2}\)", r"\frac{1}{2}"),
        ("$5 or a 10$", "5 or a 10"),
    ],
)
def test_formulas_in_a_line_are_found(text: str, tex: str) -> None:
    assert found(text) == [Formula(tex, is_display=False)]


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("$$x$$", "x"),
        ("a $$ x $$ b", "x"),
        ("$$\nx\n$$", "x"),
        (r"\[x\]", "x"),
        (r"\[ x \\ y \]", r"x \\ y"),
        (r"$$a\$b$$", r"a\$b"),
    ],
)
def test_displayed_formulas_are_found(text: str, tex: str) -> None:
    assert found(text) == [Formula(tex, is_display=True)]


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5.",
        "It costs $5 and $10.",
        "$20,000 and $30,000",
        "from $5 to $10 or $20",
        "US$5, US$10",
        "$5-$10",
        "$5/$6",
        "5$ and 10$",
        "a $ b $ c",
        "$ x$",
        "$x $",
        "$x$5",
        "$",
        "$$",
        "$$$",
        "$$$$",
        r"\$x\$",
        r"\$5 and $6",
        r"\(x",
        r"\[x",
        r"x\)",
        r"a \[x\] b",
        r"(x) [y]",
        "$x\x00y$",
        "$$x\x00y$$",
        "\\(x\x00y\\)",
        "",
    ],
)
def test_dollars_that_are_money_and_brackets_without_a_partner_are_no_formulas(text: str) -> None:
    assert found(text) == []


def test_formulas_and_prices_stand_side_by_side() -> None:
    text = r"For $5, $x$ is $y$; for \$6 it is $$z$$ and \(w\)."
    assert [item.tex for item in found(text)] == ["x", "y", "z", "w"]


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("$$x$$", "x"),
        ("$$\nx\n\ny\n$$", "x\n\ny"),
        ("   $$x$$  ", "x"),
        (r"\[ x \]", "x"),
        ("\\[\nx \\\\\ny\n\\]", "x \\\\\ny"),
        ("\\begin{align}\nx\n\\end{align}", "\\begin{align}\nx\n\\end{align}"),
        ("\\begin{align*}x\\end{align*}", "\\begin{align*}x\\end{align*}"),
    ],
)
def test_a_formula_that_is_a_block_is_found_with_its_blank_lines(text: str, tex: str) -> None:
    match = BLOCK.search(f"before\n\n{text}\n\nafter")
    assert match is not None
    assert block_formula(match) == Formula(tex, is_display=True)


@pytest.mark.parametrize(
    "text",
    [
        "a $$x$$",
        "$$x$$ a",
        "    $$x$$",
        "$x$",
        r"\(x\)",
        "\\begin{align}x\\end{gather}",
        "$$\nx",
    ],
)
def test_any_other_formula_is_no_block(text: str) -> None:
    assert BLOCK.search(text) is None
