"""Entries that are written as fields: term files with front matter, YAML, JSON and CSV."""

from __future__ import annotations

import pytest
from helpers import plain, read, slug

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.hosts.yaml_data import read_yaml
from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.parsing import parse
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.records import read_front
from mkdocs_grimoire.sources.source import Anchors, Parsed, Source


def table(text: str, path: str = "terms.yml") -> Parsed:
    """Return what a table says."""
    return read(text, path, is_page=False)


def file(front: str, body: str = "X.", path: str = "terms/x.md", **fields: object) -> Parsed:
    """Return what a term file says that a folder names."""
    fences = f"---\n{front}\n---\n"
    defaults = {"base": path, "is_page": False, "is_named": False, "front": fences}
    first_line = fences.count("\n") + 1
    source = Source(path, body, first_line, **{**defaults, **fields})  # type: ignore[arg-type]
    return parse(source, Tools(plain, Anchors(slug), Docs(), read_yaml))


def messages(parsed: Parsed) -> list[str]:
    """Return the findings of a source as they are shown."""
    return [str(finding) for finding in parsed.findings]


def only(parsed: Parsed) -> Entry:
    """Return the one entry of a source, in which nothing is wrong."""
    assert parsed.findings == ()
    (entry,) = parsed.entries
    return entry


def pairs(parsed: Parsed) -> list[tuple[str, str]]:
    """Return the term and the definition of each entry."""
    return [(entry.term, entry.definition) for entry in parsed.entries]


AB = [("A", "x"), ("B", "y")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yml", "- term: A\n  definition: x\n- term: B\n  definition: y\n"),
        ("a.YAML", "- Title: A\n  Description: x\n- TERM: B\n  definition: y\n"),
        ("a.yml", "A: x\nB:\n  definition: y\n"),
        ("a.yml", "terms:\n  - {term: A, definition: x}\n  - {term: B, definition: y}\n"),
        ("a.yml", "entries:\n  A: x\n  B: y\n"),
        ("a.yml", "version: 1\nglossary: {A: x, B: y}\n"),
        ("a.yml", "$schema: https://example.org\nA: x\nB: y\n"),
        ("a.json", '[{"term": "A", "definition": "x"}, {"term": "B", "definition": "y"}]'),
        ("a.json", '{"A": "x", "B": {"definition": "y"}}'),
        ("a.json", '{"$schema": "s", "terms": {"A": "x", "B": "y"}}'),
        ("a.csv", "term,definition\nA,x\nB,y\n"),
        ("a.csv", "Description;Title\nx;A\ny;B\n"),
    ],
)
def test_a_table_is_a_list_of_entries_or_a_mapping_from_terms(path: str, text: str) -> None:
    parsed = table(text, path)
    assert (pairs(parsed), messages(parsed)) == (AB, [])


@pytest.mark.parametrize("key", ["terms", "entries", "glossary"])
def test_a_scope_beside_the_entries_holds_for_all_that_have_none(key: str) -> None:
    text = f"scope: [a/*, b/*]\n{key}:\n  - {{term: A, definition: x}}\n"
    parsed = table(f"{text}  - {{term: B, definition: y, scope: c/*}}\n")
    assert [entry.scope for entry in parsed.entries] == [("a/*", "b/*"), ("c/*",)]


def test_a_word_that_is_also_a_key_may_be_a_term() -> None:
    assert pairs(table("Glossary: x\nterms: y\n")) == [("Glossary", "x"), ("terms", "y")]


