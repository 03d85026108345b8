"""What each label means: owners, duplicates, ambiguity, names in references, and near misses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import entry, find, glossary, matcher

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.glossary.matcher import Matcher
from mkdocs_grimoire.sources.entry import Case, Entry


def messages(found: Glossary) -> list[str]:
    """Return the findings of a glossary as they are shown."""
    return [str(finding) for finding in found.findings]


def at(line: int) -> Place:
    """Return a place of the glossary page."""
    return Place("glossary.md", line)


def test_a_glossary_keeps_its_entries_in_source_order() -> None:
    first, second = entry("B"), entry("A")
    assert glossary(first, second).entries == (first, second)
    assert glossary(first, second).by_anchor == {"b": first, "a": second}


def test_an_empty_glossary_knows_nothing() -> None:
    empty = glossary()
    assert (list(empty.forms()), empty.resolve("x"), empty.nearest("x")) == ([], None, "")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Softmax", "Softmax"),
        ("Softmax", "softmax"),
        ("low rank", "Low-Rank"),
        ("Bayes' rule", "Bayes\u2019 rule"),
        ("LoRA", "LoRA"),
    ],
)
def test_a_term_that_is_defined_twice_belongs_to_the_first(first: str, second: str) -> None:
    one, other = entry(first, place=at(3)), entry(second, place=at(9))
    made = glossary(one, other)
    assert messages(made) == [
        f"glossary.md:9: '{second}' is defined already at glossary.md:3 [duplicate]"
    ]
    assert {form.entry for form in made.forms()} == {one}
    assert made.resolve(first) is one
    assert made.duplicates == {other}


def test_every_further_definition_names_the_first_place() -> None:
    made = glossary(*(entry("Softmax", place=at(line)) for line in (3, 9, 15)))
    assert messages(made) == [
        "glossary.md:9: 'Softmax' is defined already at glossary.md:3 [duplicate]",
        "glossary.md:15: 'Softmax' is defined already at glossary.md:3 [duplicate]",
    ]


@pytest.mark.parametrize(("first", "second"), [("POS", "pos"), ("R", "r"), ("LoRA", "Lora")])
def test_terms_that_case_tells_apart_are_no_duplicates(first: str, second: str) -> None:
    made = glossary(first, second)
    assert made.findings == []
    assert find(Matcher(made.forms()), f"{first} {second}") == [(first, first), (second, second)]


def test_one_term_with_two_case_rules_is_a_duplicate() -> None:
    made = glossary(entry("Softmax", place=at(3)), entry("Softmax", case=Case.EXACT, place=at(9)))
    assert messages(made) == [
        "glossary.md:9: 'Softmax' is defined already at glossary.md:3 [duplicate]"
    ]


def test_an_alias_that_is_a_term_of_another_entry_is_linked_to_neither() -> None:
    made = glossary(
        entry("Softmax", place=at(3)),
        entry("Argmax", aliases=("softmax",), place=at(9)),
    )
    assert messages(made) == [
        "glossary.md:9: 'softmax' is also a label of 'Softmax' (glossary.md:3) [ambiguous]"
    ]
    assert find(Matcher(made.forms()), "softmax argmax") == [("argmax", "Argmax")]


@pytest.mark.parametrize("field", ["aliases", "hidden"])
def test_an_alias_of_two_entries_is_linked_to_neither(field: str) -> None:
    made = glossary(
        entry("A1", place=at(3), **{field: ("shared",)}),
        entry("B1", place=at(9), **{field: ("Shared",)}),
        entry("C1", place=at(15), **{field: ("shared",)}),
    )
    assert messages(made) == [
        "glossary.md:9: 'Shared' is also a label of 'A1' (glossary.md:3) [ambiguous]",
        "glossary.md:15: 'shared' is also a label of 'A1' (glossary.md:3) [ambiguous]",
    ]
    assert find(Matcher(made.forms()), "shared A1") == [("A1", "A1")]


def test_labels_of_one_entry_may_be_the_same() -> None:
    made = glossary(entry("Softmax", aliases=("softmax", "soft max"), hidden=("soft-max",)))
    assert made.findings == []
    assert find(Matcher(made.forms()), "softmax soft max") == [
        ("softmax", "Softmax"),
        ("soft max", "Softmax"),
    ]


def test_a_label_that_was_found_gives_way_to_one_that_was_listed() -> None:
    one, other = entry("A1", found=("ab",)), entry("B1", aliases=("AB",), case=Case.IGNORE)
    made = glossary(one, other)
    assert made.findings == []
    assert find(Matcher(made.forms()), "ab") == [("ab", "B1")]


def test_a_label_that_was_found_twice_is_nobodys() -> None:
    made = glossary(entry("A1", found=("cd",)), entry("B1", found=("cd",)))
    assert made.findings == []
    assert find(Matcher(made.forms()), "cd") == []


def test_labels_of_an_entry_that_is_not_to_be_linked_only_stand_in_the_way() -> None:
    made = glossary(entry("Softmax", autolink=False), "Argmax")
    assert {form.entry.term for form in made.forms() if form.linked} == {"Argmax"}
    assert made.resolve("softmax") is made.entries[0]


def test_plurals_can_be_switched_off() -> None:
    assert find(matcher("logit", plural=False), "logits logit") == [("logit", "logit")]
    assert glossary("logit", plural=False).resolve("logits") is None


def test_a_plural_gives_way_to_the_label_of_another_entry() -> None:
    assert find(matcher("bank", "banks"), "bank banks") == [("bank", "bank"), ("banks", "banks")]


def test_a_plural_of_two_entries_is_neither() -> None:
    assert find(matcher("tomato", "tomatoe"), "tomatoes tomato") == [("tomato", "tomato")]


def test_a_plural_of_two_labels_of_one_entry_is_linked() -> None:
    found = matcher(entry("tomato", aliases=("tomatoe",)))
    assert find(found, "tomatoes") == [("tomatoes", "tomato")]


def test_a_plural_gives_way_to_a_label_that_two_other_entries_claim() -> None:
    found = matcher(entry("A1", aliases=("banks",)), entry("B1", aliases=("banks",)), "bank")
    assert find(found, "banks") == []


def test_a_plural_gives_way_to_the_label_of_an_entry_that_is_not_to_be_linked() -> None:
    assert find(matcher(entry("banks", autolink=False), "bank"), "banks") == []


LORA = entry("LoRA", aliases=("low-rank adapters",), found=("Low Rank Adaptation",))
ENTROPY = entry("Cross Entropy", hidden=("crossentropy",))
POS = entry("POS")
POSITION = entry("pos", anchor="position")
BAYES = entry("Bayes' rule", anchor="bayes")
NAMES = glossary(LORA, ENTROPY, POS, POSITION, BAYES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("LoRA", LORA),
        ("lora", LORA),
        ("LORA", LORA),
        ("low-rank adapters", LORA),
        ("low rank adapters", LORA),
        ("Low\u2011Rank Adapters", LORA),
        ("low rank adaptation", LORA),
        ("Cross Entropy", ENTROPY),
        ("cross-entropy", ENTROPY),
        ("cross entropies", ENTROPY),
        ("CROSS  \n ENTROPY", ENTROPY),
        ("crossentropy", ENTROPY),
        ("POS", POS),
        ("pos", POSITION),
        ("Pos", POS),
        ("position", POSITION),
        ("bayes", BAYES),
        ("Bayes\u2019 Rule", BAYES),
        ("bayes' rules", BAYES),
        (" LoRA ", LORA),
        ("\uff2c\uff4f\uff32\uff21", LORA),
    ],
)
def test_a_name_is_taken_exactly_then_without_case_then_as_in_prose(
    name: str, expected: Entry
) -> None:
    assert NAMES.resolve(name) is expected


@pytest.mark.parametrize("name", ["", " ", "softmax", "LoR", "LoRA2", "Entropy", "#lora"])
def test_a_name_that_means_nothing_is_not_guessed(name: str) -> None:
    assert NAMES.resolve(name) is None


def test_a_term_goes_before_an_alias_and_an_anchor_of_the_same_name() -> None:
    term = entry("softmax", anchor="x")
    others = entry("A1", aliases=("softmax",)), entry("B1", anchor="softmax")
    assert glossary(*others, term).resolve("softmax") is term


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("softmx", "softmax"),
        ("Softmx", "Softmax"),
        ("cros entropy", "cross entropy"),
        ("crossentrpy", "cross entropy"),
        ("Lora adaptor", "LoRA adapter"),
        ("entirely different", ""),
        ("", ""),
        ("x", ""),
    ],
)
def test_the_nearest_label_is_suggested_if_one_is_near(name: str, expected: str) -> None:
    made = glossary("Softmax", "Cross Entropy", entry("LoRA", aliases=("LoRA adapter",)))
    assert made.nearest(name) == expected


def test_a_hidden_alias_is_never_suggested() -> None:
    assert glossary(entry("A1", hidden=("crossentropy",))).nearest("crossentrop") == ""


def test_what_is_suggested_is_understood() -> None:
    made = glossary("POS tagger", "Softmax", "naïve Bayes")
    for name in ("pos taggr", "softmaxx", "naive bayes"):
        assert made.resolve(made.nearest(name)) is not None


PROGRAM = """
from helpers import glossary
name = "abcdefghij"
labels = [name[:i] + c + name[i + 1 :] for c in "0123456789" for i in range(2, 8)]
print(glossary(*labels).nearest(name))
"""


def test_what_is_suggested_is_the_same_in_each_build() -> None:
    folder = Path(__file__).parent
    suggested = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(suggested) == 1
