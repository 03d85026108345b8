"""What counts as a use of a label in a text."""

from __future__ import annotations

import pytest
from helpers import entry, find, glossary, matcher

from mkdocs_grimoire.glossary.forms import Accents
from mkdocs_grimoire.glossary.matcher import Match, Matcher
from mkdocs_grimoire.sources.entry import Case


def surfaces(labels: list[str], text: str) -> list[str]:
    """Return the surfaces of labels in a text; plurals are off."""
    return [surface for surface, _ in find(matcher(*labels, plural=False), text)]


def test_a_match_says_where_it_is_and_whose() -> None:
    softmax = entry("softmax")
    made = Matcher(glossary(softmax).forms())
    assert list(made.find("a softmax, softmax")) == [Match(2, 9, softmax), Match(11, 18, softmax)]


def test_nothing_is_found_without_labels_or_without_a_text() -> None:
    assert find(matcher(), "softmax") == []
    assert find(matcher("softmax"), "") == []


@pytest.mark.parametrize(
    "text",
    [
        "presoftmax",
        "softmaxed",
        "softmax2",
        "2softmax",
        "soft_softmax",
        "softmax_",
        "softmax\u00e9",
        "softmaxe\u0301",
        "softmax\u0301",
        "soft max",
        "soft-max",
        "softm\u0430x",
    ],
)
def test_a_part_of_a_word_is_no_use(text: str) -> None:
    assert surfaces(["softmax"], text) == []


@pytest.mark.parametrize(
    "text",
    [
        "softmax",
        "(softmax)",
        "softmax.",
        "\u201csoftmax\u201d",
        "softmax-like",
        "non-softmax",
        "softmax/argmax",
        "a\u2014softmax\u2014b",
        "softmax\u2026",
        "\x00softmax\x00",
        "\ufffcsoftmax",
        "softmax's",
        "softmax\u2019s",
        "'softmax'",
        "softmax\nsoft",
        "[softmax]",
        "$softmax$",
    ],
)
def test_a_whole_word_is_a_use_whatever_else_is_beside_it(text: str) -> None:
    assert surfaces(["softmax"], text) == ["softmax"]


@pytest.mark.parametrize(
    ("labels", "text", "expected"),
    [
        (["entropy", "cross entropy"], "cross entropy", ["cross entropy"]),
        (["cross", "cross entropy"], "cross entropy, cross", ["cross entropy", "cross"]),
        (["cross", "cross entropy loss"], "cross entropy", ["cross"]),
        (["cross", "cross entropy loss"], "cross entropy losses", ["cross"]),
        (["a b", "a b c d"], "a b c", ["a b"]),
        (["C", "C++"], "C++ C C+", ["C++", "C", "C"]),
        (["a b", "b c"], "a b c", ["a b"]),
        (["a b", "b c d e"], "a b c d e", ["a b"]),
        (["b c d", "a b", "d"], "a b c d", ["a b", "d"]),
        (["x y", "x"], "x x y x", ["x", "x y", "x"]),
        (["e/acc", "acc", "e"], "e/acc e acc", ["e/acc", "e", "acc"]),
    ],
)
def test_the_longest_label_at_the_leftmost_place_wins(
    labels: list[str], text: str, expected: list[str]
) -> None:
    assert surfaces(labels, text) == expected


@pytest.mark.parametrize(
    "gap",
    [
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        " \n  ",
        "\u00a0",
        "\u202f",
        "\u2009",
        " \u00a0\n",
        "-",
        "\u2010",
        "\u2011",
    ],
)
@pytest.mark.parametrize("label", ["low rank", "low-rank", "low\u00a0rank", "low\u2011rank"])
def test_white_space_of_any_length_and_a_hyphen_are_a_space(label: str, gap: str) -> None:
    text = f"a low{gap}rank b"
    assert surfaces([label], text) == [f"low{gap}rank"]


@pytest.mark.parametrize(
    "text",
    ["lowrank", "low--rank", "low - rank", "low- rank", "low\u2013rank", "low/rank", "low\x00rank"],
)
def test_nothing_else_is_a_space(text: str) -> None:
    assert surfaces(["low rank"], text) == []


@pytest.mark.parametrize("apostrophe", ["'", "\u2019", "\uff07"])
@pytest.mark.parametrize("label", ["Bayes' rule", "Bayes\u2019 rule"])
def test_apostrophes_of_all_kinds_are_the_same(label: str, apostrophe: str) -> None:
    assert surfaces([label], f"by Bayes{apostrophe} rule") == [f"Bayes{apostrophe} rule"]