@pytest.mark.parametrize("term", ["NO", "404", "true", "null", "1.50", "2024-01-01"])
def test_the_key_of_a_mapping_is_a_term_whatever_it_looks_like(term: str) -> None:
    assert only(table(f"{term}: x\n")).term == term


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "a.yml",
            (
                "- term: LoRA\n  definition: X.\n  id: l\n  aliases: [adapters]\n  hidden: lorra\n"
                "  short: A *way*.\n  see: PEFT\n  tags: [nlp]\n  case: exact\n  autolink: off\n"
                "  url: https://example.org\n  never: lora\n  scope: guide/*\n"
            ),
        ),
        (
            "a.json",
            (
                '{"LoRA": {"description": "X.", "id": "l", "aka": ["adapters"], "hidden": "lorra", '
                '"short_description": "A *way*.", "see": "PEFT", "tags": "nlp", "case": "EXACT", '
                '"autolink": false, "full_link": "https://example.org", "never": "lora", '
                '"scope": ["guide/*"]}}'
            ),
        ),
        (
            "a.csv",
            (
                "term,definition,id,aka,hidden,short description,see,tags,case,autolink,url,never,"
                "scope"
                "\nLoRA,X.,l,adapters,lorra,A *way*.,PEFT,nlp,exact,no,https://example.org,lora,"
                "guide/*"
            ),
        ),
    ],
)
def test_every_field_of_a_table_is_read(path: str, text: str) -> None:
    entry = only(table(text, path))
    assert (entry.term, entry.anchor, entry.definition) == ("LoRA", "l", "X.")
    assert (entry.aliases, entry.hidden) == (("adapters",), ("lorra",))
    assert (entry.short, entry.see, entry.tags) == ("A *way*.", ("PEFT",), ("nlp",))
    assert (entry.case, entry.autolink) == (Case.EXACT, False)
    assert (entry.url, entry.never) == ("https://example.org", ("lora",))
    assert entry.scope == ("guide/*",)


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        (
            "a.yml",
            "- term: A\n  definition: x\n  aliases: 3\n",
            ":3: aliases: expected a list of strings, got 3",
        ),
        (
            "a.yml",
            "- term: A\n  definition: x\n  case: |\n    up\n",
            ":4: case: expected smart, ignore or exact, got 'up '",
        ),
        ("a.yml", "- term: A\n  definition: x\n- definition: y\n", ":3: an entry has no 'term'"),
        ("a.yml", "- term: A\n  definition: x\n- term: ''\n", ":3: an entry has no 'term'"),
        ("a.yml", "- term: A\n  definition: x\n- term: 404\n", ":3: term: expected text, got 404"),
        (
            "a.yml",
            "- term: A\n  definition: x\n- term: [B]\n",
            ":3: term: expected text, got a list",
        ),
        (
            "a.yml",
            "- term: A\n  definition: x\n- B\n",
            ":3: expected an entry with fields, got 'B'",
        ),
        (
            "a.yml",
            "- term: A\n  definition: x\n-\n",
            ":3: expected an entry with fields, got nothing",
        ),
        ("a.yml", "terms: {A: x}\nscope: 3\n", ":2: scope: expected a list of strings, got 3"),
        ("a.yml", "A: x\nB: [y]\n", ":2: expected an entry with fields, got a list"),
        (
            "a.yml",
            "A: x\nB:\n  short: s\n  definition: 3\n",
            ":4: definition: expected text, got 3",
        ),
        ("a.yml", "A: x\nB:\n", ":2: 'B' has no definition"),
        ("a.yml", "A: x\nB:\n  tags: t\n", ":2: 'B' has no definition"),
        (
            "a.yml",
            "A: x\nB:\n  alias: t\n  short: s\n",
            ":3: unknown field 'alias'. Did you mean 'aliases'?",
        ),
        ("a.json", '{"A": "x",\n "B": {"short": "s",\n "id": 3}}', ":3: id: expected text, got 3"),
        ("a.json", '{"A": "x",\n "": "y"}', ":2: an entry has no 'term'"),
        ("a.csv", "term,definition\nA,x\n,y\n", ":3: an entry has no 'term'"),
        (
            "a.csv",
            "term,definition\nA,x,lost\n",
            ":2: a value has no name, which the header or a key gives: 'lost'",
        ),
        (
            "a.csv",
            'term,definition,case\nA,"x\n",up\n',
            ":3: case: expected smart, ignore or exact, got 'up'",
        ),
    ],
)
def test_what_is_wrong_in_a_table_is_reported_and_the_rest_kept(
    path: str, text: str, message: str
) -> None:
    parsed = table(text, path)
    assert pairs(parsed)[0] == ("A", "x")
    rule = "empty" if message.endswith("no definition") else "invalid"
    assert messages(parsed) == [f"{path}{message} [{rule}]"]


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("a.yml", "", "a.yml: no entry found: the table is empty"),
        ("a.yml", "[]", "a.yml: no entry found: the table is empty"),
        ("a.yml", "{}", "a.yml: no entry found: the table is empty"),
        ("a.yml", "terms:\n", "a.yml: no entry found: the table is empty"),
        ("a.yml", "terms: ''\n", "a.yml: no entry found: the table is empty"),
        ("a.yml", "terms: []\n", "a.yml: no entry found: the table is empty"),
        ("a.yml", "- name: A\n- name: B\n", "a.yml: no entry found: none has a 'term'"),
        ("a.yml", "just words", "a.yml:1: expected an entry with fields, got 'just words'"),
        ("a.yml", "3", "a.yml:1: expected an entry with fields, got 3"),
        ("a.yml", "a: [", "a.yml:1: cannot be read: did not find expected node content"),
        ("a.yml", "\ta", "a.yml:1: cannot be read: found character that cannot start any token"),
        ("a.json", "", "a.json:1: cannot be read: expecting value"),
        ("a.json", "{\n\n'", "a.json:3: cannot be read: expecting a name in double quotes"),
        ("a.csv", "", "a.csv: no entry found: the table is empty"),
        ("a.csv", "name,text\nA,x\n", "a.csv: no entry found: none has a 'term'"),
        ("a.csv", 'term,definition\nA,"x\n', "a.csv:2: cannot be read: a quote is never closed"),
    ],
)
def test_a_table_without_entries_is_reported_once(path: str, text: str, message: str) -> None:
    parsed = table(text, path)
    assert (parsed.entries, messages(parsed)) == ((), [f"{path}{message[len(path) :]} [invalid]"])


