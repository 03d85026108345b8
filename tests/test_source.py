"""Sources as people write them: entries, their attributes, places and fragments, and the rest."""

from __future__ import annotations

import pytest
from helpers import read, slug

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.sources.source import Anchors, Parsed


def only(text: str) -> Entry:
    """Return the one entry of a text."""
    (entry,) = read(text).entries
    return entry


def terms(parsed: Parsed) -> list[str]:
    """Return the terms of a source."""
    return [entry.term for entry in parsed.entries]


def stretches(parsed: Parsed) -> list[tuple[str, list[str]]]:
    """Return the lead of each group, without the blank lines around it, and its terms."""
    return [
        (group.lead.strip("\n"), [entry.term for entry in group.entries]) for group in parsed.groups
    ]


def messages(parsed: Parsed) -> list[str]:
    """Return the findings of a source as they are shown."""
    return [str(finding) for finding in parsed.findings]


def test_an_entry_is_a_heading_of_level_2_and_what_follows_it() -> None:
    parsed = read("# Glossary\n\nHello.\n\n## LoRA\n\nA method.\n\nMore.\n\n## POS\n\nA tag.\n")
    lora, pos = parsed.entries
    assert (lora.term, lora.anchor, lora.heading) == ("LoRA", "lora", "LoRA")
    assert (lora.place, lora.definition_line) == (Place("glossary.md", 5), 6)
    assert lora.definition == "\nA method.\n\nMore."
    assert (pos.term, pos.place, pos.definition) == ("POS", Place("glossary.md", 11), "\nA tag.")
    assert (parsed.level, parsed.findings) == (2, ())


def test_an_entry_without_attributes_has_none() -> None:
    entry = only("## LoRA\n\nA method.")
    assert (entry.aliases, entry.found, entry.hidden, entry.see, entry.tags) == ((),) * 5
    assert (entry.short, entry.case, entry.autolink, entry.attributes) == ("", None, True, ())


def test_lines_are_those_of_the_file_with_its_front_matter() -> None:
    parsed = read("# Glossary\n\n## LoRA\n\n## POS\nA tag.", first_line=5)
    assert [entry.place.line for entry in parsed.entries] == [7, 9]
    assert [entry.definition_line for entry in parsed.entries] == [8, 10]
    assert messages(parsed) == ["glossary.md:7: 'LoRA' has no definition [empty]"]


def test_an_underlined_heading_is_an_entry() -> None:
    entry = only("LoRA { #x }\n---\nA method.")
    assert (entry.term, entry.anchor, entry.heading) == ("LoRA", "x", "LoRA")
    assert (entry.place.line, entry.definition_line, entry.definition) == (1, 3, "A method.")


def test_deeper_headings_belong_to_the_definition() -> None:
    entry = only("## LoRA\n\nA method.\n\n### Details\n\nMany.\n\n#### More\n\nMore.")
    assert entry.definition == "\nA method.\n\n### Details\n\nMany.\n\n#### More\n\nMore."


def test_markup_in_a_heading_is_kept_where_it_is_shown() -> None:
    entry = only("## The *k*-means method\n\nA method.")
    assert (entry.term, entry.heading) == ("The k-means method", "The *k*-means method")


@pytest.mark.parametrize(
    "text",
    [
        "## A\n\nText.\n\n```\n## B\n```\n",
        "## A\n\n<!--\n## B\n-->\n",
        "## A\n\n    ## B\n",
        "## A\n\n> ## B\n",
    ],
)
def test_a_heading_that_is_quoted_is_no_entry(text: str) -> None:
    assert terms(read(text)) == ["A"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("## A\n### Apple\n## B\n### Bear", ["Apple", "Bear"]),
        ("## A\u2013C\n### Apple\n## D - F\n### Dog", ["Apple", "Dog"]),
        ("## A-C\n### Apple", ["Apple"]),
        ("## **A**\n### Apple", ["Apple"]),
        ("## #\n### 3D\n## 0\u20149\n### 42", ["3D", "42"]),
        ("## Б\u2013Я\n### Азбука", ["Азбука"]),
        ("## A { #letter-a }\n### Apple", ["Apple"]),
        ("## A\n### Apple\n## LoRA\n### Pear", ["A", "LoRA"]),
        ("## A\n## B", ["A", "B"]),
        ("## AB\n### Apple", ["AB"]),
        ("### Apple", []),
        ("# A\n### Apple", []),
    ],
)
def test_entries_are_one_level_deeper_where_letters_group_them(
    headings: str, expected: list[str]
) -> None:
    text = headings.replace("\n", "\n\nText.\n\n") + "\n\nText.\n"
    assert terms(read(text)) == expected


def test_the_level_of_the_entries_is_noted() -> None:
    assert read("## A\n\n### Apple\n\nText.").level == 3


