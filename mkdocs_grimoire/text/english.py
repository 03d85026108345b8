"""English morphology: the plurals and singulars of a word, as technical writing forms them.

The rules are those of any grammar (R. Quirk et al., A Comprehensive Grammar of the English
Language, 1985, sections 5.73 to 5.103). They lean to forms that no text has, which cost nothing,
and away from forms that are other words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator

from mkdocs_grimoire.text.words import LONGEST_WORD, has_inner_capital

SIBILANTS = ("s", "x", "z", "ch", "sh")
VOWELS = "aeiou"

PREPOSITIONS = frozenset(
    {"of", "in", "for", "per", "as", "with", "to", "by", "on", "at", "from"},
)
"""What follows the head of a label: `mean of squares`, `software as a service`."""

# fmt: off
IRREGULAR = {
    "child": "children", "person": "people", "man": "men", "woman": "women", "mouse": "mice",
    "louse": "lice", "foot": "feet", "tooth": "teeth", "goose": "geese", "ox": "oxen",
    "knife": "knives", "life": "lives", "wife": "wives", "leaf": "leaves", "half": "halves",
    "shelf": "shelves", "self": "selves", "loaf": "loaves", "thief": "thieves", "wolf": "wolves",
    "calf": "calves", "sheaf": "sheaves", "elf": "elves", "quiz": "quizzes",
    "analysis": "analyses", "axis": "axes", "basis": "bases", "crisis": "crises",
    "diagnosis": "diagnoses", "ellipsis": "ellipses", "emphasis": "emphases",
    "hypothesis": "hypotheses", "oasis": "oases", "parenthesis": "parentheses",
    "synopsis": "synopses", "synthesis": "syntheses", "thesis": "theses",
    "chairman": "chairmen", "craftsman": "craftsmen", "draftsman": "draftsmen",
    "fireman": "firemen", "foreman": "foremen", "gentleman": "gentlemen", "layman": "laymen",
    "middleman": "middlemen", "policeman": "policemen", "postman": "postmen",
    "repairman": "repairmen", "salesman": "salesmen", "spokesman": "spokesmen",
    "workman": "workmen",
}
"""Plurals that stand in place of the regular one."""

CLASSICAL = {
    "addendum": "addenda", "antenna": "antennae", "appendix": "appendices",
    "automaton": "automata", "bacterium": "bacteria", "cactus": "cacti", "codex": "codices",
    "corpus": "corpora", "criterion": "criteria", "curriculum": "curricula", "datum": "data",
    "equilibrium": "equilibria", "erratum": "errata", "extremum": "extrema", "focus": "foci",
    "formula": "formulae", "genus": "genera", "helix": "helices", "index": "indices",
    "lemma": "lemmata", "locus": "loci", "matrix": "matrices", "maximum": "maxima",
    "medium": "media", "memorandum": "memoranda", "minimum": "minima", "modulus": "moduli",
    "momentum": "momenta", "nucleus": "nuclei", "optimum": "optima", "phenomenon": "phenomena",
    "polyhedron": "polyhedra", "tetrahedron": "tetrahedra", "quantum": "quanta",
    "radius": "radii", "schema": "schemata", "simplex": "simplices", "spectrum": "spectra",
    "stigma": "stigmata", "stimulus": "stimuli", "stratum": "strata", "symposium": "symposia",
    "syllabus": "syllabi", "torus": "tori", "vertex": "vertices", "vortex": "vortices",
}
"""Plurals that stand beside the regular one (`indices` and `indexes`)."""

OPEN = frozenset({
    "analysis", "axis", "basis", "child", "codex", "corpus", "crisis", "criterion", "formula",
    "helix", "hypothesis", "index", "knife", "locus", "matrix", "maximum", "minimum", "modulus",
    "mouse", "nucleus", "optimum", "person", "radius", "schema", "shelf", "simplex", "spectrum",
    "stimulus", "synthesis", "thesis", "vertex", "vortex", "wife", "woman",
})
"""Words of the tables that keep their plural at the end of any compound (`submatrix`).

