"""What a word is: the units of labels and texts, their edges and their capitals."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.words import has_inner_capital, is_edge, normal, unit_pattern, units


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("softmax", ["softmax"]),
        ("low rank", ["low", " ", "rank"]),
        ("low  \t rank", ["low", " ", "rank"]),
        ("low\nrank", ["low", " ", "rank"]),
        ("low\u00a0rank", ["low", " ", "rank"]),
        ("low\u202f\u2009rank", ["low", " ", "rank"]),
        ("low-rank", ["low", " ", "rank"]),
        ("low\u2010rank", ["low", " ", "rank"]),
        ("low\u2011rank", ["low", " ", "rank"]),
        ("low- rank", ["low", "-", " ", "rank"]),
        ("-rank", ["-", "rank"]),
        ("low\u2013rank", ["low", "\u2013", "rank"]),
        ("C++", ["C", "+", "+"]),
        (".NET", [".", "NET"]),
        ("e/acc", ["e", "/", "acc"]),
        ("soft_max2", ["soft_max2"]),
        ("Bayes\u2019 rule", ["Bayes", "'", " ", "rule"]),
        ("don\u2019t", ["don", "'", "t"]),
        ("\uff2c\uff4f\uff32\uff21", ["LoRA"]),
        ("\ufb01t", ["fit"]),
        ("caf\u00e9", ["caf\u00e9"]),
        ("cafe\u0301", ["caf\u00e9"]),
        ("हिन्दी", ["हिन्दी"]),
        ("日本語", ["日本語"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words_gaps_and_symbols(text: str, expected: list[str]) -> None:
    assert list(units(text)) == expected


@pytest.mark.parametrize("text", ["a  b-c\n\n.d", "日本 e\u0301\u00a0x", "\x00\t-'\u2019", "- -"])
def test_the_units_of_a_text_are_the_whole_text(text: str) -> None:
    assert "".join(unit[0] for unit in unit_pattern().finditer(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("Bayes\u2019", "Bayes'"),
        ("Bayes\u02bc", "Bayes'"),
        ("Bayes\uff07", "Bayes'"),
        ("x\u00b2", "x2"),
        ("\u212b", "\u00c5"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_texts_are_compared_in_nfkc_with_plain_apostrophes(text: str, expected: str) -> None:
    assert normal(text) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", True),
        (" ", " ", True),
        ("(", ")", True),
        ("-", "-", True),
        ("\x00", "\x00", True),
        ("", "'s", True),
        ("a", "", False),
        ("", "a", False),
        ("", "2", False),
        ("_", "", False),
        ("\u00e9", "", False),
        ("", "\u0301", False),
        ("語", "", False),
    ],
)
def test_an_edge_has_no_letter_digit_or_mark_beside_it(
    before: str, after: str, *, expected: bool
) -> None:
    text = f"{before}x{after}"
    assert is_edge(text, len(before), len(before) + 1) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("LoRA", True),
        ("POS", True),
        ("eBay", True),
        ("Entropy", False),
        ("entropy", False),
        ("R", False),
        ("日本語", False),
        ("", False),
    ],
)
def test_a_capital_counts_beyond_the_first_letter(word: str, *, expected: bool) -> None:
    assert has_inner_capital(word) is expected