def test_the_introduction_and_the_leads_of_groups_are_kept() -> None:
    text = "# Fruit\n\nHello.\n\n## A\n\nEarly.\n\n### Apple\n\nRound.\n\n## B\n\n### Bear\n\nNo.\n"
    assert stretches(read(text)) == [
        ("# Fruit\n\nHello.\n\n## A\n\nEarly.", ["Apple"]),
        ("## B", ["Bear"]),
    ]


def test_a_heading_above_the_entries_begins_a_group() -> None:
    text = "## A\n\nText.\n\n# Appendix\n\nMore.\n\n## B\n\nText.\n\n# End\n\nBye.\n"
    assert stretches(read(text)) == [
        ("", ["A"]),
        ("# Appendix\n\nMore.", ["B"]),
        ("# End\n\nBye.", []),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# Glossary\n\nNothing yet.\n", "Text only."])
def test_a_source_without_entries_is_kept_and_reported(text: str) -> None:
    parsed = read(text)
    assert stretches(parsed) == [(text.strip("\n"), [])]
    assert messages(parsed) == [
        "glossary.md: no entry found: no level-2 heading, definition list or abbreviation [invalid]"
    ]


def test_a_heading_without_text_is_reported_and_costs_no_other_entry() -> None:
    parsed = read("## A\n\nText.\n\n##\n\nLost?\n\n## B\n\nText.\n")
    assert terms(parsed) == ["A", "B"]
    assert messages(parsed) == ["glossary.md:5: a heading without text is no entry [invalid]"]
    assert stretches(parsed)[1] == ("##\n\nLost?", ["B"])


def test_every_attribute_of_an_entry_is_read() -> None:
    entry = only(
        '## LoRA { #l .a .b aliases="low-rank  adapters, adapters,, adapters" hidden=lorra '
        'short="A *method*." see="PEFT, POS" tags="nlp" case=EXACT autolink="off" lang=en }\n\nX.'
    )
    assert (entry.term, entry.anchor, entry.heading) == ("LoRA", "l", "LoRA")
    assert entry.aliases == ("low-rank adapters", "adapters")
    assert entry.hidden == ("lorra",)
    assert entry.short == "A *method*."
    assert entry.see == ("PEFT", "POS")
    assert entry.tags == ("nlp",)
    assert entry.case is Case.EXACT
    assert entry.autolink is False
    assert entry.attributes == (("lang", "en"), ("class", "a b"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [("off", False), ("false", False), ("OFF", False), ("on", True), ("true", True)],
)
def test_autolink_is_a_switch(value: str, *, expected: bool) -> None:
    parsed = read(f"## LoRA {{ autolink={value} }}\n\nX.")
    assert parsed.entries[0].autolink is expected
    assert parsed.findings == ()


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ('aliases="a', "attributes of 'LoRA' cannot be read: not understood: aliases=\"a"),
        ("#id odd", "attributes of 'LoRA' cannot be read: not understood: odd"),
        ("case=upper", "case: expected smart, ignore or exact, got 'upper'"),
        ("autolink=never", "autolink: expected on or off, got 'never'"),
    ],
)
def test_a_broken_attribute_is_reported_and_the_entry_kept(attributes: str, message: str) -> None:
    parsed = read(f"## LoRA {{ {attributes} }}\n\nA method.\n\n## POS\n\nA tag.\n")
    assert terms(parsed) == ["LoRA", "POS"]
    assert messages(parsed) == [f"glossary.md:1: {message} [invalid]"]
    lora = parsed.entries[0]
    assert (lora.heading, lora.definition) == ("LoRA", "\nA method.")
    assert (lora.case, lora.autolink) == (None, True)


def test_a_list_that_nothing_closes_is_reported() -> None:
    parsed = read('## LoRA { aliases="a\n\nA method.')
    assert terms(parsed) == ["LoRA"]
    assert messages(parsed) == [
        "glossary.md:1: attributes of 'LoRA' cannot be read: not understood: aliases=\"a [invalid]"
    ]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("alias", "aliases"),
        ("Aliases", "aliases"),
        ("tag", "tags"),
        ("auto-link", "autolink"),
        ("shorts", "short"),
    ],
)
def test_an_attribute_that_is_nearly_ours_is_reported(key: str, meant: str) -> None:
    parsed = read(f"## LoRA {{ {key}=x }}\n\nA method.")
    assert messages(parsed) == [
        f"glossary.md:1: unknown attribute '{key}'. Did you mean '{meant}'? [invalid]"
    ]


