"""Acronyms that a text introduces: the long form of a short one, and the other way round."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.text.acronyms import long_form, short_form, split_pair


@pytest.mark.parametrize(
    ("text", "short", "expected"),
    [
        ("Low Rank Adaptation (LoRA) is a method.", "LoRA", "Low Rank Adaptation"),
        ("Low-Rank Adaptation (LoRA)", "LoRA", "Low-Rank Adaptation"),
        ("Parameter Efficient Fine Tuning (PEFT)", "PEFT", "Parameter Efficient Fine Tuning"),
        ("parameter-efficient fine-tuning (PEFT)", "PEFT", "parameter-efficient fine-tuning"),
        ("Named entity recognition (NER) marks", "NER", "Named entity recognition"),
        ("See also the Large Language Model (LLM).", "LLM", "Large Language Model"),
        ("First this. Chain of Thought (CoT)", "CoT", "Chain of Thought"),
        ("A machine\nlearning (ML) text", "ML", "machine learning"),
        ("**Mean squared error (MSE)**", "MSE", "Mean squared error"),
        ("*Mean squared error* (MSE)", "MSE", "Mean squared error"),
        ("Graphics ( GPU ), graphics processing unit (GPU)", "GPU", "graphics processing unit"),
        (
            "n-gram precision (BLEU), the bilingual evaluation understudy (BLEU)",
            "BLEU",
            "bilingual evaluation understudy",
        ),
        ("Naïve Bayes (NB)", "NB", "Naïve Bayes"),
    ],
)
def test_a_long_form_is_read_from_the_words_before_the_parenthesis(
    text: str, short: str, expected: str
) -> None:
    assert long_form(text, short) == expected


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Low Rank Adaptation", "LoRA"),
        ("Low Rank Adaptation (LoRA)", "PEFT"),
        ("Low Rank Adaptation (LoRA)", "lora"),
        ("This is unrelated (LoRA)", "LoRA"),
        ("A slow rank adaptation (LoRA)", "LoRA"),
        ("Softmax (S)", "S"),
        ("some words there (swt)", "swt"),
        ("Low. Rank Adaptation (LoRA)", "LoRA"),
        ("Low\n\nRank Adaptation (LoRA)", "LoRA"),
        ("Mechanistic (MI)", "MI"),
        ("A b c d e f g h i j k l m n o p q (AQ)", "AQ"),
        ("(LoRA)", "LoRA"),
        ("", "LoRA"),
    ],
)
def test_what_does_not_spell_an_acronym_out_gives_none(text: str, short: str) -> None:
    assert long_form(text, short) == ""


@pytest.mark.parametrize(
    ("text", "long", "expected"),
    [
        ("Low Rank Adaptation (LoRA) is", "Low Rank Adaptation", "LoRA"),
        ("low rank adaptation (LoRA) is", "Low Rank Adaptation", "LoRA"),
        ("The low rank adaptation (LoRA)", "low rank adaptation", "LoRA"),
        ("Low rank adaptation (LoRA ), here", "low rank adaptation", "LoRA"),
        ("Cross entropy is the cost (CE).", "cross entropy", ""),
        ("Cross entropy (a cost)", "cross entropy", ""),
        ("Cross entropy", "cross entropy", ""),
    ],
)
def test_a_short_form_is_read_from_the_parenthesis_after_the_long_one(
    text: str, long: str, expected: str
) -> None:
    assert short_form(text, long) == expected


@pytest.mark.parametrize("term", ["Entropy", "opy"])
def test_an_acronym_of_a_longer_term_is_not_one_of_its_last_word(term: str) -> None:
    assert short_form("Unlike Cross Entropy (CE), it has one argument.", term) == ""


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Low-Rank Adaptation (LoRA)", ("Low-Rank Adaptation", "LoRA")),
        ("LoRA (Low-Rank Adaptation)", ("Low-Rank Adaptation", "LoRA")),
        ("Part of Speech (POS)", ("Part of Speech", "POS")),
        ("LoRA", ("", "")),
        ("Python (language)", ("", "")),
        ("Mercury (planet)", ("", "")),
        ("The Low-Rank Adaptation (LoRA)", ("", "")),
        ("Low-Rank Adaptation (LoRA) method", ("", "")),
        ("LoRA (LoRA)", ("", "")),
        ("()", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_label_of_both_forms_is_split(label: str, expected: tuple[str, str]) -> None:
    assert split_pair(label) == expected