@pytest.mark.parametrize("label", ["'tis", "\u2019tis"])
def test_a_typographic_apostrophe_may_begin_a_use(label: str) -> None:
    assert surfaces([label], "so \u2019tis") == ["\u2019tis"]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("caf\u00e9", "cafe\u0301"),
        ("cafe\u0301", "caf\u00e9"),
        ("LoRA", "\uff2c\uff4f\uff32\uff21"),
        ("\uff2c\uff4f\uff32\uff21", "LoRA"),
        ("fit", "\ufb01t"),
        ("x2", "x\u00b2"),
        ("10 k\u03a9", "10 k\u2126"),
        ("e/acc", "e\uff0facc"),
        ("C++", "C\uff0b+"),
        ("हिन्दी", "हिन्दी"),
        ("strasse", "Straße"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
    ],
)
def test_texts_are_compared_in_nfkc(label: str, text: str) -> None:
    assert surfaces([label], f"({text})") == [text]


@pytest.mark.parametrize(
    "label", ["Foo\u2122", "\u00bd life", "\u2116 5", "\u2103", "\u2026", "foo\u02bcbar"]
)
def test_a_symbol_that_nfkc_spells_out_is_found_as_it_is_written(label: str) -> None:
    assert surfaces([label], f"The {label} here") == [label]


@pytest.mark.parametrize(("label", "text"), [(".NET", "\uff0eNET"), ("(x)", "\uff08x\uff09")])
def test_a_broad_symbol_may_begin_a_use(label: str, text: str) -> None:
    assert surfaces([label], f"a {text} b") == [text]


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("C++", "C++, (C++) C++.", ["C++"] * 3),
        ("C++", "c++ C++11 C++x xC++ C+", ["c++"]),
        ("C#", "C# C#.", ["C#"] * 2),
        (".NET", ".NET (.NET)", [".NET"] * 2),
        (".NET", "ASP.NET .NETs 3.NET", []),
        ("e/acc", "e/acc the/acc e/accelerate", ["e/acc"]),
        ("AT&T", "AT&T", ["AT&T"]),
        ("...", "and ... so", ["..."]),
        ("->", "a -> b", ["->"]),
        ("->", "a->b", []),
        ("(x|y)", "the (x|y)", ["(x|y)"]),
        ("a.b*c?", "a.b*c? aXbbc", ["a.b*c?"]),
        ("f(x)", "f(x) g(f(x))", ["f(x)", "f(x)"]),
        ("pre-", "pre- and pre-training", ["pre-"]),
        ("-ing", "the -ing form, go-ing", ["-ing"]),
        ("日本", "日本 日本語", ["日本", "日本"]),
        ("!!!", "a !!! b", ["!!!"]),
        ("π", "π π2 2π", ["π"]),
        ("3D", "3D", ["3D"]),
        ("\U0001f600", "a\u2014\U0001f600!", ["\U0001f600"]),
    ],
)
def test_a_label_may_begin_and_end_with_any_character(
    label: str, text: str, expected: list[str]
) -> None:
    assert surfaces([label], text) == expected


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("softmax", "softmax's softmax\u2019s", ["softmax", "softmax"]),
        ("Bayes", "Bayes' Bayes\u2019s", ["Bayes", "Bayes"]),
        ("C++", "C++'s", ["C++"]),
        ("Occam's razor", "Occam\u2019s razor's edge", ["Occam\u2019s razor"]),
    ],
)
def test_a_possessive_stays_outside(label: str, text: str, expected: list[str]) -> None:
    assert surfaces([label], text) == expected


CASES = [
    (Case.SMART, "Cross Entropy", "cross entropy CROSS Entropy", 2),
    (Case.SMART, "cross entropy", "Cross Entropy", 1),
    (Case.SMART, "LoRA", "LoRA LORA lora Lora", 1),
    (Case.SMART, "POS", "POS Pos pos", 1),
    (Case.SMART, "POS tagger", "POS Tagger POS TAGGER pos tagger", 2),
    (Case.SMART, "eBay", "eBay EBay ebay", 1),
    (Case.SMART, "R", "R r", 1),
    (Case.SMART, "k", "K k", 1),
    (Case.SMART, "É", "É é", 1),
    (Case.SMART, "k-means", "K-means k-Means", 2),
    (Case.IGNORE, "LoRA", "LoRA LORA lora Lora", 4),
    (Case.IGNORE, "R", "R r", 2),
    (Case.EXACT, "Cross Entropy", "cross entropy Cross Entropy Cross entropy", 1),
    (Case.EXACT, "softmax", "Softmax softmax", 1),
]


