"""The fields of an entry: what each may hold, its names, and what is said of a wrong one."""

from __future__ import annotations

import pytest
from helpers import entry

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.sources.data import Data, Fields, Items, Scalar
from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.sources.fields import FieldReader, folded, listed, misspelt, unique

Value = str | int | float | bool | list[object] | dict[str, object] | None


def data(value: object, line: int = 3) -> Data:
    """Return a value of Python as one of a table, all of it on one line."""
    if isinstance(value, list):
        return Items(tuple(data(item, line) for item in value), line)
    if isinstance(value, dict):
        pairs = ((Scalar(name, line), data(item, line)) for name, item in value.items())
        return Fields(tuple(pairs), line)
    assert value is None or isinstance(value, str | int | float)
    return Scalar(value, line)


def reader(*pairs: tuple[object, object]) -> FieldReader:
    """Return what reads some fields, the first of which stands on line 2."""
    made = []
    for line, (name, value) in enumerate(pairs, 2):
        made.append((Scalar(name, line), data(value, line)))  # type: ignore[arg-type] # any scalar
    return FieldReader(Fields(tuple(made), 1), lambda line: Place("a.yml", line))


def filled(*pairs: tuple[object, object]) -> tuple[Entry, list[str]]:
    """Return an entry with some fields, and what was found."""
    fields = reader(*pairs)
    found = entry("LoRA", **fields.said())
    return found, [str(finding) for finding in fields.findings]


@pytest.mark.parametrize(
    ("name", "value", "attribute", "expected"),
    [
        (
            "aliases",
            ["low rank", " adapters\n", "", "adapters"],
            "aliases",
            ("low rank", "adapters"),
        ),
        ("aliases", "low  rank, adapters,, adapters", "aliases", ("low rank", "adapters")),
        ("aliases", ["a, b"], "aliases", ("a, b",)),
        ("aka", ["low rank"], "aliases", ("low rank",)),
        ("AKA", "low rank", "aliases", ("low rank",)),
        ("aliases", None, "aliases", ()),
        ("aliases", "", "aliases", ()),
        ("aliases", [], "aliases", ()),
        ("aliases", [None, "", "x"], "aliases", ("x",)),
        ("hidden", ["lorra"], "hidden", ("lorra",)),
        ("short", "  A *method*. ", "short", "A *method*."),
        ("short_description", "A method.", "short", "A method."),
        ("Short description", "A method.", "short", "A method."),
        ("short-description", "A method.", "short", "A method."),
        ("short", None, "short", ""),
        ("see", "PEFT, POS", "see", ("PEFT", "POS")),
        ("tags", ["nlp"], "tags", ("nlp",)),
        ("case", "exact", "case", Case.EXACT),
        ("case", " Smart ", "case", Case.SMART),
        ("case", "ignore", "case", Case.IGNORE),
        ("case", None, "case", None),
        ("case", "", "case", None),
        ("autolink", "off", "autolink", False),
        ("autolink", False, "autolink", False),
        ("autolink", "no", "autolink", False),
        ("autolink", True, "autolink", True),
        ("autolink", "Yes", "autolink", True),
        ("autolink", None, "autolink", True),
        ("url", " https://example.org ", "url", "https://example.org"),
        ("full_link", "https://example.org", "url", "https://example.org"),
        ("url", None, "url", ""),
        ("never", ["lead", "leads*"], "never", ("lead", "leads*")),
        ("scope", "guide/*, api/*", "scope", ("guide/*", "api/*")),
    ],
)
def test_a_field_is_read(name: str, value: Value, attribute: str, expected: object) -> None:
    found, findings = filled((name, value))
    assert (getattr(found, attribute), findings) == (expected, [])


LISTS = ("aliases", "hidden", "see", "tags", "never", "scope")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("value", "shown"), [(3, "3"), (True, "true"), (1.5, "1.5"), ({"a": "b"}, "a mapping")]
)
def test_a_field_that_is_no_list_is_reported(name: str, value: Value, shown: str) -> None:
    found, findings = filled((name, value))
    assert getattr(found, name) == ()
    assert findings == [f"a.yml:2: {name}: expected a list of strings, got {shown} [invalid]"]


@pytest.mark.parametrize("name", LISTS)
def test_an_item_that_is_no_text_is_reported_and_the_others_are_kept(name: str) -> None:
    found, findings = filled((name, ["a", 3, ["b"], {"c": "d"}, "e"]))
    assert getattr(found, name) == ("a", "e")
    assert findings == [
        f"a.yml:2: {name}: expected a list of strings, got {shown} [invalid]"
        for shown in ("3", "a list", "a mapping")
    ]


