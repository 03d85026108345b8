"""Feeds each form of source what it should never be fed: a clear finding, all else intact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Built, SiteBuilder, build_config, write_site

GOOD = "# Words\n\n## Good\n\nA good word.\n"


def shown(built: Built) -> str:
    """Return the home page, which uses a good word, without its cards."""
    return built.content("index.html").split("<template", 1)[0]


def build(site: SiteBuilder, name: str, content: str | bytes) -> Built:
    """Build a site with a good glossary and another source beside it."""
    files = {"glossary.md": GOOD, f"../{name}": content, "index.md": "A good day."}
    built = site(files, {"sources": [name]})
    assert ">good</a>" in shown(built)
    assert '<h2 id="good">Good</h2>' in built.content("glossary/index.html")
    return built


def own(built: Built) -> list[str]:
    """Return the findings without the plugin's name."""
    return [warning.removeprefix("grimoire: ") for warning in built.warnings]


BOMB = "a0: &a0 {x: x}\n" + "".join(
    f"a{number}: &a{number} {{x: *a{number - 1}, y: *a{number - 1}}}\n" for number in range(1, 60)
)


@pytest.mark.parametrize(
    ("name", "content", "finding"),
    [
        ("a.yml", "[" * 100_000, "a.yml:1: cannot be read: nested too deep [invalid]"),
        ("a.yml", "- " * 100_000, "a.yml:1: cannot be read: nested too deep [invalid]"),
        ("a.json", "[" * 100_000, "a.json:1: cannot be read: nested too deep [invalid]"),
        ("a.json", '{"a":' * 100_000, "a.json:1: cannot be read: nested too deep [invalid]"),
        (
            "a.yml",
            "a: &a [*a]",
            "a.yml:1: cannot be read: '*a' refers to nothing before it [invalid]",
        ),
        (
            "a.yml",
            "- &a {term: *a}",
            "a.yml:1: cannot be read: '*a' refers to nothing before it [invalid]",
        ),
        ("a.yml", "a: b\n---\nc: d", "a.yml:3: cannot be read: expected one document [invalid]"),
        ("a.yml", "", "a.yml: no entry found: the table is empty [invalid]"),
        ("a.json", "", "a.json:1: cannot be read: expecting value [invalid]"),
        ("a.json", "null", "a.json: no entry found: the table is empty [invalid]"),
        ("a.csv", "", "a.csv: no entry found: the table is empty [invalid]"),
        ("a.csv", "\n\n\n", "a.csv: no entry found: the table is empty [invalid]"),
        (
            "a.csv",
            ",".join("abc" for _ in range(10_000)) + "\n" + "x," * 9_999,
            "a.csv: no entry found: none has a 'term' [invalid]",
        ),
        (
            "a.csv",
            "term,definition\nA," + "x" * 1_000_000,
            "a.csv:2: cannot be read: field larger than field limit (131072) [invalid]",
        ),
        (
            "a.csv",
            'term,definition\nA,"' + "x\n" * 1000,
            "a.csv:2: cannot be read: a quote is never closed [invalid]",
        ),
        (
            "a.md",
            "",
            "a.md: no entry found: no level-2 heading, definition list or abbreviation [invalid]",
        ),
    ],
)
def test_a_source_that_cannot_be_read_is_reported(
    site: SiteBuilder, name: str, content: str, finding: str
) -> None:
    assert own(build(site, name, content)) == [finding]


def test_values_that_refer_to_each_other_cost_nothing(site: SiteBuilder) -> None:
    built = build(site, "a.yml", BOMB)
    assert len(built.warnings) == 60
    assert own(built)[0] == "a.yml:1: 'a0' has no definition [empty]"


