"""What might be a use, whatever the rules say; and which rule says no."""

from __future__ import annotations

import pytest
from helpers import entry, glossary, pages_of

from mkdocs_grimoire.command.loose import LooseMatcher
from mkdocs_grimoire.command.refusals import Refusals
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.sources.entry import Case, Entry


def found(known: Glossary, text: str) -> list[tuple[str, list[str]]]:
    """Return the surface of each stretch, and the terms of those that claim it."""
    return [
        (text[each.start : each.end], [claim.entry.term for claim in each.claims])
        for each in LooseMatcher(known).find(text)
    ]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("POS", "a pos b"),
        ("softmax", "SOFTMAX"),
        ("logit", "logits"),
        ("Logits", "logit"),
        ("cross entropy", "Cross\nEntropies"),
        ("C++", "c++"),
        (".NET", "in .net"),
        ("softmax", "soft\u00admax"),
        ("softmax", "softmax関数"),
    ],
)
def test_any_case_and_number_of_a_label_might_be_a_use(label: str, text: str) -> None:
    assert [terms for _, terms in found(glossary(label, plural=False), text)] == [[label]]


def test_a_part_of_a_word_is_none() -> None:
    assert found(glossary("max", "C"), "softmax maxim C3") == []


def test_stretches_within_others_are_found_as_well() -> None:
    known = glossary("cross entropy", "entropy")
    assert found(known, "a cross entropy") == [
        ("cross entropy", ["cross entropy"]),
        ("entropy", ["entropy"]),
    ]


def test_a_stretch_has_every_entry_that_claims_it_once() -> None:
    known = glossary(entry("pod", aliases=("pods",)), entry("capsule", aliases=("Pod",)))
    assert found(known, "pods") == [("pods", ["pod", "capsule"])]


LEAD = entry("lead", never=("Lead", "leads*"))
SCOPED = entry("pod", scope=("cluster/*",))
NEW, NEWS = entry("new"), entry("news", autolink=False)
ONE, OTHER = entry("state", aliases=("SP",)), entry("phase", aliases=("SP",))


@pytest.mark.parametrize(
    ("entries", "text", "reason"),
    [
        ((entry("POS"),), "pos", "the case differs from 'POS'"),
        ((entry("pos", case=Case.EXACT),), "Pos", "the case differs from 'pos'"),
        ((entry("go", autolink=False),), "go", 'its entry says autolink="off"'),
        ((LEAD,), "Lead", 'its entry says never="Lead, leads*"'),
        ((LEAD,), "LEADS", 'its entry says never="Lead, leads*"'),
        ((SCOPED,), "pod", "its entry holds on other pages: cluster/*"),
        ((ONE, OTHER), "SP", "ambiguous, a label of 'phase' (glossary.md:1) as well"),
        ((NEW, NEWS), "news", "a label of 'news' (glossary.md:1)"),
        (
            (entry("axe"), entry("axis")),
            "axes",
            "ambiguous, a form of 'axis' (glossary.md:1) as well",
        ),
    ],
)
def test_the_rule_is_named_that_keeps_words_from_being_linked(
    entries: tuple[Entry, ...], text: str, reason: str
) -> None:
    known = glossary(*entries, pages=pages_of("cluster/a.md", "page.md"))
    (stretch,) = LooseMatcher(known).find(text)
    reasons = [why for _, why in Refusals(known).of(stretch, frozenset({"page.md"}))]
    assert reason in reasons


def test_an_ambiguous_label_is_explained_once() -> None:
    (stretch,) = LooseMatcher(glossary(ONE, OTHER)).find("SP")
    assert len(list(Refusals(glossary(ONE, OTHER)).of(stretch, None))) == 1


def test_without_plurals_that_is_the_reason() -> None:
    known = glossary("logit", plural=False)
    (stretch,) = LooseMatcher(known).find("logits")
    assert [why for _, why in Refusals(known).of(stretch, None)] == ["plurals are off"]
