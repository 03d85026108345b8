"""The forms of a label: its words, which of them are exact, and its regular plurals."""

from __future__ import annotations

import pytest
from helpers import entry

from mkdocs_grimoire.glossary.forms import Comparison, Form, form, inflections
from mkdocs_grimoire.sources.entry import Case

SOFTMAX = entry("softmax")


def made(label: str, case: Case = Case.SMART) -> Form:
    """Return the form of a label."""
    own = form(label, SOFTMAX, Comparison(case=case))
    assert own is not None
    return own


@pytest.mark.parametrize(
    ("label", "case", "words", "exact"),
    [
        ("softmax", Case.SMART, ("softmax",), (False,)),
        ("Softmax", Case.SMART, ("Softmax",), (False,)),
        ("LoRA", Case.SMART, ("LoRA",), (True,)),
        ("POS tagger", Case.SMART, ("POS", " ", "tagger"), (True, False, False)),
        ("Part-of-Speech", Case.SMART, ("Part", " ", "of", " ", "Speech"), (False,) * 5),
        ("k", Case.SMART, ("k",), (True,)),
        ("R", Case.SMART, ("R",), (True,)),
        ("C++", Case.SMART, ("C", "+", "+"), (False,) * 3),
        ("k means", Case.SMART, ("k", " ", "means"), (False,) * 3),
        ("LoRA", Case.IGNORE, ("LoRA",), (False,)),
        ("R", Case.IGNORE, ("R",), (False,)),
        ("softmax", Case.EXACT, ("softmax",), (True,)),
        ("  low \n rank  ", Case.SMART, ("low", " ", "rank"), (False,) * 3),
    ],
)
def test_each_word_of_a_label_has_its_case_rule(
    label: str, case: Case, words: tuple[str, ...], exact: tuple[bool, ...]
) -> None:
    own = made(label, case)
    assert (own.words, own.exact, own.entry, own.derived) == (words, exact, SOFTMAX, False)


@pytest.mark.parametrize("label", ["", "  ", "\n\t", "\u00a0"])
def test_nothing_has_no_form(label: str) -> None:
    assert form(label, SOFTMAX, Comparison()) is None


def test_the_case_rule_of_an_entry_overrules_that_of_the_site() -> None:
    own = form("LoRA", entry("LoRA", case=Case.IGNORE), Comparison(case=Case.EXACT))
    assert own is not None
    assert own.exact == (False,)


@pytest.mark.parametrize(
    ("label", "words", "expected"),
    [
        ("softmax", ["SoftMax"], True),
        ("LoRA", ["LoRA"], True),
        ("LoRA", ["lora"], False),
        ("POS tagger", ["POS", " ", "Tagger"], True),
        ("POS tagger", ["Pos", " ", "tagger"], False),
        ("POS tagger", ["POS tagger"], False),
    ],
)
def test_a_form_accepts_what_its_case_rules_allow(
    label: str, words: list[str], *, expected: bool
) -> None:
    assert made(label).accepts(words) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Softmax", "softmax", True),
        ("low-rank", "Low Rank", True),
        ("Bayes' rule", "Bayes\u2019 rule", True),
        ("LoRA", "lora", False),
        ("k", "K", False),
        ("C++", "C", False),
    ],
)
def test_labels_that_match_the_same_texts_are_one(one: str, other: str, *, expected: bool) -> None:
    assert (made(one).identity == made(other).identity) is expected


def test_labels_that_differ_in_case_alone_share_their_key() -> None:
    assert made("LoRA").key == made("lora").key == "lora"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("logit", ["logits"]),
        ("softmax", ["softmaxes"]),
        ("bus", ["buses"]),
        ("loss", ["losses"]),
        ("batch", ["batches"]),
        ("mesh", ["meshes"]),
        ("waltz", ["waltzes"]),
        ("entropy", ["entropies"]),
        ("key", ["keys"]),
        ("video", ["videos"]),
        ("tomato", ["tomatos", "tomatoes"]),
        ("LLM", ["LLMs"]),
        ("POS", ["POSes"]),
        ("GUY", ["GUYs"]),
        ("POLICY", ["POLICYs"]),
        ("cross entropy", ["cross entropies"]),
        ("low-rank adapter", ["low rank adapters"]),
        ("e/acc", ["e/accs"]),
    ],
)
def test_a_label_has_the_regular_plurals_of_its_last_word(label: str, expected: list[str]) -> None:
    assert ["".join(plural.words) for plural in inflections(made(label))] == expected


@pytest.mark.parametrize("label", ["R", "vitamin C", "C++", "Llama 3", "Bayes'", "日本語", "GPT4"])
def test_a_label_without_an_english_word_at_its_end_has_no_plural(label: str) -> None:
    assert list(inflections(made(label))) == []


def test_a_plural_keeps_the_case_rule_and_the_entry_of_its_label() -> None:
    (plural,) = inflections(made("POS Tagger"))
    assert plural == Form(
        ("POS", " ", "Taggers"), (True, False, False), SOFTMAX, derived=True, label="POS Tagger"
    )