def test_the_items_of_a_list_of_lists_are_refused_and_not_followed(site: SiteBuilder) -> None:
    lists = "".join(
        f"x{number}: &x{number} [{', '.join([f'*x{number - 1}'] * 9)}]\n" for number in range(1, 30)
    )
    built = build(site, "a.yml", f"x0: &x0 [x]\n{lists}A: {{definition: y, aliases: *x29}}\n")
    assert "a.yml:29: aliases: expected a list of strings, got a list [invalid]" in own(built)
    assert '<h2 id="a">A</h2>' in built.content("glossary/index.html")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.yml", "A: x\nA: y\n"),
        ("a.json", '{"A": "x",\n "A": "y"}'),
        ("a.csv", "term,definition\nA,x\nA,y\n"),
        ("a.md", "A\n: x\n\nA\n: y"),
        ("a.md", "*[A]: x\n*[A]: y"),
    ],
)
def test_a_term_that_comes_twice_is_reported_and_both_are_shown(
    site: SiteBuilder, name: str, content: str
) -> None:
    built = build(site, name, content)
    (finding,) = own(built)
    assert "'A' is defined already at a." in finding
    page = built.content("glossary/index.html")
    assert '<h2 id="a">A</h2>' in page
    assert '<h2 id="a_1">A</h2>' in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.yml", 'A: {{definition: x, short: "{}"}}'),
        ("a.json", '{{"A": {{"definition": "x", "short": "{}"}}}}'),
        ("a.md", "A\n:   x {}"),
        ("a.md", "*[A]: x {}"),
        ("a.md", "## A\n\nx {}"),
        ("a.md", "---\nterm: A\n---\nx {}"),
    ],
)
@pytest.mark.parametrize("filler", ["y" * 1_000_000, "y " * 50_000, "\x00", "\x02wzxhzdk:0\x03"])
def test_a_line_of_any_length_and_kind_is_read(
    site: SiteBuilder, name: str, content: str, filler: str
) -> None:
    if name != "a.md" and filler.startswith("\x02"):
        filler = json.dumps(filler)[1:-1]
    built = build(site, name, content.format(filler))
    assert built.warnings == []
    assert '<h2 id="a">A</h2>' in built.content("glossary/index.html")


@pytest.mark.parametrize(
    "escaped", ["\\u0000", "\\ud800", "\\u0002wzxhzdk:0\\u0003", "\\u2028", "\\r\\n", "\\uffff"]
)
def test_any_character_may_be_escaped_in_json(site: SiteBuilder, escaped: str) -> None:
    entry = f'{{"term": "A{escaped}", "definition": "x{escaped}", "aliases": ["b{escaped}"]}}'
    built = build(site, "a.json", f'[{entry}, {{"term": "B", "definition": "y"}}]')
    assert built.warnings == []
    assert '<h2 id="b">B</h2>' in built.content("glossary/index.html")


@pytest.mark.parametrize("name", ["a.yml", "a.json", "a.csv", "a.md"])
def test_utf_16_is_reported_and_the_rest_intact(site: SiteBuilder, name: str) -> None:
    built = build(site, name, "A: x".encode("utf-16"))
    assert own(built)[0].startswith(f"{name}")
    assert f"{name}:1: is not UTF-8: byte 0xff [invalid]" in own(built)


@pytest.mark.parametrize("name", ["a.yml", "a.json", "a.csv", "a.md"])
def test_binary_is_reported_and_the_rest_intact(site: SiteBuilder, name: str) -> None:
    built = build(site, name, bytes(range(256)) * 16)
    assert len(built.warnings) >= 2
    assert any(": is not UTF-8: byte 0x80 [invalid]" in finding for finding in own(built))


@pytest.mark.parametrize(
    ("front", "finding"),
    [
        ("- a list", "no entry found: no level-2 heading, definition list or abbreviation"),
        ("just text", "no entry found: no level-2 heading, definition list or abbreviation"),
        ("", "no entry found: no level-2 heading, definition list or abbreviation"),
        ("term: [a]", "term: expected text, got a list"),
        ("term: {a: b}", "term: expected text, got a mapping"),
        ("title: ''", "an entry has no 'term'"),
    ],
)
def test_front_matter_without_a_term_is_reported(
    site: SiteBuilder, front: str, finding: str
) -> None:
    files = {"glossary.md": GOOD, "../t/a.md": f"---\n{front}\n---\nText.\n", "index.md": "Good."}
    built = site(files, {"sources": ["t"]})
    (warning,) = own(built)
    assert warning.startswith("t/a.md")
    assert warning.endswith(f": {finding} [invalid]")
    assert ">Good</a>" in shown(built)


def linked(root: Path, links: dict[str, str], sources: list[str]) -> Built:
    """Build a site with symbolic links beside it: from a name to what it points to."""
    files = {"glossary.md": GOOD, "../t/a.md": "## A\n\nx\n", "index.md": "A good day."}
    config = write_site(root, files, {"sources": sources})
    for name, target in links.items():
        (root / name).symlink_to(target)
    built = build_config(config, root / "out")
    assert ">good</a>" in shown(built)
    return built


