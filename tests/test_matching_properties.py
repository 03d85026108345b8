"""The matcher against a slow reference that tries every stretch of a text against every form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from helpers import entry, pages_of
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st
from trying import tried_on

from mkdocs_grimoire.glossary.forms import Accents, Comparison
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.glossary.matcher import Match, Matcher
from mkdocs_grimoire.sources.entry import Entry

PAGES = ("a.md", "b.md", "c.md")
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")

INFLECTED = {
    "logit": ("logits",),
    "logits": ("logitses", "logit"),
    "box": ("boxes",),
    "matrix": ("matrices", "matrixes"),
    "Criteria": ("Criterion",),
    "LLM": ("LLMs",),
    "city": ("cities",),
    "na\u00efve": ("na\u00efves",),
    "caf\u00e9": ("caf\u00e9s",),
}
PLAIN = ("C++", ".NET", "e/acc", "Bayes'", "関数", "モデル", "語", "한국어", "กำลัง", "2", "ab_c")
ATOMS = (*INFLECTED, *PLAIN)


class Written(NamedTuple):
    """One way to write a label, as the contract sees it."""

    text: str
    entry: Entry
    derived: bool = False


def in_word(character: str) -> bool:
    """Return whether a character is of a word: a letter, a digit, a mark, an underscore."""
    return character == "_" or unicodedata.category(character)[0] in "LNM"


def is_spaceless(character: str) -> bool:
    """Return whether a character is of a script that puts no space between words."""
    name = unicodedata.name(character, "")
    return name.startswith(SCRIPTS) and "DIGIT" not in name


def compared(text: str, accents: Accents) -> str:
    """Return what a text is compared by."""
    seen = "".join(letter for letter in text if letter not in INVISIBLE)
    text = unicodedata.normalize("NFKC", seen)
    if accents is Accents.IGNORE:
        apart = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFKC", re.sub("[\u0300-\u036f]", "", apart))
    letters = ["'" if letter in "'\u2019" else letter for letter in text]
    for i in range(1, len(letters) - 1):
        if text[i] in "-\u2010\u2011" and in_word(text[i - 1]) and in_word(text[i + 1]):
            letters[i] = " "
    return re.sub(r"\s+", " ", "".join(letters)).strip()


def words(text: str) -> list[str]:
    """Return the words of a compared text, a letter of a spaceless script being one."""
    parted = "".join(
        f" {letter} " if is_spaceless(letter) else letter if in_word(letter) else " "
        for letter in text
    )
    return parted.split()


def is_exact(word: str) -> bool:
    """Return whether the case of a word counts."""
    return any(letter.isupper() for letter in [mark for mark in word if mark.isalpha()][1:])


def is_form(surface: str, label: str, accents: Accents) -> bool:
    """Return whether a surface is a label, but for what `case: smart` lets pass."""
    mine, theirs = compared(label, accents), compared(surface, accents)
    if len(mine) == 1:
        return mine == theirs
    return mine.casefold() == theirs.casefold() and all(
        one == other for one, other in zip(words(mine), words(theirs), strict=True) if is_exact(one)
    )


def inflected(label: str) -> list[str]:
    """Return the forms of a label that its last word makes."""
    for atom in sorted(INFLECTED, key=len, reverse=True):
        if label.endswith(atom):
            return [label.removesuffix(atom) + other for other in INFLECTED[atom]]
    return []


def is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch of a text without invisible characters is of whole words."""
    if text[start].isspace() or text[end - 1].isspace():
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if after and unicodedata.category(after)[0] == "M":
        return False
    pairs = ((before, text[start]), (after, text[end - 1]))
    return not any(
        neighbour and in_word(neighbour) and not is_spaceless(neighbour) and not is_spaceless(own)
        for neighbour, own in pairs
    )


def is_stopped(surface: str, whose: Entry, accents: Accents) -> bool:
    """Return whether an entry says that a surface is not to be linked."""
    for spelling in whose.never:
        stem = spelling.removesuffix("*")
        if stem == spelling and compared(surface, accents) == compared(spelling, accents):
            return True
        if stem != spelling and any(
            compared(surface, accents).casefold() == compared(other, accents).casefold()
            for other in (stem, *inflected(stem))
        ):
            return True
    return False