@pytest.mark.parametrize(("case", "label", "text", "count"), CASES)
def test_letters_compare_as_the_site_says(case: Case, label: str, text: str, count: int) -> None:
    assert len(find(matcher(label, case=case, plural=False), text)) == count


@pytest.mark.parametrize(("case", "label", "text", "count"), CASES)
def test_letters_compare_as_the_entry_says(case: Case, label: str, text: str, count: int) -> None:
    other = Case.EXACT if case is Case.IGNORE else Case.IGNORE
    made = matcher(entry(label, case=case), case=other, plural=False)
    assert len(find(made, text)) == count


def test_an_exact_label_goes_before_one_that_ignores_case() -> None:
    made = matcher("pos", "POS", "r", "R")
    assert find(made, "POS pos Pos R r") == [
        ("POS", "POS"),
        ("pos", "pos"),
        ("Pos", "pos"),
        ("R", "R"),
        ("r", "r"),
    ]


def test_a_letter_that_grows_in_lower_case_costs_no_match() -> None:
    assert surfaces(["softmax"], "\u0130stanbul. Softmax") == ["Softmax"]


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("logit", "logit logits Logits", ["logit", "logits", "Logits"]),
        ("softmax", "softmaxes", ["softmaxes"]),
        ("cross entropy", "Cross-Entropies, crosses entropy", ["Cross-Entropies"]),
        ("LLM", "LLMs LLMS llms", ["LLMs"]),
        ("e/acc", "e/accs", ["e/accs"]),
        ("logit", "logitss logit s logits' logits's", ["logit", "logits", "logits"]),
        ("R", "Rs R", ["R"]),
        ("k", "ks", []),
        ("C++", "C++s", []),
        ("bus", "buses buss", ["buses"]),
        ("policy", "policies policys", ["policies"]),
    ],
)
def test_a_regular_plural_is_a_use(label: str, text: str, expected: list[str]) -> None:
    assert [surface for surface, _ in find(matcher(label), text)] == expected


def test_a_plural_that_another_entry_claims_is_that_entrys() -> None:
    made = matcher("datum set", "Bank", "banks", entry("x1", aliases=("logits",)), "logit")
    assert find(made, "bank banks Banks logits logit") == [
        ("bank", "Bank"),
        ("banks", "banks"),
        ("Banks", "banks"),
        ("logits", "x1"),
        ("logit", "logit"),
    ]


def test_an_exact_plural_gives_way_to_a_label_that_ignores_case() -> None:
    assert find(matcher("LLM", "llms"), "LLMs LLM") == [("LLMs", "llms"), ("LLM", "LLM")]


def test_a_plural_is_as_long_as_it_is_written() -> None:
    made = matcher("cross entropy", "cross entropies loss")
    assert find(made, "cross entropies loss") == [("cross entropies loss", "cross entropies loss")]
    assert find(made, "cross entropies") == [("cross entropies", "cross entropy")]


def test_every_label_of_an_entry_is_found() -> None:
    made = matcher(
        entry("LoRA", aliases=("adapter",), hidden=("lorra",), found=("low rank adaptation",))
    )
    assert find(made, "LoRA adapters lorra Low-Rank Adaptation") == [
        ("LoRA", "LoRA"),
        ("adapters", "LoRA"),
        ("lorra", "LoRA"),
        ("Low-Rank Adaptation", "LoRA"),
    ]


def test_labels_that_are_patterns_are_taken_literally() -> None:
    labels = ["\\d+", "(?P<x>", "[a-z]", ".*", "^", "a|b"]
    for label in labels:
        assert surfaces([label], f"5 {label} x") == [label]


@pytest.mark.parametrize(
    ("never", "text", "expected"),
    [
        ("go", "Go go GO", ["Go", "GO"]),
        ("Go", "Go go", ["go"]),
        ("go*", "Go go goes", []),
        ("go there", "Go go", ["Go", "go"]),
        ("", "Go go", ["Go", "go"]),
        ("*", "Go go", ["Go", "go"]),
        ("g\u00ado", "go", []),
    ],
)
def test_an_entry_is_not_linked_at_a_spelling_that_it_refuses(
    never: str, text: str, expected: list[str]
) -> None:
    made = matcher(entry("Go", never=(never,)))
    assert [surface for surface, _ in find(made, text)] == expected