@pytest.mark.parametrize("key", ["class", "lang", "title", "data-toc-label", "style", "dir"])
def test_an_attribute_that_belongs_to_the_page_is_kept(key: str) -> None:
    parsed = read(f"## LoRA {{ {key}=x }}\n\nA method.")
    assert parsed.entries[0].attributes == ((key, "x"),)
    assert parsed.findings == ()


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Cross Entropy"], ["cross-entropy"]),
        (["e/acc"], ["eacc"]),
        (["C++", "C#"], ["c", "c_1"]),
        (["A", "A", "A"], ["a", "a_1", "a_2"]),
        (["...", "!!!"], ["_1", "_2"]),
        (["LoRA { #adapters }"], ["adapters"]),
        (["A", "B { #a }"], ["a_1", "a"]),
        (["B { #a }", "A"], ["a", "a_1"]),
        (["日本語"], ["日本語"]),
    ],
)
def test_each_entry_has_a_fragment_of_its_own(headings: list[str], expected: list[str]) -> None:
    text = "".join(f"## {heading}\n\nText.\n\n" for heading in headings)
    assert [entry.anchor for entry in read(text).entries] == expected


def test_two_entries_with_one_explicit_id_do_not_share_a_fragment() -> None:
    first, second = read("## A { #x }\n\nText.\n\n## B { #x }\n\nText.").entries
    assert first.anchor == "x"
    assert second.anchor != "x"


def test_an_explicit_id_is_not_given_twice_across_sources() -> None:
    anchors = Anchors(slug)
    (first,) = read("## A\n\nText.", anchors=anchors).entries
    (second,) = read("## B { #a }\n\nText.", path="more.md", anchors=anchors).entries
    assert first.anchor != second.anchor


def test_an_id_written_as_a_pair_is_explicit_as_well() -> None:
    assert only('## LoRA { id="adapters" }\n\nText.').anchor == "adapters"


def test_a_fragment_is_what_the_table_of_contents_gives_in_the_order_of_the_page() -> None:
    (entry,) = read("# Softmax\n\n## Softmax\n\nText.").entries
    assert entry.anchor == "softmax_1"


def test_a_numbered_fragment_is_counted_on_as_the_table_of_contents_does() -> None:
    anchors = Anchors(slug)
    derived = [anchors.derive(text) for text in ("Foo", "Foo", "Foo_1", "Foo", "Foo_7", "Foo_7")]
    assert derived == ["foo", "foo_1", "foo_2", "foo_3", "foo_7", "foo_8"]


def test_entries_of_a_later_source_get_fragments_that_are_free() -> None:
    anchors = Anchors(slug)
    read("## A\n\nText.\n\n### B\n\nText.", anchors=anchors)
    parsed = read("## A\n\nText.\n\n## B\n\nText.", path="more.md", anchors=anchors)
    assert [entry.anchor for entry in parsed.entries] == ["a_1", "b_1"]


def test_fragments_that_are_no_entries_are_noted() -> None:
    parsed = read(
        "# Glossary\n\n<a id=\"top\"></a><a name='end'>\n\n## Apple { #x }\n\n### Sub one\n\n"
        "### Sub { #two }\n\nText.\n{ #par }\n\n**b**{: .c #d}\n"
    )
    assert parsed.anchors >= {"glossary", "top", "end", "sub-one", "two", "par", "d"}
    assert "apple" not in parsed.anchors


def test_an_entry_without_a_definition_is_reported() -> None:
    parsed = read("## A\n\n## B\n\n  \n\n## C { short=x }\n\n## D\n\nText.")
    assert terms(parsed) == ["A", "B", "C", "D"]
    assert messages(parsed) == [
        "glossary.md:1: 'A' has no definition [empty]",
        "glossary.md:3: 'B' has no definition [empty]",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## LoRA\n\nLow Rank Adaptation (LoRA) is a method.", ("Low Rank Adaptation",)),
        ("## Low Rank Adaptation\n\nLow Rank Adaptation (LoRA) is a method.", ("LoRA",)),
        ("## Low Rank Adaptation (LoRA)\n\nA method.", ("Low Rank Adaptation", "LoRA")),
        ("## LoRA (Low Rank Adaptation)\n\nA method.", ("Low Rank Adaptation", "LoRA")),
        ('## LoRA { aliases="low rank adaptation" }\n\nLow Rank Adaptation (LoRA).', ()),
        ('## LoRA { hidden="low rank adaptation" }\n\nLow Rank Adaptation (LoRA).', ()),
        ("## LoRA\n\nA method.", ()),
        ("## LoRA\n\nThis is a method (LoRA).", ()),
    ],
)
def test_a_definition_or_a_term_that_introduces_an_acronym_gives_an_alias(
    text: str, expected: tuple[str, ...]
) -> None:
    assert only(text).found == expected


def test_the_long_form_that_was_found_is_shown_before_the_aliases_that_were_listed() -> None:
    entry = only("## LoRA { aliases=adapters hidden=lorra }\n\nLow Rank Adaptation (LoRA).")
    assert entry.known_as == ("Low Rank Adaptation", "adapters")


def test_two_entries_that_say_the_same_are_two() -> None:
    text = "## A\n\nText."
    assert only(text) != only(text)
