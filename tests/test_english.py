"""English plurals and singulars: those that a text may have, and none that does harm."""

from __future__ import annotations

import pytest
from helpers import find, matcher

from mkdocs_grimoire.text.english import plural_words, singular_words

PAIRS = [
    tuple(line.split())
    for line in """
    cat cats
    box boxes
    city cities
    knife knives
    child children
    person people
    mouse mice
    tooth teeth
    church churches
    baby babies
    wife wives
    criterion criteria
    potato potatoes
    quiz quizzes
    epoch epochs
    key keys
    node nodes
    database databases
    cache caches
    class classes
    process processes
    bus buses
    bias biases
    alias aliases
    lens lenses
    gas gases
    movie movies
    soliloquy soliloquies
    menu menus
    taxi taxis
    metric metrics
    topic topics
    heuristic heuristics
    matrix matrices
    submatrix submatrices
    index indices
    subindex subindices
    vertex vertices
    vortex vortices
    appendix appendices
    phenomenon phenomena
    analysis analyses
    cryptanalysis cryptanalyses
    axis axes
    basis bases
    hypothesis hypotheses
    thesis theses
    synthesis syntheses
    parenthesis parentheses
    ellipsis ellipses
    diagnosis diagnoses
    crisis crises
    datum data
    medium media
    schema schemata
    formula formulae
    formula formulas
    antenna antennae
    lemma lemmata
    corpus corpora
    locus loci
    radius radii
    focus foci
    nucleus nuclei
    stimulus stimuli
    modulus moduli
    torus tori
    simplex simplices
    codex codices
    helix helices
    automaton automata
    polyhedron polyhedra
    quantum quanta
    spectrum spectra
    optimum optima
    minimum minima
    maximum maxima
    extremum extrema
    erratum errata
    addendum addenda
    grandchild grandchildren
    man men
    woman women
    foot feet
    goose geese
    ox oxen
    life lives
    leaf leaves
    half halves
    shelf shelves
    bookshelf bookshelves
    self selves
    loaf loaves
    thief thieves
    wolf wolves
    human humans
    German Germans
    mongoose mongooses
    LLM LLMs
    GPU GPUs
    LoRA LoRAs
    Matrix Matrices
    Logit Logits
    café cafés
    naïveté naïvetés
    """.strip().splitlines()
]


@pytest.mark.parametrize(("one", "many"), PAIRS)
def test_a_word_has_its_plural_and_the_plural_its_word(one: str, many: str) -> None:
    assert many in plural_words(one)
    assert one in singular_words(many)


@pytest.mark.parametrize(("one", "many"), PAIRS)
@pytest.mark.parametrize("accents", ["exact", "ignore"])
def test_either_number_of_a_label_finds_the_other(one: str, many: str, accents: str) -> None:
    from mkdocs_grimoire.glossary.forms import Accents  # noqa: PLC0415

    for label, other in ((one, many), (many, one)):
        made = matcher(f"best {label}", accents=Accents(accents))
        assert find(made, f"a best {other}.") == [(f"best {other}", f"best {label}")]


@pytest.mark.parametrize(
    "word",
    [
        *("loss", "bus", "corpus", "analysis", "axis", "chassis", "status", "Bayes'", "process"),
        *("news", "lens", "series", "species", "bias", "alias", "canvas", "atlas", "gas"),
        *("mathematics", "physics", "ethics", "Semantics", "analytics", "dynamics", "generics"),
        *("goods", "means", "thanks", "Windows", "arms", "customs", "contents", "others", "Pandas"),
        *("PaaS", "TLS", "DevOPS", "OS", "SaaS", "DNS", "dns", "https", "kms"),
        *("its", "uses'", "logit", "s", "", "as", "GPT4", "モデルs1"),
    ],
)
def test_a_word_that_is_no_plural_has_no_singular(word: str) -> None:
    assert list(singular_words(word)) == []


@pytest.mark.parametrize(
    ("word", "harmful"),
    [
        ("uses", "us"),
        ("nodes", "nod"),
        ("analyses", "analyse"),
        ("leaves", "leave"),
        ("axes", "axe"),
        ("does", "do"),
        ("human", "humen"),
        ("German", "Germen"),
        ("wolf", "wolfs"),
        ("man", "mans"),
    ],
)
def test_no_form_is_another_word(word: str, harmful: str) -> None:
    assert harmful not in [*plural_words(word), *singular_words(word)]


@pytest.mark.parametrize("word", ["children", "matrices", "people", "goods", "data"])
def test_a_plural_of_the_tables_has_no_plural(word: str) -> None:
    assert list(plural_words(word)) == []


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("mean of squares", "means of squares, mean of squareses", "means of squares"),
        ("Point of Sale", "points of sale and", "points of sale"),
        ("part-of-speech tagger", "part-of-speech taggers", "part-of-speech taggers"),
        ("Software as a Service", "softwares as a service", "softwares as a service"),
        ("Stateful Apps", "one stateful app", "stateful app"),
        ("Degrees of Freedom", "a degree of freedom", "degree of freedom"),
        ("GPUs", "a GPU", "GPU"),
        ("IDs", "an ID", "ID"),
        ("Curse of Dimensionality", "curses of dimensionality", "curses of dimensionality"),
    ],
)
def test_the_last_word_or_the_head_of_a_label_is_inflected(
    label: str, text: str, expected: str
) -> None:
    assert find(matcher(label), text)[0] == (expected, label)


def test_a_head_is_looked_for_before_a_preposition_alone() -> None:
    assert find(matcher("low rank matrix", "of x", "plug-in"), "lows rank matrix ofs x") == []


@pytest.mark.parametrize(
    ("labels", "text", "expected"),
    [
        (["potato", "potatoes"], "potato potatoes", ["potato", "potatoes"]),
        (["Basis", "Base"], "bases basis base", ["Basis", "Base"]),
        (["Bases"], "basis base", ["Bases", "Bases"]),
        (["Axe", "Axis"], "axes", []),
        (["Goods"], "good goods", ["Goods"]),
        (["Means"], "they mean", []),
        (["Logits", "Logit"], "logit logits", ["Logit", "Logits"]),
        (["LLM"], "LLMs, an LLM's and LLMs' llms", ["LLM"] * 3),
    ],
)
def test_a_derived_form_gives_way_to_a_label_and_to_doubt(
    labels: list[str], text: str, expected: list[str]
) -> None:
    assert [term for _, term in find(matcher(*labels), text)] == expected


def test_a_possessive_of_an_acronym_stays_outside() -> None:
    assert find(matcher("LLM"), "the LLM's, the LLM\u2019s") == [("LLM", "LLM")] * 2


@pytest.mark.parametrize(
    ("word", "expected"),
    [("pies", ["pie"]), ("ties", ["tie"]), ("ITs", ["IT"]), ("its", [])],
)
def test_a_short_word_has_no_singular_that_is_another_word(word: str, expected: list[str]) -> None:
    assert list(singular_words(word)) == expected


def test_a_singular_of_one_letter_is_none() -> None:
    assert find(matcher("Rs", "ks"), "R r k") == []