def test_places_in_a_table_are_those_of_the_term_and_the_definition() -> None:
    first, second = table("A: x\n\nB:\n  definition: |\n    y\n\n    z\n").entries
    assert (first.place, first.definition_line) == (Place("terms.yml", 1), 1)
    assert (second.place, second.definition_line) == (Place("terms.yml", 3), 5)


def test_each_entry_of_a_table_has_labels_of_its_own() -> None:
    assert [entry.unit for entry in table("A: x\nB: y\n").entries] == ["terms.yml:1", "terms.yml:2"]


def test_a_definition_whose_line_breaks_are_escaped_stands_on_one_line() -> None:
    assert only(table('{"A": "x\\n\\ny"}', "a.json")).is_one_line
    assert only(table('A: "x\\n\\ny"\n')).is_one_line
    assert not only(table("A: |\n  x\n\n  y\n")).is_one_line


@pytest.mark.parametrize(
    ("term", "heading"),
    [
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("a_b *c*", "a\\_b \\*c\\*"),
        ("$x$ `y`", "&#36;x&#36; \\`y\\`"),
        ("a[0]", "a\\[0\\]"),
        ("C#", "C#"),
    ],
)
def test_a_term_that_is_a_field_is_shown_as_it_is_written(term: str, heading: str) -> None:
    entry = only(table(f"- term: '{term}'\n  definition: x\n"))
    assert (entry.term, entry.heading) == (term, heading)


def test_an_id_that_is_taken_is_not_given_again() -> None:
    first, second = table("A: {id: x, short: s}\nB: {id: x, short: s}\n").entries
    assert (first.anchor, second.anchor) == ("x", "x_1")


def test_every_field_of_a_term_file_is_read() -> None:
    entry = only(
        file(
            "title: LoRA\nid: l\naka: [adapters]\nhidden: lorra\nshort_description: A *way*.\n"
            "see: PEFT\ntags: [nlp]\ncase: exact\nautolink: off\nfull_link: https://example.org\n"
            "never: lora\nscope: guide/*\nstatus: done",
            "\nX.\n\nY.\n",
        )
    )
    assert (entry.term, entry.anchor, entry.definition) == ("LoRA", "l", "\nX.\n\nY.")
    assert (entry.place, entry.definition_line) == (Place("terms/x.md", 2), 16)
    assert (entry.aliases, entry.hidden) == (("adapters",), ("lorra",))
    assert (entry.short, entry.see, entry.tags) == ("A *way*.", ("PEFT",), ("nlp",))
    assert (entry.case, entry.autolink) == (Case.EXACT, False)
    assert (entry.url, entry.never) == ("https://example.org", ("lora",))
    assert entry.scope == ("guide/*",)


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("term: A\naliases: 3", ":3: aliases: expected a list of strings, got 3 [invalid]"),
        ("term: A\ncase: up", ":3: case: expected smart, ignore or exact, got 'up' [invalid]"),
        ("term: A\nalias: x", ":3: unknown field 'alias'. Did you mean 'aliases'? [invalid]"),
        (
            "term: A\nurl: gone.md",
            ":3: url: expected an address or a page of the docs, got 'gone.md' [invalid]",
        ),
        ("term: A\nscope: 3", ":3: scope: expected a list of strings, got 3 [invalid]"),
        ("term: A\nshort: [x]", ":3: short: expected text, got a list [invalid]"),
    ],
)
def test_what_is_wrong_in_front_matter_is_reported_with_its_line(front: str, message: str) -> None:
    parsed = file(front)
    assert pairs(parsed) == [("A", "X.")]
    assert messages(parsed) == [f"terms/x.md{message}"]


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("term: 3", "terms/x.md:2: term: expected text, got 3 [invalid]"),
        ("term:", "terms/x.md:2: an entry has no 'term' [invalid]"),
        ("title: [x]", "terms/x.md:2: term: expected text, got a list [invalid]"),
    ],
)
def test_a_term_file_without_a_term_is_reported(front: str, message: str) -> None:
    parsed = file(front)
    assert (parsed.entries, messages(parsed)) == ((), [message])