@pytest.mark.parametrize("name", ["short", "url"])
@pytest.mark.parametrize(
    ("value", "shown"),
    [(3, "3"), (False, "false"), (["a"], "a list"), ([], "a list"), ({}, "a mapping")],
)
def test_a_field_that_is_no_text_is_reported(name: str, value: Value, shown: str) -> None:
    found, findings = filled((name, value))
    assert getattr(found, name) == ""
    assert findings == [f"a.yml:2: {name}: expected text, got {shown} [invalid]"]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("case", "upper", "case: expected smart, ignore or exact, got 'upper'"),
        ("case", 3, "case: expected smart, ignore or exact, got 3"),
        ("case", ["exact"], "case: expected smart, ignore or exact, got a list"),
        ("autolink", "never", "autolink: expected on or off, got 'never'"),
        ("autolink", 1, "autolink: expected on or off, got 1"),
        ("autolink", {}, "autolink: expected on or off, got a mapping"),
    ],
)
def test_a_choice_that_is_none_is_reported(name: str, value: Value, message: str) -> None:
    found, findings = filled((name, value))
    assert (found.case, found.autolink) == (None, True)
    assert findings == [f"a.yml:2: {message} [invalid]"]


def test_one_wrong_field_costs_no_other() -> None:
    found, findings = filled(("aliases", 3), ("short", "A method."), ("case", "up"), ("tags", "x"))
    assert (found.aliases, found.short, found.case, found.tags) == ((), "A method.", None, ("x",))
    assert [message.split(":")[1] for message in findings] == ["2", "4"]


def test_a_finding_names_a_field_as_we_do_and_where_its_value_stands() -> None:
    fields = Fields(((Scalar("AKA", 2), Scalar(3, 5)),), 1)
    wrong = FieldReader(fields, lambda line: Place("a.yml", line))
    wrong.texts("aliases")
    (finding,) = wrong.findings
    expected = "a.yml:5: aliases: expected a list of strings, got 3 [invalid]"
    assert str(finding) == expected


def test_a_url_that_leads_nowhere_is_reported() -> None:
    fields = Fields(((Scalar("url", 2), Scalar("gone.md", 2)),), 1)
    nowhere = FieldReader(fields, lambda line: Place("a.yml", line), lambda _: None)
    assert nowhere.said()["url"] == ""
    (finding,) = nowhere.findings
    expected = "a.yml:2: url: expected an address or a page of the docs, got 'gone.md' [invalid]"
    assert str(finding) == expected


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("alias", "aliases"),
        ("Alias", "aliases"),
        ("tag", "tags"),
        ("auto-link", "autolink"),
        ("definitions", "definition"),
        ("terms", "term"),
        ("shorts", "short"),
        ("scopes", "scope"),
    ],
)
def test_a_name_that_is_nearly_ours_is_reported(name: str, meant: str) -> None:
    _, findings = filled((name, "x"))
    expected = f"a.yml:2: unknown field '{name}'. Did you mean '{meant}'? [invalid]"
    assert findings == [expected]


@pytest.mark.parametrize("name", ["status", "category", "layout", "weight", "author", "class", 404])
def test_a_name_that_is_another_tool_s_is_no_concern_of_ours(name: object) -> None:
    assert filled((name, ["anything"]))[1] == []


@pytest.mark.parametrize("name", ["", None])
def test_a_value_without_a_name_is_reported_unless_it_is_empty(name: str | None) -> None:
    _, findings = filled((name, "lost"), (name, ""), (name, None))
    assert findings == [
        "a.yml:2: a value has no name, which the header or a key gives: 'lost' [invalid]"
    ]


def test_of_two_values_of_one_name_the_last_counts() -> None:
    assert filled(("short", "one"), ("Short", "two"))[0].short == "two"


def test_our_own_name_goes_before_another_for_the_same_field() -> None:
    assert filled(("aliases", "one"), ("aka", "two"))[0].aliases == ("one",)
    assert filled(("title", "one"), ("term", "two"))[0].term == "LoRA"
    assert reader(("term", "one"), ("title", "two")).text("term") == "one"


def test_a_field_knows_its_line() -> None:
    fields = reader(("term", "x"), ("Description", "y"))
    assert [fields.line(name) for name in ("term", "definition", "see")] == [2, 3, 0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Short description", "short_description"), ("AKA", "aka"), (" a-b  c ", "a_b_c"), ("", "")],
)
def test_a_name_is_compared_without_case_and_gaps(name: str, expected: str) -> None:
    assert folded(name) == expected


@pytest.mark.parametrize(("name", "near"), [("alises", "aliases"), ("class", ""), ("", "")])
def test_a_name_that_looks_like_one_of_ours_is_told(name: str, near: str) -> None:
    assert misspelt(name) == near


def test_lists_have_single_blanks_and_no_repetitions() -> None:
    assert listed("a  b,\n c ,, a b") == ("a b", "c")
    assert unique(["a\nb", "", "a b", " "]) == ("a b",)