def reach(whose: Entry) -> tuple[str, ...]:
    """Return the pages on which an entry holds."""
    return whose.scope or PAGES


def owner(surface: str, forms: list[Written], page: str, accents: Accents) -> Entry | None:
    """Return whose form a surface is on a page."""
    fitting = [
        own
        for own in forms
        if page in reach(own.entry)
        and is_form(surface, own.text, accents)
        and not is_stopped(surface, own.entry, accents)
    ]
    ranked = sorted(
        fitting,
        key=lambda own: (
            own.derived,
            -sum(map(is_exact, words(compared(own.text, accents)))),
            len(reach(own.entry)),
        ),
    )
    return ranked[0].entry if ranked else None


def reference(text: str, forms: list[Written], page: str, accents: Accents) -> list[Match]:
    """Return the matches in a text: whole words, the longest label, leftmost first."""
    places = [place for place, letter in enumerate(text) if letter not in INVISIBLE]
    seen = "".join(text[place] for place in places)
    found: list[Match] = []
    start = 0
    while start < len(seen):
        for end in range(len(seen), start, -1):
            if is_whole(seen, start, end):
                whose = owner(seen[start:end], forms, page, accents)
                if whose is not None:
                    found.append(Match(places[start], places[end - 1] + 1, whose))
                    start = end - 1
                    break
        start += 1
    return found


def joined(parts: list[str], gaps: list[str]) -> str:
    """Return parts as one label; two Latin words have a gap between them."""
    label = parts[0]
    for part, gap in zip(parts[1:], gaps, strict=False):
        parted = is_spaceless(part[0]) or is_spaceless(label[-1])
        label += (gap if gap or parted else " ") + part
    return label


labels = st.tuples(
    st.lists(st.sampled_from(ATOMS), min_size=1, max_size=3),
    st.lists(st.sampled_from([" ", "-", ""]), min_size=2, max_size=2),
).map(lambda made: joined(*made))

CHANGES: tuple[Callable[[str], str], ...] = (str, str.lower, str.capitalize)

spellings = st.tuples(
    st.one_of(labels, st.sampled_from(ATOMS)),
    st.sampled_from(CHANGES),
    st.sampled_from(["", "*"]),
).map(lambda made: made[1](made[0]) + made[2])

entries = st.builds(
    lambda label, never, scope: entry(label, never=tuple(never), scope=scope),
    labels,
    st.lists(spellings, max_size=1),
    st.sampled_from([(), (), ("a.md",), ("a.md", "b.md"), ("c.md",)]),
)


def hidden(text: str, place: int, mark: str) -> str:
    """Return a text with a mark at a place."""
    place %= len(text) + 1
    return text[:place] + mark + text[place:]


def texts_with(known: list[str]) -> st.SearchStrategy[str]:
    """Return texts in which labels stand in many ways, near misses included."""
    written = st.builds(
        lambda form, change, gap, place, mark: hidden(
            re.sub("[ -]", lambda _: gap, change(form)), place, mark
        ),
        st.sampled_from(known),
        st.sampled_from([str, str, str, str.upper, str.lower, str.title]),
        st.sampled_from([" ", "  ", "\n", "\u00a0", "-", "\u2011"]),
        st.integers(0, 30),
        st.sampled_from(["", "", "", "\u00ad", "\u200b", "\u2060", "\u0301", "\u200d"]),
    )
    noise = st.sampled_from(
        [*ATOMS, "x", "の", "ー", "'s", "s", "+", "_", "naive", "ＬＬＭ", "ﾓﾃﾞﾙ"]
    )
    glue = st.sampled_from([" ", " ", "", ", ", "\u2019s ", "-", "。", "\ufeff", "\u200b "])
    pieces = st.tuples(st.one_of(written, written, noise), glue).map("".join)
    return st.lists(pieces, min_size=1, max_size=6).map("".join)


