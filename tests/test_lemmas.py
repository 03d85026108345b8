"""Other languages than English: words compared by lemma, and what a wrong option says."""

from __future__ import annotations

import importlib.util
from collections import Counter

import pytest
from conftest import SiteBuilder
from helpers import entry, find, glossary, matcher

from mkdocs_grimoire.builds.lemmas import lemmatizer, problem
from mkdocs_grimoire.builds.settings import read_settings
from mkdocs_grimoire.glossary.forms import Accents
from mkdocs_grimoire.sources.entry import Case

LEMMAS = {
    "Netze": "Netz",
    "Netzen": "Netz",
    "neuronales": "neuronal",
    "neuronalen": "neuronal",
    "neuronale": "neuronal",
    "r\u00e9seaux": "r\u00e9seau",
    "POS": "position",
    "Bank": "Bank",
    "Banken": "Bank",
    "B\u00e4nke": "Bank",
}


def lemma(word: str) -> str:
    """Return the lemma of the few words that these tests know."""
    return LEMMAS.get(word, word)


@pytest.mark.parametrize(
    ("labels", "text", "expected"),
    [
        (["Netz"], "Netz Netze Netzen netz", ["Netz"] * 4),
        (["Netze"], "ein Netz", ["Netze"]),
        (["neuronales Netz"], "in neuronalen Netzen", ["neuronales Netz"]),
        (["neuronales Netz"], "neuronale\nNetze", ["neuronales Netz"]),
        (["neuronales-Netz"], "neuronale Netze", ["neuronales-Netz"]),
        (["Netz", "neuronales Netz"], "neuronale Netze", ["neuronales Netz"]),
        (["Netz", "Netze"], "Netz Netze Netzen", ["Netz", "Netze"]),
        (["Banken", "B\u00e4nke"], "Bank Banken B\u00e4nke", ["Banken", "B\u00e4nke"]),
        (["POS"], "position POS", ["POS"]),
        (["position"], "POS position", ["position"]),
        (["POS-Netz"], "POS-Netze position Netze", ["POS-Netz"]),
        (["Netz"], "die Netz's", ["Netz"]),
        (["Netz"], "Netzwerk", []),
    ],
)
def test_words_are_compared_by_lemma(labels: list[str], text: str, expected: list[str]) -> None:
    made = matcher(*labels, plural=False, lemma=lemma)
    assert [term for _, term in find(made, text)] == expected


def test_a_lemma_does_not_take_what_a_label_claims_that_is_not_linked() -> None:
    quiet = entry("Netze", autolink=False)
    assert find(matcher("Netz", quiet, lemma=lemma), "Netz Netze Netzen") == [
        ("Netz", "Netz"),
        ("Netzen", "Netz"),
    ]


def test_an_exact_label_is_not_compared_by_lemma() -> None:
    assert find(matcher("Netz", case=Case.EXACT, lemma=lemma), "Netz Netze") == [("Netz", "Netz")]


def test_lemmas_and_english_rules_go_together() -> None:
    made = matcher("Netz", "logit", lemma=lemma)
    assert find(made, "Netze, logits") == [("Netze", "Netz"), ("logits", "logit")]


def test_lemmas_are_compared_without_accents_if_these_do_not_count() -> None:
    made = matcher("reseau", lemma=lemma, accents=Accents.IGNORE)
    assert find(made, "les r\u00e9seaux") == [("r\u00e9seaux", "reseau")]


def test_each_word_is_looked_up_once() -> None:
    asked: Counter[str] = Counter()

    def counting(word: str) -> str:
        asked[word] += 1
        return lemma(word)

    made = matcher("Netz", plural=False, lemma=counting)
    asked.clear()
    assert len(find(made, "die Netze die Netze " * 10)) == 20
    assert asked == {"die": 1, "Netze": 1}


def test_a_reference_is_found_by_lemma() -> None:
    made = glossary("neuronales Netz", "POS", lemma=lemma)
    assert made.resolve("neuronalen Netzen") is made.entries[0]
    assert made.resolve("Banken") is None


@pytest.mark.parametrize(
    ("codes", "forms"),
    [
        (["de"], ["Netz", "Netze", "Netzen"]),
        (["de"], ["neuronales", "neuronalen", "Neuronale", "Neuronales"]),
        (["de"], ["Modell", "Modelle", "Modellen"]),
        (["fr"], ["r\u00e9seau", "r\u00e9seaux", "R\u00e9seaux"]),
        (["de", "fr"], ["cheval", "chevaux"]),
    ],
)
def test_the_package_knows_the_forms_of_a_word(codes: list[str], forms: list[str]) -> None:
    known = lemmatizer(codes)
    assert len({known(word).casefold() for word in forms}) == 1


def wrong(value: object) -> str:
    """Return what the option says against a value, or an empty string."""
    try:
        read_settings({"plurals": value})
    except ValueError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("value", [True, False, "de", "en", ["de", "fr"], ["en", "de"], []])
def test_the_option_takes_a_switch_and_languages(value: object) -> None:
    assert wrong(value) == ""


@pytest.mark.parametrize("value", ["xx", ["de", "klingon"], "DE"])
def test_an_unknown_language_is_named(value: str | list[str]) -> None:
    code = value if isinstance(value, str) else value[-1]
    assert f"no lemmas for the language '{code}'" in wrong(value)


@pytest.mark.parametrize("value", [1, {"de": True}, [True], [["de"]]])
def test_what_is_no_language_is_refused(value: object) -> None:
    assert "expected true, false or language codes" in wrong(value)


def test_without_the_package_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert "pip install mkdocs-grimoire[languages]" in problem(["de"])
    assert "pip install mkdocs-grimoire[languages]" in wrong("de")
    assert wrong("en") == wrong(["en"]) == wrong(value=True) == ""


def test_english_alone_asks_for_no_package() -> None:
    comparison = read_settings({"plurals": "en"}).options("en").comparison
    assert (comparison.plurals, comparison.lemma) == (True, None)


def test_a_site_in_two_languages(site: SiteBuilder) -> None:
    files = {
        "index.md": "Neuronale Netze und die Logits.",
        "glossary.md": "# G\n\n## neuronales Netz\n\nRechnet.\n\n## Logit\n\nZahl.\n",
    }
    built = site(files, {"plurals": ["de", "en"], "backlinks": False, "tooltips": False})
    html = built.content("index.html")
    assert ">Neuronale Netze</a> und die <a" in html
    assert ">Logits</a>" in html
