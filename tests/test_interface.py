"""Holds the interface words to being whole in every language."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from mkdocs_grimoire.pages.interface import ENGLISH, LANGUAGES, WORD_NAMES, words_for


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_every_word_and_counts_what_is_left(language: str) -> None:
    words = asdict(LANGUAGES[language])
    assert set(words) == set(WORD_NAMES)
    assert all(word.strip() == word != "" for word in words.values())
    assert "{left}" in words["left"]
    assert "{all}" in words["left"]


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_no_language_but_english_speaks_english(language: str) -> None:
    words, english = asdict(LANGUAGES[language]), asdict(ENGLISH)
    same = {name for name in WORD_NAMES if words[name] == english[name]}
    assert same <= {"letters"}


def test_the_ten_languages_that_were_promised_are_there() -> None:
    assert set(LANGUAGES) >= {"en", "de", "fr", "es", "pt", "it", "ja", "zh", "ru", "ar"}


@pytest.mark.parametrize(
    ("code", "language"),
    [("de", "de"), ("pt-BR", "pt"), ("zh_Hant", "zh"), ("FR", "fr"), ("tlh", "en"), ("", "en")],
)
def test_a_language_is_found_by_its_code_without_region(code: str, language: str) -> None:
    assert words_for(code, {}) == LANGUAGES[language]


def test_a_word_can_be_overruled() -> None:
    words = words_for("de", {"used_in": "Zu finden in"})
    assert words.used_in == "Zu finden in"
    assert words.filter == LANGUAGES["de"].filter