@pytest.mark.parametrize(
    ("links", "sources", "findings"),
    [
        ({"t/b.md": "a.md"}, ["t"], []),
        ({"t/t": "."}, ["t"], []),
        ({"t/up": ".."}, ["t/*.md"], []),
        (
            {"t/b.md": "gone.md"},
            ["t"],
            ["t/b.md: cannot be read: No such file or directory [invalid]"],
        ),
        (
            {"t/b.md": "b.md"},
            ["t"],
            ["t/b.md: cannot be read: Too many levels of symbolic links [invalid]"],
        ),
        ({"b.md": "t"}, ["b.md"], []),
        (
            {"gone": "nowhere"},
            ["gone"],
            ["mkdocs.yml: sources: 'gone' is not Markdown, YAML, JSON or CSV [invalid]"],
        ),
    ],
)
def test_symbolic_links_are_followed_once(
    tmp_path: Path, links: dict[str, str], sources: list[str], findings: list[str]
) -> None:
    built = linked(tmp_path, links, sources)
    assert own(built) == findings
    assert (built.content("glossary/index.html").count('<h2 id="a">') == 1) is ("gone" not in links)


def test_a_folder_that_is_named_like_a_file_is_a_folder(site: SiteBuilder) -> None:
    files = {"glossary.md": GOOD, "../t/x.md/y.md": "## A\n\nx\n", "index.md": "A good day."}
    assert site(files, {"sources": ["t/*.md", "t"]}).warnings == [
        "grimoire: mkdocs.yml: sources: 't/*.md' matches no file [invalid]"
    ]
    built = site(files, {"sources": ["t/x.md"]})
    assert built.warnings == []
    assert '<h2 id="a">A</h2>' in built.content("glossary/index.html")


def test_a_file_that_nobody_may_read_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"glossary.md": GOOD, "../a.yml": "A: x", "index.md": "A good day."}
    config = write_site(tmp_path, files, {"sources": ["a.yml"]})
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.yml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    built = build_config(config, tmp_path / "out")
    assert own(built) == ["a.yml: cannot be read: Permission denied [invalid]"]


@pytest.mark.parametrize("pattern", ["", "[", "***", "**", "~/x", "a\0b", "../**/nope.md"])
def test_a_pattern_of_any_kind_raises_nothing(site: SiteBuilder, pattern: str) -> None:
    built = site({"glossary.md": GOOD, "index.md": "A good day."}, {"sources": [pattern]})
    assert len(built.warnings) <= 2
    assert ">good</a>" in shown(built)


def test_a_page_that_only_a_broad_glob_names_stays_a_page(site: SiteBuilder) -> None:
    files = {
        "index.md": "# Home\n\nSee [other](guide/other.md) and a whisk.\n",
        "guide/other.md": "Only text.\n",
        "guide/words.md": "## Whisk\n\nBeats.\n",
    }
    built = site(files, {"sources": ["docs/guide/*.md"]})
    (warning,) = built.warnings
    assert warning.startswith("grimoire: guide/other.md: no entry found: ")
    assert "Only text." in built.html("guide/other/index.html")
    assert not (built.folder / "guide/words").exists()
    assert 'href="guide/other/"' in built.html("index.html")


@pytest.mark.parametrize(
    ("files", "options"),
    [
        ({"../a.yml": "Good: A word.\n"}, {"sources": ["a.yml"]}),
        ({"words.md": "# Words\n\n## Good { .term }\n\nA word.\n"}, {}),
    ],
)
def test_a_glossary_page_needs_no_entry_where_another_source_has_one(
    site: SiteBuilder, files: dict[str, str], options: dict[str, Any]
) -> None:
    pages = {"glossary.md": "# Glossary\n\nAll of them.\n", "index.md": "A good day."}
    built = site({**pages, **files}, options)
    assert '<a class="grimoire-term" data-grimoire="good"' in built.content("index.html")
    assert "A word." in built.content("glossary/index.html")
    assert "All of them." in built.content("glossary/index.html")


def test_a_glossary_page_without_entries_is_reported_where_no_other_source_has_one(
    site: SiteBuilder,
) -> None:
    files = {"glossary.md": "# Glossary\n", "../a.yml": "", "index.md": "A good day."}
    built = site(files, {"sources": ["a.yml"]})
    assert [warning.split(": ")[1:3] for warning in built.warnings] == [
        ["a.yml", "no entry found"],
        ["glossary.md", "no entry found"],
    ]


def test_a_heading_without_text_ends_the_definition_above_it(site: SiteBuilder) -> None:
    text = "## Word { tags=unit }\n\nA unit.\n\n## ![](a.png)\n\nOf no entry.\n"
    built = site({"glossary.md": text, "a.png": b""}, {"validation": {"unused": "ignore"}})
    assert built.findings == ["warn glossary.md:5 a heading without text is no entry [invalid]"]
    page = built.html("glossary/index.html")
    assert page.index("A unit.") < page.index("grimoire-tags") < page.index("Of no entry.")
