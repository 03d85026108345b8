"""What a text says against the glossary."""

from __future__ import annotations

import pytest
from helpers import Untouchable, entry, glossary, tree

from mkdocs_grimoire.findings.diagnostics import Edit, Rule
from mkdocs_grimoire.findings.lines import Lines
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.linking.prose import ProseCheck, Text, in_place_of
from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.sources.origin import Origin
from mkdocs_grimoire.text.flat import FlatText

TUNING = entry("Fine-tuning", avoid=("finetuning", "fine tuning"))
LORA = entry("LoRA", found=("Low Rank Adaptation",), avoid=("Lora",))
RULES = frozenset({Rule.AVOID, Rule.EXPANSION})


def messages(markup: str, *entries: Entry) -> list[str]:
    """Return what is found in a document."""
    check = ProseCheck(glossary(*(entries or (TUNING, LORA, "Tuning fork"))), RULES)
    flat = FlatText(tree(f"<div>{markup}</div>"), lambda _: "", Untouchable)
    origin = Origin(Place("a.md"), lambda: Lines(""))
    return [found.message for found in check.check(Text(flat, [(0, origin)]))]


@pytest.mark.parametrize(
    ("text", "better", "wording"),
    [
        ("a finetuning run", "fine-tuning", "finetuning"),
        ("Finetuning runs", "Fine-tuning", "Finetuning"),
        ("two finetunings", "fine-tunings", "finetunings"),
        ("a fine tuning run", "fine-tuning", "fine tuning"),
        ("Lora and LoRA", "LoRA", "Lora"),
        ("lora", "LoRA", "lora"),
        ("a finetuning's cost", "fine-tuning", "finetuning"),
        ('"finetuning costs"', "fine-tuning", "finetuning"),
    ],
)
def test_a_wording_to_avoid_is_found_with_what_to_use(text: str, better: str, wording: str) -> None:
    assert messages(f"<p>{text}</p>") == [f"use '{better}' instead of '{wording}'"]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>fine-tuning, Fine-Tuning, LoRA</p>",
        "<p>a finetuninglike thing</p>",
        "<p>a <code>finetuning</code> and a <a>finetuning</a></p>",
        '<p>a "finetuning", a \u201cfinetuning\u201d and a \u00abfinetuning\u00bb</p>',
        "<blockquote><p>finetuning</p></blockquote>",
        '<p class="no-term">finetuning</p>',
        "<p>See https://example.org/finetuning/ and $finetuning$.</p>",
        "<pre>finetuning</pre>",
    ],
)
def test_what_is_right_or_not_the_authors_is_not_found(markup: str) -> None:
    assert messages(markup) == []


def test_a_wording_in_a_heading_is_found() -> None:
    assert len(messages("<h2>On finetuning</h2>")) == 1


def test_a_wording_within_a_longer_label_is_none() -> None:
    fork = entry("Fork", avoid=("tuning",))
    assert messages("<p>a tuning fork</p>", fork, entry("Tuning fork")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Low-Rank Adapter (LoRA)",
        "low rank adapters (LoRA)",
        "LoRA (Low-Rank Adapter)",
        "a <em>Low-Rank Adapter</em> (LoRA)",
    ],
)
def test_an_acronym_that_is_spelled_out_otherwise_is_found(text: str) -> None:
    (message,) = messages(f"<p>{text}</p>")
    assert message.startswith("'LoRA' is spelled out as '")
    assert message.endswith(", in the glossary as 'Low Rank Adaptation'")


@pytest.mark.parametrize(
    "text",
    [
        "Low-Rank Adaptation (LoRA)",
        "low rank adaptations (LoRAs)",
        "LoRA (low-rank adaptation)",
        "an adapter (LoRA)",
        "Parts of Speech (POS)",
        "<code>Low-Rank Adapter</code> (LoRA)",
        "Lots of rare animals. (LoRA)",
    ],
)
def test_hyphens_plurals_and_case_do_not_count(text: str) -> None:
    assert messages(f"<p>{text}</p>") == []


MTLS = entry(
    "Mutual Transport Layer Security (mTLS)", found=("Mutual Transport Layer Security", "mTLS")
)
TLS = entry("TLS", found=("Transport Layer Security",))


def test_an_acronym_within_a_long_form_may_be_spelled_out_or_not() -> None:
    assert messages("<p>Mutual TLS (mTLS)</p>", MTLS, TLS) == []
    assert len(messages("<p>Mutual Trusted Layer Safety (mTLS)</p>", MTLS, TLS)) == 1


def test_an_acronym_of_two_entries_may_have_either_long_form() -> None:
    delivery = entry("Continuous Delivery (CD)", found=("Continuous Delivery", "CD"))
    deployment = entry("Continuous Deployment (CD)", found=("Continuous Deployment", "CD"))
    assert messages("<p>Continuous Deployment (CD)</p>", delivery, deployment) == []


def test_what_begins_with_an_article_is_no_long_form() -> None:
    api = entry("API", found=("Application Programming Interface",))
    assert messages("<p>It is a gRPC service (API).</p>", api) == []


def test_an_acronym_without_a_long_form_in_the_glossary_may_have_any() -> None:
    assert messages("<p>Low-Rank Adapter (LoRA)</p>", entry("LoRA")) == []


@pytest.mark.parametrize(
    ("surface", "made", "expected"),
    [
        ("finetuning", TUNING, "fine-tuning"),
        ("lora", LORA, "LoRA"),
        ("kubernets", entry("Kubernetes", avoid=("kubernets",), case=Case.EXACT), "Kubernetes"),
        ("Crossentropy", entry("Cross entropy", avoid=("crossentropy",)), "Cross entropy"),
        ("crossentropy", entry("Cross Entropy", avoid=("crossentropy",)), "cross entropy"),
        ("apis", entry("API Gateway", avoid=("api",)), "API Gateways"),
        ("PoS", entry("Part of Speech (POS)", avoid=("PoS",)), "POS"),
        ("word class", entry("Part of Speech (POS)", avoid=("word class",)), "part of speech"),
    ],
)
def test_the_term_takes_the_case_and_number_of_the_wording(
    surface: str, made: Entry, expected: str
) -> None:
    assert in_place_of(surface, made) == expected


def test_a_finding_has_the_change_that_mends_it() -> None:
    check = ProseCheck(glossary(TUNING), RULES)
    flat = FlatText(tree("<div><p>a finetuning</p></div>"), lambda _: "", Untouchable)
    lines = Lines("a *finetuning*")
    (found,) = check.check(Text(flat, [(0, Origin(Place("a.md"), lambda: lines))]))
    assert (found.place, found.edit) == (Place("a.md", 1, 4), Edit("finetuning", "fine-tuning"))


def test_a_rule_that_is_ignored_costs_nothing_and_finds_nothing() -> None:
    check = ProseCheck(glossary(TUNING, LORA), frozenset())
    flat = FlatText(tree("<div><p>finetuning</p></div>"), lambda _: "", Untouchable)
    assert list(check.check(Text(flat, []))) == []