def all_forms(made: list[Entry]) -> Iterator[Written]:
    """Yield the labels of entries and what is derived from them."""
    for own in made:
        yield Written(own.term, own)
        for other in inflected(own.term):
            yield Written(other, own, derived=True)


class Case(NamedTuple):
    """What a matcher is asked, and of whom."""

    entries: list[Entry]
    text: str
    page: str
    accents: Accents

    def matcher(self) -> Matcher:
        """Return the matcher, if no two entries claim one text."""
        comparison = Comparison(accents=self.accents)
        made = Glossary(self.entries, comparison, pages_of(*PAGES))
        assume(not made.findings)
        derived = [
            (compared(own.text, self.accents).casefold(), own.entry)
            for own in all_forms(self.entries)
            if own.derived
        ]
        claims = {key for key, _ in set(derived)}
        assume(len(claims) == len(set(derived)))
        return Matcher(made.forms(), comparison)

    def found(self) -> list[Match]:
        """Return what the matcher finds."""
        return list(self.matcher().find(self.text, frozenset({self.page})))


cases = st.lists(entries, min_size=1, max_size=5).flatmap(
    lambda made: st.builds(
        Case,
        st.just(made),
        texts_with([own.text for own in all_forms(made)]),
        st.sampled_from(PAGES),
        st.sampled_from(Accents),
    )
)


@given(cases)
@tried_on(250, HealthCheck.filter_too_much)
def test_the_matcher_finds_what_a_naive_one_finds(case: Case) -> None:
    expected = reference(case.text, list(all_forms(case.entries)), case.page, case.accents)
    assert case.found() == expected


@given(cases)
@tried_on(75, HealthCheck.filter_too_much)
def test_every_surface_is_a_form_of_its_entry_that_may_be_linked_there(case: Case) -> None:
    for start, end, whose in case.found():
        surface = case.text[start:end]
        forms = [own.text for own in all_forms([whose])]
        assert any(is_form(surface, form, case.accents) for form in forms)
        assert case.page in reach(whose)
        assert not is_stopped(surface, whose, case.accents)


@given(cases)
@tried_on(75, HealthCheck.filter_too_much)
def test_no_two_matches_overlap_and_none_begins_or_ends_unseen(case: Case) -> None:
    position = 0
    for start, end, _ in case.found():
        assert position <= start < end
        assert case.text[start] not in INVISIBLE
        assert case.text[end - 1] not in INVISIBLE
        position = end


@given(cases)
@tried_on(75, HealthCheck.filter_too_much)
def test_no_longer_form_is_passed_over(case: Case) -> None:
    forms = list(all_forms(case.entries))
    places = [place for place, letter in enumerate(case.text) if letter not in INVISIBLE]
    seen = "".join(case.text[place] for place in places)
    for found in case.found():
        start, last = places.index(found.start), places.index(found.end - 1)
        for end in range(last + 2, len(seen) + 1):
            if is_whole(seen, start, end):
                assert owner(seen[start:end], forms, case.page, case.accents) is None


@given(cases)
@tried_on(75, HealthCheck.filter_too_much)
def test_hidden_characters_change_nothing_that_is_found(case: Case) -> None:
    made, there = case.matcher(), frozenset({case.page})
    seen = case.text.translate(dict.fromkeys(map(ord, INVISIBLE)))
    surfaces = (
        [
            (text[start:end].translate(dict.fromkeys(map(ord, INVISIBLE))), whose)
            for start, end, whose in made.find(text, there)
        ]
        for text in (case.text, seen)
    )
    assert next(surfaces) == next(surfaces)


@given(cases, st.text(max_size=40))
@tried_on(75, HealthCheck.filter_too_much)
def test_no_text_and_no_label_breaks_the_matcher(case: Case, text: str) -> None:
    made = Glossary([*case.entries, entry(text or "x")], Comparison(accents=case.accents))
    for start, end, _ in Matcher(made.forms(), made.comparison).find(case.text + text):
        assert 0 <= start < end <= len(case.text + text)
