"""Attribute lists of headings: what is cut off, what it says, and what is broken."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.sources.attributes import (
    Attributes,
    BrokenAttributesError,
    read_attributes,
    split_attributes,
)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("LoRA { #id }", ("LoRA", "#id")),
        ("LoRA {#id}", ("LoRA", "#id")),
        ("LoRA {: #id }", ("LoRA", "#id")),
        ("LoRA\t{ .class }", ("LoRA", ".class")),
        ('LoRA { aliases="a, b" }', ("LoRA", 'aliases="a, b"')),
        ('LoRA { #id .class aliases="a" }  ', ("LoRA", '#id .class aliases="a"')),
        ("Low rank { case=exact }", ("Low rank", "case=exact")),
        ("LoRA { #a } { #b }", ("LoRA { #a }", "#b")),
        ("*LoRA* { lang=en }", ("*LoRA*", "lang=en")),
    ],
)
def test_a_list_at_the_end_of_a_heading_is_cut_off(heading: str, expected: tuple[str, str]) -> None:
    assert split_attributes(heading) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ('LoRA { aliases="a', ("LoRA", 'aliases="a')),
        ("LoRA { #id", ("LoRA", "#id")),
        ("LoRA {: .class", ("LoRA", ".class")),
    ],
)
def test_a_list_that_nothing_closes_is_cut_off_as_well(
    heading: str, expected: tuple[str, str]
) -> None:
    assert split_attributes(heading) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "LoRA",
        "The set {x}",
        "The set { x | x > 0 }",
        "{ #id }",
        "LoRA{#id}",
        "LoRA { #id } after all",
        "An {empty} {}",
        "An open {brace",
        "f(x) = { x",
        "",
    ],
)
def test_braces_that_are_text_stay(heading: str) -> None:
    assert split_attributes(heading) == (heading, "")


def test_a_heading_loses_the_blanks_around_it() -> None:
    assert split_attributes("  LoRA \t") == ("LoRA", "")


def test_a_list_with_blanks_around_its_equals_sign_is_no_part_of_the_term() -> None:
    assert split_attributes('LoRA { aliases = "a, b" }')[0] == "LoRA"


def test_a_quoted_value_may_have_braces_in_it() -> None:
    heading = r'Norm { short="The root $\sqrt{x}$." }'
    assert split_attributes(heading) == ("Norm", r'short="The root $\sqrt{x}$."')


def test_a_list_that_begins_with_a_bare_word_is_no_part_of_the_term() -> None:
    assert split_attributes("LoRA { notoc #adapters }")[0] == "LoRA"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Attributes()),
        ("   ", Attributes()),
        ("#id", Attributes("id")),
        ("#first #last", Attributes("last")),
        (".a .b", Attributes(classes=("a", "b"))),
        ("#id .a #other", Attributes("other", ("a",))),
        ("key=value", Attributes(pairs=(("key", "value"),))),
        ('key="a value"', Attributes(pairs=(("key", "a value"),))),
        ("key='a value'", Attributes(pairs=(("key", "a value"),))),
        ('key=""', Attributes(pairs=(("key", ""),))),
        ("""a='"' b="'" """, Attributes(pairs=(("a", '"'), ("b", "'")))),
        ("a=1 a=2", Attributes(pairs=(("a", "1"), ("a", "2")))),
        ("data-x=1", Attributes(pairs=(("data-x", "1"),))),
        ("a=b=c", Attributes(pairs=(("a", "b=c"),))),
        (
            '#id  .a\tkey="v" .b',
            Attributes("id", ("a", "b"), (("key", "v"),)),
        ),
        ('aliases="naïve, 日本語"', Attributes(pairs=(("aliases", "naïve, 日本語"),))),
    ],
)
def test_each_item_of_a_list_is_read(text: str, expected: Attributes) -> None:
    assert read_attributes(text) == expected


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ('aliases="never closed', 'aliases="never closed'),
        ("aliases='never closed", "aliases='never closed"),
        ('aliases="a"b', 'aliases="a"b'),
        ("#id bare", "bare"),
        ("bare", "bare"),
        ("key=", "key="),
        ("=value", "=value"),
        ("key = value", "key = value"),
        ("#", "#"),
        (".", "."),
        ('"quoted"', '"quoted"'),
        ("a=1 }", "}"),
    ],
)
def test_what_is_no_item_is_named(text: str, rest: str) -> None:
    with pytest.raises(BrokenAttributesError) as raised:
        read_attributes(text)
    assert str(raised.value) == f"not understood: {rest}"