@pytest.mark.parametrize(
    ("front", "body", "expected"),
    [
        ("title: A\nlayout: search", "", []),
        ("title: A\nlayout: search", "\n \n", []),
        ("title: A\nlayout: x", "Text.", [("A", "Text.")]),
        ("title: A\nlayout: x\nshort: s", "", [("A", "")]),
        ("title: A\ndescription: A field.", "", [("A", "A field.")]),
        ("title: A\ndescription: A field.", "Text.", [("A", "Text.")]),
    ],
)
def test_a_file_with_a_layout_and_nothing_to_show_is_no_entry(
    front: str, body: str, expected: list[tuple[str, str]]
) -> None:
    parsed = file(front, body)
    assert (pairs(parsed), messages(parsed)) == (expected, [])


def test_a_term_file_without_text_is_reported() -> None:
    assert messages(file("title: A", "")) == ["terms/x.md:2: 'A' has no definition [empty]"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# A\n\nX.", "\n\nX."),
        ("\n# *A*\n\nX.", "\n\n\nX."),
        ("A\n===\n\nX.", "\n\n\nX."),
        ("# A { #x }\n\nX.", "\n\nX."),
        ("# B\n\nX.", "# B\n\nX."),
        ("## A\n\nX.", "## A\n\nX."),
        ("X.\n\n# A", "X.\n\n"),
    ],
)
def test_a_title_that_is_the_term_is_dropped_and_lines_stay(body: str, expected: str) -> None:
    (entry,) = file("title: A", body).entries
    assert entry.definition == expected


@pytest.mark.parametrize(
    ("body", "targets", "parts"),
    [
        ("X.", ("terms/x.md",), ()),
        ("# A\n\nX.", ("terms/x.md", "terms/x.md#a"), ()),
        (
            "# A { #t }\n\nX.\n\n## B\n\n## B\n\n### C { #p }",
            ("terms/x.md", "terms/x.md#t"),
            ("b", "b_1", "p"),
        ),
        ("# B\n\nX.", ("terms/x.md",), ("b",)),
    ],
)
def test_links_to_a_term_file_lead_to_the_entry_or_a_part_of_it(
    body: str, targets: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    entry = only(file("title: A", body))
    assert (entry.targets, entry.parts) == (targets, parts)


def test_links_to_a_term_file_that_is_a_page_lead_to_the_page() -> None:
    entry = only(file("title: A", "# A\n\n## B", is_built=True))
    assert (entry.targets, entry.parts) == ((), ())


@pytest.mark.parametrize(
    ("front", "names", "message"),
    [
        ("", [], ""),
        ("---\nA: 1\n---\n", ["A"], ""),
        ("---\nA: 1\n...\n\n", ["A"], ""),
        ("---\n---\n", [], ""),
        ("---\n- a\n---\n", [], ""),
        ("---\njust text\n---\n", [], ""),
        ("---\na: 1\nb: [\n---\n", [], "x.md:4: front matter cannot be read: "),
    ],
)
def test_front_matter_is_read_if_it_has_fields(front: str, names: list[str], message: str) -> None:
    fields, findings = read_front(Source("x.md", "", front=front), read_yaml)
    assert [name.value for name, _ in fields.pairs] == names
    assert [str(finding).startswith(message) for finding in findings] == ([True] if message else [])