@pytest.mark.parametrize(
    "text", ["low rank", "low-rank", "low\nrank", "low\u00a0rank", "lo\u00adw rank"]
)
def test_a_refused_spelling_has_the_gaps_of_any_label(text: str) -> None:
    assert find(matcher(entry("Low Rank", never=("low-rank",))), text) == []


def test_a_refused_spelling_is_refused_by_its_entry_alone() -> None:
    made = matcher(entry("POS", never=("POS",)), "pos")
    assert find(made, "pos POS") == [("pos", "pos"), ("POS", "pos")]


def test_a_label_that_is_not_linked_stands_in_the_way_of_derived_forms() -> None:
    quiet = entry("llms", autolink=False)
    assert find(matcher("LLM", quiet), "LLMs LLM") == [("LLM", "LLM")]


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("softmax", "softmax関数のsoftmax", ["softmax", "softmax"]),
        ("C++", "C++の C++11の", ["C++"]),
        (".NET", "の.NETは", [".NET"]),
        ("関数", "softmax関数2", ["関数"]),
        ("GPU", "ＧＰＵを2GPUとGPU_", ["ＧＰＵ"]),
        ("ガード", "ｶﾞｰﾄﾞ", ["ｶﾞｰﾄﾞ"]),
        ("カ", "ガ カ\u3099 ｶﾞ カ", ["カ"]),
        ("เด", "เด็ก", []),
        ("เด็ก", "เด็กดี", ["เด็ก"]),
        (
            "한국",
            "\u1112\u1161\u11ab\u1100\u116e\u11a8어",
            ["\u1112\u1161\u11ab\u1100\u116e\u11a8"],
        ),
        ("GPU", "ที่GPU", ["GPU"]),
        ("Transformerモデル", "transformerモデル", ["transformerモデル"]),
        ("LoRA語", "lora語 LoRA語", ["LoRA語"]),
        ("ລາວ", "ພາສາລາວ", ["ລາວ"]),
        ("ខ្មែរ", "ភាសាខ្មែរ", ["ខ្មែរ"]),
        ("မြန်မာ", "မြန်မာစာ", ["မြန်မာ"]),
        ("語", "\U00020000語", ["語"]),
        ("logit", "logitsは", ["logits"]),
    ],
)
def test_no_space_is_needed_beside_a_letter_of_a_spaceless_script(
    label: str, text: str, expected: list[str]
) -> None:
    assert [surface for surface, _ in find(matcher(label), text)] == expected


@pytest.mark.parametrize("mark", list("\u00ad\u200b\u200c\u200d\u2060\ufeff"))
def test_what_is_invisible_hides_no_word_and_ends_no_link(mark: str) -> None:
    text = f"{mark}so{mark}ft{mark}{mark}max{mark}, cross{mark}-{mark}entropy"
    expected = [f"so{mark}ft{mark}{mark}max", f"cross{mark}-{mark}entropy"]
    for labels in (["softmax", "cross entropy"], [f"soft{mark}max", f"cross{mark} entropy{mark}"]):
        assert surfaces(labels, text) == expected
    assert surfaces(["soft"], text) == []


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("na\u00efve", "naive"),
        ("naive", "na\u00efve"),
        ("naive", "nai\u0308ves"),
        ("RÉSUMÉ", "RESUME"),
    ],
)
def test_accents_may_be_ignored(label: str, text: str) -> None:
    assert find(matcher(label, accents=Accents.IGNORE), text) == [(text, label)]
    assert find(matcher(label), text) == []


@pytest.mark.parametrize(
    ("label", "text"), [("カキ", "ガキ"), ("हिन्दी", "हन्द"), ("\u0301", "x \u0301 y")]
)
def test_marks_that_make_other_letters_are_no_accents(label: str, text: str) -> None:
    assert find(matcher(label, accents=Accents.IGNORE), text) == []


def test_labels_that_differ_in_accents_are_one_where_these_do_not_count() -> None:
    assert glossary("resume", "r\u00e9sum\u00e9").findings == []
    made = glossary("resume", "r\u00e9sum\u00e9", accents=Accents.IGNORE)
    assert [finding.problem.rule.key for finding in made.findings] == ["duplicate"]
