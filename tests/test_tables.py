"""JSON and CSV read into values that know their lines."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.sources.data import Data, Fields, Items, Scalar, UnreadableDataError
from mkdocs_grimoire.sources.tables import read_csv, read_json


def plain(data: Data) -> object:
    """Return a value without its lines; of two values of one name the last."""
    if isinstance(data, Items):
        return [plain(item) for item in data.values]
    if isinstance(data, Fields):
        return {name.value: plain(value) for name, value in data.pairs}
    return data.value


def rows(text: str) -> list[dict[object, object]]:
    """Return the rows of a CSV text, without their lines."""
    found = plain(read_csv(text))
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", []),
        (" { } ", {}),
        (
            '{"a": [1, 2.5, -3e2, true, false, null, "x"]}',
            {"a": [1, 2.5, -300, True, False, None, "x"]},
        ),
        ('"a\\n\\u00e9\\"b"', 'a\né"b'),
        ('[[], [[]], {"a": {}}]', [[], [[]], {"a": {}}]),
        ('{"a": 1, "a": 2}', {"a": 2}),
        ("\n\t [\r\n1 ]\n", [1]),
    ],
)
def test_json_is_read(text: str, expected: object) -> None:
    assert plain(read_json(text)) == expected


def test_values_of_json_know_their_lines() -> None:
    data = read_json('{\n  "a":\n    "x\\ny",\n  "b": [\n    1,\n    {"c": 2}]\n}')
    assert isinstance(data, Fields)
    (a, x), (b, items) = data.pairs
    assert isinstance(items, Items)
    assert [a.line, x.line, b.line, items.line] == [2, 3, 4, 4]
    assert [item.line for item in items.values] == [5, 6]
    assert x == Scalar("x\ny", 3, is_one_line=True)


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("", "expecting value", 1),
        ("\n\n", "expecting value", 3),
        ("{", "expecting a name in double quotes", 1),
        ("[1,\n]", "expecting value", 2),
        ('{"a": 1,}', "expecting a name in double quotes", 1),
        ("[1\n2]", "expecting ']'", 2),
        ('{"a"\n1}', "expecting ':'", 2),
        ("{'a': 1}", "expecting a name in double quotes", 1),
        ("[1] x", "extra data", 1),
        ('["a\nb"]', "invalid control character at", 1),
        ('["\\x"]', "invalid \\escape", 1),
        ('["a', "unterminated string starting at", 1),
        ("// a\n[]", "expecting value", 1),
        ("\ufeff[]", "expecting value", 1),
        ("[" * 51 + "]" * 51, "nested too deep", 1),
        ("[" * 100_000, "nested too deep", 1),
        ('{"a":' * 100_000, "nested too deep", 1),
    ],
)
def test_json_that_is_broken_says_where(text: str, reason: str, line: int) -> None:
    with pytest.raises(UnreadableDataError) as caught:
        read_json(text)
    assert (str(caught.value), caught.value.line) == (reason, line)


def test_json_may_be_as_deep_as_any_table() -> None:
    assert isinstance(read_json("[" * 50 + "]" * 50), Items)


def test_a_number_of_json_may_have_any_length() -> None:
    assert plain(read_json("9" * 5000)) == float("inf")


@pytest.mark.parametrize(
    "text",
    [
        "term,definition\nA,x\nB,y\n",
        "term;definition\nA;x\nB;y\n",
        "term\tdefinition\nA\tx\nB\ty\n",
        "term,definition\nA,x\nB,y",
        " term , definition \nA, x\nB, y\n",
        "term,definition\n\nA,x\n,\n  \nB,y\n\n",
        '"term","definition"\n"A","x"\n"B","y"\n',
    ],
)
def test_csv_is_read_whatever_parts_its_cells(text: str) -> None:
    expected = [{"term": "A", "definition": "x"}, {"term": "B", "definition": "y"}]
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('term;definition\nA;"x; y, ""z"""\n', [{"term": "A", "definition": 'x; y, "z"'}]),
        ('term,definition\nA,"x\n\ny"\n', [{"term": "A", "definition": "x\n\ny"}]),
        ("term,definition\nA\n", [{"term": "A"}]),
        ("term,definition\nA,x,lost\n", [{"term": "A", "definition": "x", "": "lost"}]),
        ("term\nA\n", [{"term": "A"}]),
        ("term,definition\n", []),
        ("", []),
        ("\n\n", []),
    ],
)
def test_a_row_of_csv_is_a_mapping_from_the_header(
    text: str, expected: list[dict[str, str]]
) -> None:
    assert rows(text) == expected


def test_cells_know_the_lines_on_which_they_begin() -> None:
    first, second = read_csv('term,definition,short\nA,"x\ny",z\n\nB,w,v\n').values
    assert isinstance(first, Fields)
    assert isinstance(second, Fields)
    assert [first.line, second.line] == [2, 5]
    assert [cell.line for _, cell in first.pairs] == [2, 2, 3]
    assert [cell.line for _, cell in second.pairs] == [5, 5, 5]


def test_blank_lines_before_the_header_are_passed_over() -> None:
    data = read_csv("\n \nterm;definition\nA;x\n")
    assert plain(data) == [{"term": "A", "definition": "x"}]
    assert [row.line for row in data.values] == [4]


def test_a_cell_that_is_longer_than_python_reads_is_reported_with_its_line() -> None:
    with pytest.raises(UnreadableDataError) as caught:
        read_csv("term,definition\nA,x\nB," + "y" * 200_000)
    assert (str(caught.value), caught.value.line) == ("field larger than field limit (131072)", 3)


def test_a_quote_that_nothing_closes_is_reported_with_its_line() -> None:
    with pytest.raises(UnreadableDataError) as caught:
        read_csv('term,definition\nA,x\nB,"y\nC,z\nD,w\n')
    assert (str(caught.value), caught.value.line) == ("a quote is never closed", 3)
