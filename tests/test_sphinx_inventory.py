"""The format of `objects.inv`: what is written can be read, and what is damaged is refused."""

from __future__ import annotations

import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trying import tried_on

from mkdocs_grimoire.lending.sphinx_inventory import (
    HEADER,
    LARGEST,
    TERM,
    Item,
    SphinxInventory,
    pack,
    parsed,
    unpack,
)
from mkdocs_grimoire.sources.data import UnreadableDataError

HEAD = HEADER.format(project="Optics", version="2.1").encode()

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1).filter(
    lambda word: ":" not in word and len(word.split()) == 1
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
URIS = st.text("abcXYZ019-._~/#%&=", min_size=1)


def body(*lines: str) -> bytes:
    """Return the file of some lines."""
    return HEAD + zlib.compress("".join(f"{line}\n" for line in lines).encode())


@given(NAMES, URIS, st.one_of(st.just(""), NAMES))
@tried_on(25)
def test_what_is_written_is_what_is_read(name: str, uri: str, text: str) -> None:
    item = Item(name, TERM, uri, "" if text in {name, "-"} else text)
    read = unpack(pack(SphinxInventory("Optics", "2.1", (item.line,))))
    assert read == SphinxInventory("Optics", "2.1", (item.line,))
    assert list(read.items) == [item]


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("beam std:term -1 g.html#term-$ -", Item("beam", TERM, "g.html#term-beam")),
        ("a b std:term -1 g.html#term-a-b -", Item("a b", TERM, "g.html#term-a-b")),
        ("Ray std:term 1 g/#ray The Ray", Item("Ray", TERM, "g/#ray", "The Ray")),
        ("Python 3 9 std:term -1 g/#p -", Item("Python 3 9", TERM, "g/#p")),
        ("C: std:term -1 g/#c -", Item("C:", TERM, "g/#c")),
        ("re.match py:function 1 re.html#$ -", Item("re.match", "py:function", "re.html#re.match")),
    ],
)
def test_a_line_of_sphinx_is_understood(line: str, item: Item) -> None:
    assert parsed(line) == item


@pytest.mark.parametrize(
    "line", ["", "beam", "beam term -1 x -", "beam std:term one x -", "std:term"]
)
def test_a_line_that_is_none_says_nothing(line: str) -> None:
    assert parsed(line) is None


def test_a_name_that_ends_its_uri_is_not_written_twice() -> None:
    assert Item("beam", TERM, "g/#beam").line == "beam std:term -1 g/#$ -"
    assert Item("beam", TERM, "g/#5$").line == "beam std:term -1 g/#5%24 -"


def test_the_same_inventory_is_the_same_bytes() -> None:
    inventory = SphinxInventory("A\nB", "", ("beam std:term -1 g/#$ -",))
    assert pack(inventory) == pack(inventory)
    assert pack(inventory).startswith(
        b"# Sphinx inventory version 2\n# Project: A B\n# Version: \n"
    )


def test_terms_are_put_among_what_another_has_written() -> None:
    others = ("re.match py:function 1 re/#$ -", "Lens std:term -1 optics/#lens -")
    old = ("Gone std:term -1 g/#gone -", "Beam std:term -1 elsewhere/#beam -", "nonsense")
    merged = SphinxInventory("Optics", "", (*others, *old)).merged(
        [Item("Beam", TERM, "g/#ray")], "g/"
    )
    assert merged.lines == (*others, "nonsense", "Beam std:term -1 g/#ray -")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"# Sphinx inventory version 1\n", "no inventory of version 2"),
        (b"# Sphinx inventory version 2\n# Project: x\n", "its first lines are missing"),
        (HEAD.replace(b"zlib", b"lzma") + b"x", "not compressed with zlib"),
        (HEAD + b"no zlib", "it is damaged"),
        (body("beam std:term -1 g/#beam -" * 99)[:-9], "it is cut short"),
        (HEAD + zlib.compress(b"\xff\xfe"), "it is not UTF-8"),
        (HEAD.replace(b"Optics", b"\xff") + zlib.compress(b""), "it is not UTF-8"),
        (HEAD + zlib.compress(bytes(LARGEST + 1)), "it is larger than 64 MiB"),
    ],
)
def test_what_is_damaged_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDataError, match=reason):
        unpack(content)


@given(st.binary())
@tried_on(25)
def test_no_bytes_do_more_harm_than_to_be_refused(content: bytes) -> None:
    for whole in (content, HEAD + content, HEAD + zlib.compress(content)):
        with suppress(UnreadableDataError):
            assert len(list(unpack(whole).items)) <= len(content)
