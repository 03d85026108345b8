"""What a word is: the units of labels and texts, their edges and their capitals."""

from __future__ import annotations

import unicodedata

import pytest

from mkdocs_grimoire.text.words import (
    careful_cut,
    cut_of,
    has_inner_capital,
    is_edge,
    normal,
    seen,
    simple_cut,
    units,
    without_accents,
)


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
        ("日本語", ["日", "本", "語"]),
        ("softmax関数x", ["softmax", "関", "数", "x"]),
        ("ﾃﾞｰﾀ", ["デ", "ー", "タ"]),
        ("\u30c6\u3099", ["デ"]),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", ["한", "글"]),
        ("กำลัง", ["ก\u0e4d\u0e32", "ลั", "ง"]),
        ("soft\u00admax", ["softmax"]),
        ("\u200blow\u200d\ufeff rank\u2060", ["low", " ", "rank"]),
        ("C\u200b+\u200b+", ["C", "+", "+"]),
        ("\u00ad", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words_gaps_and_symbols(text: str, expected: list[str]) -> None:
    assert list(units(text)) == expected


@pytest.mark.parametrize("text", ["a  b-c\n\n.d", "日本 e\u0301\u00a0x", "\x00\t-'\u2019", "- -"])
def test_the_units_of_a_text_are_the_whole_text(text: str) -> None:
    for cut in (simple_cut(), careful_cut()):
        assert "".join(unit[0] for unit in cut.unit.finditer(text)) == text


@pytest.mark.parametrize(
    "text", ["a  b-c\n\n.d é \u00a0x", "Λέξη-Слово x_y2 (½) don\u2019t, Tiếng \ufffc"]
)
def test_both_cuts_are_one_where_spaces_part_the_words_and_letters_have_no_marks(text: str) -> None:
    assert cut_of(text) is simple_cut()
    simple, careful = (
        [(unit.span(), unit.lastgroup) for unit in cut.unit.finditer(text)]
        for cut in (simple_cut(), careful_cut())
    )
    assert simple == careful


def test_every_mark_makes_a_text_need_care_and_no_selector_does() -> None:
    for code in range(0x10000):
        character = chr(code)
        is_mark = unicodedata.category(character)[0] == "M"
        if "\ufe00" <= character <= "\ufe0f":
            assert cut_of(character) is simple_cut()
        elif is_mark:
            assert cut_of(character) is careful_cut(), f"{code:x}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("na\u00efve", "naive"),
        ("nai\u0308ve", "naive"),
        ("\u1ec7", "e"),
        ("\u0439", "\u0438"),
        ("\u03ac", "\u03b1"),
        ("が", "が"),
        ("हिन्दी", "हिन्दी"),
        ("한글", "한글"),
        ("\u00d8", "\u00d8"),
        ("\u0301", ""),
    ],
)
def test_accents_are_taken_off_and_nothing_else(text: str, expected: str) -> None:
    assert without_accents(text) == expected


def test_what_is_invisible_is_taken_out() -> None:
    assert seen(" \u200bso\u00adft\u200c\u200d\u2060\ufeffmax\u200b ") == "softmax"


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
        ("語", "", True),
        ("", "語", True),
        ("\u0e48", "", True),
        ("", "\u3099", False),
        ("語_", "", False),
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
