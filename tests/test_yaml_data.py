"""YAML read into values that know their lines: the scalars of YAML 1.2, and what is refused."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.hosts.yaml_data import read_yaml
from mkdocs_grimoire.sources.data import Data, Fields, Items, Scalar, UnreadableDataError


def plain(data: Data) -> object:
    """Return a value without its lines; of two values of one name the last."""
    if isinstance(data, Items):
        return [plain(item) for item in data.values]
    if isinstance(data, Fields):
        return {name.value: plain(value) for name, value in data.pairs}
    return data.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("2024-01-01", "2024-01-01"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1.2.3", "1.2.3"),
        ("\u0663", "\u0663"),
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("nUll", "nUll"),
        ("null", None),
        ("~", None),
        ("", None),
        ("3", 3),
        ("-3", -3),
        ("007", 7),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("'3'", "3"),
        ('"true"', "true"),
        ("''", ""),
        ("!!str 3", 3),
        ("C++", "C++"),
        ("9" * 5000, float("inf")),
    ],
)
def test_a_scalar_is_what_yaml_1_2_says(text: str, expected: object) -> None:
    assert plain(read_yaml(text)) == expected
    assert plain(read_yaml(f"- {text}")) == [expected]


@pytest.mark.parametrize("name", ["404", "NO", "null", "~", "true", "1.50", "2024-01-01"])
def test_a_name_is_the_text_that_the_author_wrote(name: str) -> None:
    assert plain(read_yaml(f"{name}: x")) == {name: "x"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: |\n  x\n\n  y\n", {"a": "x\n\ny\n"}),
        ("a: >-\n  x\n  y\n\n  z\n", {"a": "x y\nz"}),
        ("a: x\n  y\n", {"a": "x y"}),
        ("- &one {a: 1}\n- *one\n", [{"a": 1}, {"a": 1}]),
        ("{a: [1, 2], b: }", {"a": [1, 2], "b": None}),
        ("[a]: b", {"": "b"}),
        ("a: 1\na: 2\n", {"a": 2}),
        ("# only a comment\n", None),
        ("---\na: 1\n...\n", {"a": 1}),
        ("%YAML 1.2\n---\na: 1\n", {"a": 1}),
        ("a: !ENV [X, y]", {"a": ["X", "y"]}),
        ("a: !!python/object/apply:os.system [x]", {"a": ["x"]}),
    ],
)
def test_yaml_is_read(text: str, expected: object) -> None:
    assert plain(read_yaml(text)) == expected


def test_values_of_yaml_know_their_lines() -> None:
    data = read_yaml("# x\na: 1\nb:\n  - 2\n  - |\n    3\n    4\nc: 'x\n\n  y'\n")
    assert isinstance(data, Fields)
    (a, one), (b, items), (c, text) = data.pairs
    assert isinstance(items, Items)
    assert [a.line, one.line, b.line, items.line, c.line, text.line] == [2, 2, 3, 4, 8, 8]
    assert [item.line for item in items.values] == [4, 6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a\\n\\nb"', True),
        ("'a'", True),
        ("a", True),
        ("'a\n\n  b'", False),
        ("|\n  a\n  b", False),
        (">\n  a\n\n  b", False),
    ],
)
def test_a_text_knows_whether_its_line_breaks_are_escaped(text: str, *, expected: bool) -> None:
    data = read_yaml(f"a: {text}\n")
    assert isinstance(data, Fields)
    (value,) = (value for _, value in data.pairs)
    assert isinstance(value, Scalar)
    assert value.is_one_line is expected


BOMB = "a0: &a0 [x, x]\n" + "".join(
    f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]\n" for number in range(1, 40)
)


def test_a_value_that_is_referred_to_ten_thousand_times_is_one() -> None:
    data = read_yaml(BOMB)
    assert isinstance(data, Fields)
    last = data.pairs[-1][1]
    assert isinstance(last, Items)
    assert len({id(item) for item in last.values}) == 1


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("a: [1", "did not find expected ',' or ']'", 1),
        ("a: b: c", "mapping values are not allowed in this context", 1),
        ("a: 1\n- b", "did not find expected key", 2),
        ("a: 'x", "found unexpected end of stream", 1),
        ("\ta: 1", "found character that cannot start any token", 1),
        ("a: @x", "found character that cannot start any token", 1),
        ("a: *b", "'*b' refers to nothing before it", 1),
        ("x: 1\na: &a [*a]", "'*a' refers to nothing before it", 2),
        ("a: 1\n---\nb: 2", "expected one document", 3),
        ("0\n---", "expected one document", 2),
        ("[" * 51 + "]" * 51, "nested too deep", 1),
        ("[" * 100_000, "nested too deep", 1),
        ("- " * 100_000, "nested too deep", 1),
        ("{a: " * 100_000, "nested too deep", 1),
    ],
)
def test_yaml_that_is_broken_says_where(text: str, reason: str, line: int) -> None:
    with pytest.raises(UnreadableDataError) as caught:
        read_yaml(text)
    assert (str(caught.value), caught.value.line) == (reason, line)


def test_a_character_that_yaml_forbids_is_reported() -> None:
    with pytest.raises(UnreadableDataError, match="control characters are not allowed"):
        read_yaml("a: \x01")
