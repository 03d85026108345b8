"""What each section of a page speaks of, and the words by which a search would not find it."""

from __future__ import annotations

import pytest
from helpers import entry

from mkdocs_grimoire.linking.search_words import GAPS, Cut, MentionIndex, missing_words

PEFT = entry("PEFT", found=("Parameter-Efficient Fine-Tuning",))
SOFTMAX = entry("softmax", aliases=("normalised exponential",), hidden=("soft max",))
BARE = Cut(finds_beginnings=False)
PREFIX = Cut(finds_beginnings=True)


def test_the_words_of_all_labels_are_missing_that_the_text_has_not() -> None:
    text = "We use parameter-efficient fine-tuning here."
    assert missing_words([PEFT], text, BARE) == ["PEFT"]
    assert missing_words([PEFT], "PEFT", BARE) == ["Parameter", "Efficient", "Fine", "Tuning"]
    assert missing_words([SOFTMAX], "Softmax", BARE) == ["normalised", "exponential", "soft", "max"]
    assert missing_words([], "PEFT", BARE) == []


def test_a_word_is_missing_once() -> None:
    one, other = entry("RMS", aliases=("mean square",)), entry("AM", aliases=("Mean",))
    assert missing_words([one, other], "", BARE) == ["RMS", "mean", "square", "AM"]


@pytest.mark.parametrize(
    ("text", "bare", "prefix"),
    [
        ("softmax", True, True),
        ("SOFTMAX,", True, True),
        ("(softmax)", True, False),
        ("softmaxes", False, True),
        ("a-softmax-b", True, True),
        ("unsoftmax", False, False),
        ("", False, False),
    ],
)
def test_a_word_is_found_as_the_search_finds_it(text: str, *, bare: bool, prefix: bool) -> None:
    assert (missing_words([entry("softmax")], text, BARE) == []) is bare
    assert (missing_words([entry("softmax")], text, PREFIX) == []) is prefix


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("<p>a softmax</p>", True),
        ("<p>softmax</p>", True),
        ("<p title='a softmax'>x</p>", False),
        ("<p title='a softmax'>x, softmax</p>", True),
        ("x < a softmax", True),
    ],
)
def test_what_stands_in_a_tag_finds_no_html(text: str, *, is_found: bool) -> None:
    cut = Cut(finds_beginnings=True, is_html=True)
    assert (missing_words([entry("softmax")], text, cut) == []) is is_found


def test_what_looks_like_a_tag_is_a_part_of_a_plain_text() -> None:
    assert missing_words([entry("vector<int>")], "a vector <int> b", PREFIX) == ["vector<int"]
    assert missing_words([entry("int")], "a vector <int> b", BARE) == []


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("C++", ["C++"]),
        (".NET", [".NET"]),
        ("e/acc", ["e/acc"]),
        ("Low Rank (LoRA)", ["Low", "Rank", "LoRA"]),
        ("part of speech", ["part", "speech"]),
        ("tug-of-war", ["tug", "war"]),
        ("The “Web”", ["Web"]),
        ("( )", []),
        ("強化学習", ["強化学習"]),
    ],
)
def test_a_label_is_looked_for_by_its_words(label: str, expected: list[str]) -> None:
    assert missing_words([entry(label)], "", BARE) == expected


@pytest.mark.parametrize("cut", [BARE, PREFIX])
def test_a_label_in_a_text_without_spaces_is_not_missing(cut: Cut) -> None:
    assert missing_words([entry("強化学習")], "深層強化学習の例", cut) == []
    assert missing_words([entry("強化学習")], "深層学習の例", cut) == ["強化学習"]


@pytest.mark.parametrize(
    ("separator", "text", "expected"),
    [
        (GAPS, "low-rank e/acc", ["low", "rank", "e/acc"]),
        (r"[\s\-/]+", "low-rank e/acc", ["low", "rank", "e", "acc"]),
        (r"\s+", "low-rank e/acc", ["low-rank", "e/acc"]),
        (r"[\s\-]+|(?!\b)(?=[A-Z][a-z])", "getPodName now", ["get", "Pod", "Name", "now"]),
        (r"(\s)|(-)", "a-b c", ["a", "b", "c"]),
        (r"[\s\-]+|(?<word", "low-rank", ["low", "rank"]),
    ],
)
def test_words_are_cut_where_the_site_says(separator: str, text: str, expected: list[str]) -> None:
    assert list(Cut(separator, finds_beginnings=True).words(text)) == expected


def test_what_a_page_speaks_of_is_kept_in_the_order_of_the_text_and_once() -> None:
    index = MentionIndex()
    index.add("a.md", {"": [SOFTMAX], "x": [PEFT, SOFTMAX]})
    index.add("a.md", {"x": [PEFT], "y": [PEFT]})
    index.add("b.md", {"": [PEFT]})
    on_a = {anchor: list(entries) for anchor, entries in index.on("a.md").items()}
    assert on_a == {"": [SOFTMAX], "x": [PEFT, SOFTMAX], "y": [PEFT]}


def test_a_page_that_is_read_anew_is_forgotten() -> None:
    index = MentionIndex()
    index.add("a.md", {"": [SOFTMAX]})
    index.forget("a.md")
    index.forget("never read.md")
    assert index.on("a.md") == {}