Not so `human`, `German`, `bluetooth`, `mongoose`, `box` and `wildlife`.
"""

REGULAR_AFTER_ALL = {
    "apis": "api", "clis": "cli", "cpus": "cpu", "emojis": "emoji", "emus": "emu", "gpus": "gpu",
    "guis": "gui", "gurus": "guru", "kiwis": "kiwi", "menus": "menu", "skis": "ski",
    "submenus": "submenu", "taxis": "taxi", "tpus": "tpu", "uis": "ui", "wikis": "wiki",
}
"""Plurals that end like the singulars `bus` and `axis`."""

BOTH = {"bases": ("basis", "base"), "ellipses": ("ellipsis", "ellipse")}
"""Plurals of two words. Others have a verb for the second (`analyse`), or a tool (`axe`)."""

HARD_CH = (
    "czech", "epoch", "eunuch", "loch", "mach", "matriarch", "monarch", "oligarch", "patriarch",
    "stomach", "tech",
)
"""Words whose `ch` is a `k`, so that their plural ends in `s`."""

SINGULAR = frozenset({
    "alias", "always", "atlas", "besides", "bias", "billiards", "canvas", "chaos", "christmas",
    "cosmos", "diabetes", "ethos", "gallows", "gas", "herpes", "https", "jenkins", "kansas",
    "kubernetes", "kudos", "lens", "mars", "measles", "molasses", "mumps", "news", "pancreas",
    "pandas", "pathos", "perhaps", "plus", "postgres", "rabies", "rails", "rhinoceros", "series",
    "sometimes", "species", "swiss", "texas", "towards", "yes",
})
"""Words that only look like plurals."""

PLURAL_ONLY = frozenset({
    "amends", "arms", "ashes", "barracks", "basics", "belongings", "binoculars", "brains",
    "briefs", "clothes", "cons", "contents", "crossroads", "customs", "damages", "earnings",
    "forwards", "furnishings", "glasses", "goods", "grounds", "headquarters", "humanities",
    "jeans", "letters", "lodgings", "manners", "means", "odds", "others", "outskirts", "pants",
    "premises", "proceedings", "pros", "quarters", "regards", "remains", "respects", "riches",
    "savings", "scissors", "shorts", "spectacles", "spirits", "stairs", "surroundings", "thanks",
    "tights", "trousers", "windows", "works", "yours",
})
"""Plurals whose singular means something else, and is an everyday word: one `good`, one `mean`."""

COUNTED_ICS = frozenset({
    "antibiotic", "attic", "characteristic", "clinic", "comic", "critic", "cubic", "diagnostic",
    "fabric", "graphic", "heuristic", "infographic", "intrinsic", "lyric", "mechanic", "metric",
    "mimic", "mnemonic", "mosaic", "panic", "picnic", "quadric", "relic", "rubric", "statistic",
    "tactic", "tic", "topic", "tunic", "submetric", "subtopic",
})
"""Words in `-ic` that can be counted; any other `-ics` is a science, or made of an adjective."""

EVERYDAY = frozenset({
    "a", "am", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "for", "go", "ha",
    "he", "her", "hi", "i", "if", "in", "it", "may", "me", "my", "no", "nor", "not", "of", "off",
    "on", "one", "or", "our", "out", "she", "so", "some", "than", "that", "the", "then", "thi",
    "to", "up", "us", "wa", "was", "we", "what", "will", "with", "you", "your",
})
"""Words that no singular may turn out to be (`its`, `uses`)."""
# fmt: on


def plural_words(word: str) -> Iterator[str]:
    """Yield the plurals of a word, the one that is not regular first.

    Args:
        word: A word of letters; capitals before its end are kept.
    """
    lower = _plain(word)
    if not _is_english(word, lower) or lower in SINGULARS or lower in PLURAL_ONLY:
        return
    if word[-1].isupper():
        yield from _regular_plurals(word, lower)
        return
    base = _base(word, lower, PLURALS)
    if base in IRREGULAR:
        yield _with_end(word, base, IRREGULAR[base])
        return
    if base:
        yield _with_end(word, base, CLASSICAL[base])
    yield from _regular_plurals(word, lower)


def _regular_plurals(word: str, lower: str) -> Iterator[str]:
    """Yield the regular plurals of a word; two where English has both."""
    if lower.endswith(HARD_CH) and lower in HARD_CH:
        yield f"{word}s"
    elif lower.endswith(SIBILANTS):
        yield f"{word}es"
    elif _ends_with_short_y(lower) and not word[-1].isupper():
        yield f"{word[:-1]}ies"
    else:
        yield f"{word}s"
        if lower[-1] == "o" and lower[-2] not in VOWELS:
            yield f"{word}es"


def _ends_with_short_y(lower: str) -> bool:
    """Return whether the `y` at the end becomes `ies` (`city`, `soliloquy`, but `key`)."""
    return lower[-1] == "y" and (lower[-2] not in VOWELS or lower.endswith("quy"))


def singular_words(word: str) -> Iterator[str]:
    """Yield what a word may be the plural of; nothing if it is none, or if that would do harm.

    Args:
        word: A word of letters; an `S` that is a capital ends no plural (`PaaS`, `TLS`).
    """
    lower = _plain(word)
    if not _is_english(word, lower) or word[-1].isupper():
        return
    base = _base(word, lower, SINGULARS)
    if base:
        for singular in SINGULARS[base]:
            yield _with_end(word, base, singular)
    elif _looks_plural(word, lower):
        for singular in _regular_singulars(word, lower):
            if len(singular) > 1 and not _is_everyday(singular):
                yield singular


def _looks_plural(word: str, lower: str) -> bool:
    """Return whether a word is the regular plural of one that it may stand for."""
    stem = word[:-1]
    if not word.endswith("s") or lower in SINGULAR or lower in PLURAL_ONLY:
        return False
    if stem[-1].isupper():
        return True
    if lower.endswith("ics"):
        return lower[:-1] in COUNTED_ICS
    # Without a vowel it is an abbreviation, and its last letter stands for a word (`dns`).
    return not lower.endswith(("ss", "us", "is")) and not set(VOWELS + "y").isdisjoint(lower)


def _regular_singulars(word: str, lower: str) -> Iterator[str]:
    """Yield the words that have a word as their regular plural, likely or not."""
    if lower.endswith("ies") and len(word) > len("ties"):
        yield f"{word[:-3]}y"
    if lower.endswith("es") and (lower[:-2].endswith((*SIBILANTS, "o"))):
        yield word[:-2]
    yield word[:-1]


def _is_everyday(word: str) -> bool:
    """Return whether a word is one of those that are everywhere; `IT` is not."""
    return word.casefold() in EVERYDAY and not has_inner_capital(word)


def _is_english(word: str, lower: str) -> bool:
    """Return whether a word is made of Latin letters, and more than one."""
    return len(word) > 1 and word[-1].isalpha() and len(lower) == len(word)


def _plain(word: str) -> str:
    """Return the Latin letters of a word in lower case, without accents; none of a giant."""
    if word.isascii():
        return word.lower()
    if len(word) > LONGEST_WORD:
        return ""
    return unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode().lower()


def _base(word: str, lower: str, table: Container[str]) -> str:
    """Return the word of a table that a word is, or is a compound of, or an empty string.

    `GPUs` is none, whatever the table says of `gpus`: its capitals say what the singular is.
    """
    base = lower if lower in table else _last_part(lower, table)
    return base if word[len(word) - len(base) + 1 :].islower() else ""


def _last_part(lower: str, table: Container[str]) -> str:
    """Return the longest word of a table that ends a compound, or an empty string."""
    if not lower.endswith(OPEN_FORMS):
        return ""
    ends = (end for end in OPEN_FORMS if lower.endswith(end) and end in table)
    return max(ends, key=len, default="")


def _with_end(word: str, base: str, other: str) -> str:
    """Return a word with another end; a capital at the beginning stays."""
    start = word[: len(word) - len(base)]
    return start + (other.capitalize() if not start and word[0].isupper() else other)


PLURALS = {**IRREGULAR, **CLASSICAL}
"""The plural of each word of the tables that is not regular."""

SINGULARS = {
    **{plural: (singular,) for singular, plural in PLURALS.items()},
    **{plural: (singular,) for plural, singular in REGULAR_AFTER_ALL.items()},
    **BOTH,
}
"""What each plural of the tables is the plural of."""

OPEN_FORMS = tuple(sorted({*OPEN, *(PLURALS[word] for word in OPEN)}))
"""The words of `OPEN`, and their plurals."""
