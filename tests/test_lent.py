"""What another site lends: its two files, and what is wrong with them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trying import tried_on

from mkdocs_grimoire.lending.lent import LentEntry, read_lent
from mkdocs_grimoire.lending.sphinx_inventory import SphinxInventory, pack
from mkdocs_grimoire.sources.data import UnreadableDataError
from mkdocs_grimoire.sources.entry import Case

BEAM = {"term": "Beam", "anchor": "beam", "url": "g/#beam"}


def written(*entries: Any, **fields: Any) -> bytes:
    """Return a `glossary.json` with some entries."""
    return json.dumps({"version": 1, "name": "Optics", "entries": entries, **fields}).encode()


def refused(*entries: Any) -> tuple[str, ...]:
    """Return what is wrong with entries that stand beside a good one."""
    lent = read_lent(written(BEAM, *entries))
    assert [entry.term for entry in lent.entries] == ["Beam"]
    return lent.refused


def test_an_entry_has_what_its_record_says() -> None:
    html = {"term": "<em>Beam</em>", "short": "<p>Light.</p>"}
    record = {**BEAM, "aliases": ["ray  of\nlight"], "hidden": ["beem"], "never": ["beam*"]}
    lent = read_lent(written({**record, "case": "exact", "autolink": "off", "html": html}))
    assert lent.site == "Optics"
    assert lent.refused == ()
    assert lent.entries == (
        LentEntry(
            term="Beam",
            anchor="beam",
            url="g/#beam",
            aliases=("ray of light",),
            hidden=("beem",),
            never=("beam*",),
            case=Case.EXACT,
            autolink=False,
            title="<em>Beam</em>",
            short="<p>Light.</p>",
        ),
    )


def test_the_labels_of_an_inventory_that_lead_to_one_place_are_one_entry() -> None:
    lines = (
        "Beam std:term -1 g/#ray -",
        "light ray std:term -1 g/#ray -",
        "lens std:term -1 g/#l%C3%A9ns Lens",
        "re.match py:function 1 re/#$ -",
        "g std:doc -1 g/ Glossary",
    )
    lent = read_lent(pack(SphinxInventory("Optics", "", lines)))
    assert lent.site == "Optics"
    assert lent.entries == (
        LentEntry("Beam", "ray", "g/#ray", aliases=("light ray",)),
        LentEntry("Lens", "léns", "g/#l%C3%A9ns", hidden=("lens",)),
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is no JSON"),
        (b"<!doctype html>", "it is no JSON"),
        (b'{"version": 1, "entries": [', "it is no JSON"),
        (b"[" * 100_000, "it is no JSON: not UTF-8, or too deep"),
        (b'{"version": ' + b"1" * 5000 + b"}", "it is no JSON"),
        (b"\xff\xfe\xfa", "it is no JSON"),
        (b"[]", "it has no list 'entries'"),
        (b'{"entries": {}}', "it has no list 'entries'"),
        (written(BEAM, version=2), "its format is of another version than 1"),
        (written(), "it has no terms"),
        (written({"term": "x"}), "entry 1: it has no 'url'"),
        (pack(SphinxInventory("x", "", ("re py:module 0 re/ -",))), "it has no terms"),
    ],
)
def test_a_file_that_lends_nothing_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDataError, match=reason):
        read_lent(content)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("Beam", "entry 2: it is no mapping"),
        ({**BEAM, "term": 3}, "entry 2: 'term' is no text"),
        ({**BEAM, "term": " \n"}, "entry 2: it has no 'term'"),
        ({**BEAM, "url": ""}, "entry 2: it has no 'url'"),
        ({**BEAM, "anchor": None}, "entry 2: 'anchor' is no text"),
        ({**BEAM, "aliases": "ray"}, "entry 2: 'aliases' is no list of texts"),
        ({**BEAM, "hidden": ["ray", 3]}, "entry 2: 'hidden' is no list of texts"),
        ({**BEAM, "case": "loud"}, "entry 2: 'case' is not smart, ignore or exact"),
        ({**BEAM, "html": "<p>"}, "entry 2: 'html' is no mapping"),
        ({**BEAM, "html": {"short": []}}, "entry 2: 'short' is no text"),
        ({**BEAM, "term": "a\x02b"}, "entry 2: it has characters that no text has"),
        ({**BEAM, "aliases": ["a\x00"]}, "entry 2: it has characters that no text has"),
        ({**BEAM, "html": {"short": "\ud800"}}, "entry 2: it has characters that no text has"),
    ],
)
def test_an_entry_that_cannot_be_used_costs_no_other(record: Any, reason: str) -> None:
    assert refused(record) == (reason,)


def test_what_a_later_version_may_add_is_passed_over() -> None:
    assert refused() == ()
    lent = read_lent(written({**BEAM, "colour": {"of": ["light"]}}, licence=["MIT"]))
    assert lent.refused == ()


def test_of_two_entries_with_one_fragment_the_first_is_taken() -> None:
    lent = read_lent(written(BEAM, {**BEAM, "term": "Other"}))
    assert [entry.term for entry in lent.entries] == ["Beam"]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from([*BEAM, "html", "case"]), inner)
    ),
)


@given(st.lists(JSON))
@tried_on(25)
def test_no_json_does_more_harm_than_to_be_refused(entries: list[Any]) -> None:
    lent = read_lent(written(BEAM, *entries))
    assert len(lent.entries) + len(lent.refused) <= len(entries) + 1
    assert all(entry.term and entry.url for entry in lent.entries)
