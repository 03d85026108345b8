"""What holds for any text of a source: nothing raises, no word is lost, places are in the file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
import yaml
from helpers import plain, read, slug
from hypothesis import assume, example, given
from hypothesis import strategies as st
from trying import tried_on

from mkdocs_grimoire.builds.build import start_build
from mkdocs_grimoire.builds.options import Options
from mkdocs_grimoire.hosts.yaml_data import read_yaml
from mkdocs_grimoire.pages.page import lay_out, page_markdown
from mkdocs_grimoire.pages.sections import SectionForm, mark_sections
from mkdocs_grimoire.sources.data import Data, Fields, Items, UnreadableDataError
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.parsing import parse
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.source import Anchors, Source
from mkdocs_grimoire.sources.tables import read_csv, read_json
from mkdocs_grimoire.text.markup import blank_code

PIECES = st.sampled_from(
    [
        *(
            "a",
            "B c",
            "word",
            "LoRA",
            " ",
            "  ",
            "    ",
            "\n",
            "\n\n",
            "\t",
            "\x0b",
            "\x85",
            "\u2028",
        ),
        *("# ", "## ", "### ", "---\n", "===\n", "```\n", "`", "``", "~~~", "<!--", "-->", "> "),
        *(
            ":",
            ": ",
            ":   ",
            "\n: x",
            "\nA\n:   ",
            "*[",
            "]: ",
            "*[HTML]: x",
            "[^1]",
            "[1]: b.md\n",
        ),
        *("{ .term }", "{ #a }", "{", "}", '"', "'", "*", "_", "\\", "$", "<b>", "&amp;", "|", "-"),
        *("term", "title", "definition", "aliases", "scope", "terms", "- ", ",", ";", "[", "null"),
        *("NO", "3", "&a ", "*a", "!x ", "%", "@", "?", "---\nterm: A\n---\n", "\ufeff", "\ufffd"),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)).map(
    lambda text: text.replace("\r", "").replace("\x00", "")
)
"""Texts as they are after reading: without what `decode` takes out."""

PATHS = ["a.md", "a.yml", "a.json", "a.csv"]


def source(text: str, path: str, *, is_named: bool) -> Source:
    """Return a source, its front matter taken off its text."""
    found = re.match(r"---\n.*?\n---\n", text, re.DOTALL) if path == "a.md" else None
    front = found[0] if found else ""
    first_line = front.count("\n") + 1
    body = text[len(front) :]
    return Source(path, body, first_line, front, path, is_page=False, is_named=is_named)


@pytest.mark.parametrize("path", PATHS)
@tried_on(25)
@given(text=TEXTS, is_named=st.booleans())
def test_any_text_is_read_and_places_are_within_the_file(
    path: str, text: str, *, is_named: bool
) -> None:
    tools = Tools(plain, Anchors(slug), Docs(), read_yaml)
    parsed = parse(source(text, path, is_named=is_named), tools)
    last = text.count("\n") + 1
    assert all(0 <= finding.place.line <= last for finding in parsed.findings)
    assert all(1 <= entry.place.line <= last for entry in parsed.entries)
    assert all(entry.term and entry.anchor for entry in parsed.entries)
    anchors = [entry.anchor for entry in parsed.entries]
    assert len(set(anchors)) == len(anchors)
    page_markdown(start_build(Options(), [parsed]).layout)


@tried_on(25)
@given(text=TEXTS)
def test_any_page_may_have_sections(text: str) -> None:
    page = Source("a.md", text, base="a.md", is_page=False, is_built=True)
    sections = SectionForm(page, Tools(plain, Anchors(slug), Docs(), read_yaml)).read()
    marked = mark_sections(text, sections)
    assert marked.count("\n") == text.count("\n")
    assert marked.count("<!-- grimoire: ") - text.count("<!-- grimoire: ") == len(sections)


WORD = re.compile(r"[a-z]+[0-9]+")

BLOCKS = st.sampled_from(
    [
        *(
            "## {}",
            "### {}",
            "# {}",
            "{}\n---",
            "{}",
            "{}\n{}",
            "{}\n:   {}",
            "{}\n{}\n: {}",
            ": {}",
        ),
        *("    {}", "- {}\n- {}", "> {}", "*[{}]: {}", "*[{}]:\n    {}", "```\n{}\n: {}\n```"),
        *(
            "{}\n:   {}\n\n    {}",
            "{}\n:   {}\n:   {}",
            "<div>\n{}\n</div>",
            "| {} |\n|---|\n| {} |",
        ),
        *(
            "`{}`\n: {}",
            "{}\n\n:   {}",
            "## {}\n\n{}\n: {}",
            "[^{}]: {}",
            "    {}\n    : {}",
            "---",
        ),
    ]
)


@tried_on(25)
@given(blocks=st.lists(BLOCKS, max_size=8))
@example(["{}\n---", ": {}"])
@example(["```\n{}\n: {}\n```", ": {}"])
def test_no_word_of_the_glossary_page_is_lost(blocks: list[str]) -> None:
    numbers = iter(range(10_000))
    text = "\n\n".join(re.sub(r"\{\}", lambda _: f"word{next(numbers)}", block) for block in blocks)
    words = page_markdown(lay_out([read(text)], sort=True))
    aliases = {alias for entry in read(text).entries for alias in entry.aliases}
    assert set(WORD.findall(text)) <= set(WORD.findall(words)) | aliases


@tried_on(25)
@given(text=TEXTS)
@example("*\n: word")
def test_no_line_of_the_glossary_page_is_lost(text: str) -> None:
    assume("{" not in text)  # attributes are read, not shown
    entries = read(text).entries
    shown = " ".join(page_markdown(lay_out([read(text)], sort=False)).split())
    shown += " ".join(alias for entry in entries for alias in entry.aliases)
    for word in re.findall(r"\b(?:word|LoRA)\b", blank_code(text)):
        assert word in shown


def values(data: Data) -> object:
    """Return a value without its lines; of two values of one name the last."""
    if isinstance(data, Items):
        return [values(item) for item in data.values]
    if isinstance(data, Fields):
        return {name.value: values(value) for name, value in data.pairs}
    return data.value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=20,
)


@tried_on(25)
@given(value=JSON, indent=st.sampled_from([None, 0, 2]), is_ascii=st.booleans())
def test_json_says_what_python_says(value: object, indent: int | None, *, is_ascii: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=is_ascii)
    assert values(read_json(text)) == json.loads(text)


@tried_on(25)
@given(text=TEXTS | st.text(alphabet='[]{}",:01.e-tn \n\\u', max_size=20))
def test_what_is_json_to_python_is_json_here_and_nothing_else(text: str) -> None:
    try:
        expected = json.loads(text)
    except ValueError:
        with pytest.raises(UnreadableDataError):
            read_json(text)
    else:
        assert repr(values(read_json(text))) == repr(expected)


LETTERS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc", "Cs"],
        exclude_characters="\ufeff\uffff\ufffe\u2028\u2029",
    ),
    max_size=20,
)
PLAIN_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | LETTERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LETTERS, inner, max_size=4),
    max_leaves=20,
)


@tried_on(25)
@given(value=PLAIN_JSON, indent=st.sampled_from([None, 2]))
def test_yaml_says_what_json_says_of_json(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    assert values(read_yaml(text)) == values(read_json(text)) == value


@tried_on(25)
@given(value=PLAIN_JSON)
def test_yaml_that_a_tool_has_written_is_read_as_it_was_meant(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    assume(not re.search(r"[0-9.][eE][-+]?[0-9]", text))  # a number in YAML 1.2 alone
    assert values(read_yaml(text)) == value


CELLS = st.text("ab ;,\t\"'\n#é", max_size=8)


@tried_on(25)
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5),
    delimiter=st.sampled_from([",", ";", "\t"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_csv_says_what_python_says(rows: list[list[str]], delimiter: str, quoting: int) -> None:
    made = io.StringIO()
    names = ["term", "definition", "short"]
    writer = csv.writer(made, delimiter=delimiter, quoting=quoting, lineterminator="\n")  # type: ignore[arg-type] # a constant of `csv`
    writer.writerows([names, *rows])
    expected = [
        dict(zip(names, row, strict=True)) for row in rows if any(cell.strip() for cell in row)
    ]
    found = values(read_csv(made.getvalue()))
    if quoting == csv.QUOTE_MINIMAL:  # blanks after a delimiter are not a part of the cell
        expected = [{key: cell.lstrip(" ") for key, cell in row.items()} for row in expected]
        assert isinstance(found, list)
        found = [{key: cell.lstrip(" ") for key, cell in row.items()} for row in found]
    assert found == expected


def refused_at(reader: Callable[[str], Data], text: str) -> int:
    """Return the line for which a text is refused, or 0."""
    try:
        reader(text)
    except UnreadableDataError as error:
        return error.line
    return 0


@pytest.mark.parametrize("reader", [read_yaml, read_json, read_csv])
@tried_on(25)
@given(text=TEXTS)
def test_any_text_is_a_table_or_is_refused_with_a_line_of_it(
    reader: Callable[[str], Data], text: str
) -> None:
    assert 0 <= refused_at(reader, text) <= text.count("\n") + 1
