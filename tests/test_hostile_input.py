"""A table of bad inputs: what each costs, which is a finding at most, and what the user is told."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import Built, SiteBuilder, build_config, write_site

GOOD = "# Words\n\n## Good\n\nA good word.\n"
HOME = "A good day.\n"
NO_ENTRY = "no entry found: no level-2 heading, definition list or abbreviation [invalid]"
TOO_DEEP = "cannot be read: nested too deep [invalid]"


class Bad(NamedTuple):
    """A bad input."""

    about: str
    """What is bad."""
    files: Mapping[str, str | bytes]
    """The files that are, beside a good glossary and a page that uses it; or in their place."""
    findings: list[str]
    """What the user is told, without the name of the plugin."""
    kept: Mapping[str, str] = {}
    """What pages must have all the same."""
    options: Mapping[str, Any] = {}
    """Options of the plugin."""


def source(about: str, name: str, content: str | bytes, *findings: str, kept: str = "") -> Bad:
    """Return a source that is bad, or bad in part."""
    expected = {"glossary/index.html": kept} if kept else {}
    return Bad(about, {f"../{name}": content}, list(findings), expected, {"sources": [name]})


def glossary(about: str, content: str | bytes, *findings: str, kept: str = "Good") -> Bad:
    """Return a glossary that is bad in part."""
    return Bad(about, {"glossary.md": content}, list(findings), {"glossary/index.html": kept})


def page(about: str, content: str | bytes, *findings: str, kept: str = ">good</a>") -> Bad:
    """Return a page that is bad, beside one that is not."""
    return Bad(about, {"bad.md": content}, list(findings), {"bad/index.html": kept})


MORE = f"{GOOD}\n## Café\n\nCoffee.\n"
NINES = "9" * 5000
ALIASES = [f"alias {number}" for number in range(5_000)]
CELLS = 100_000

INPUTS = [
    # Encodings.
    glossary("Latin-1", MORE.encode("latin-1"), "glossary.md:7: is not UTF-8: byte 0xe9 [invalid]"),
    glossary("a byte-order mark", MORE.encode("utf-8-sig"), kept="Café"),
    glossary("two byte-order marks", f"\ufeff\ufeff{MORE}", kept="Café"),
    glossary("carriage returns alone", MORE.replace("\n", "\r"), kept="Café"),
    glossary("line ends of all kinds", MORE.replace("\n\n", "\r\n\r").encode(), kept="Café"),
    glossary("NUL bytes", f"{GOOD}\n## N\x00L\n\nA \x00.\n", kept="N\ufffdL"),
    glossary("placeholders of Markdown", f"{GOOD}\n## N\x02wzxhzdk:0\x03\n\nx\n", kept="wzxhzdk"),
    *(
        source(
            f"UTF-16 in {name}",
            name,
            "A: ï".encode("utf-16"),
            f"{name}:1: is not UTF-8: byte 0xff [invalid]",
            *more,
        )
        for name, *more in (
            ("a.csv", "a.csv: no entry found: the table is empty [invalid]"),
            ("a.json", "a.json:1: cannot be read: expecting value [invalid]"),
            ("a.md", f"a.md: {NO_ENTRY}"),
        )
    ),
    page("NUL bytes", "A good\x00 day."),
    page(
        "controls in a reference",
        "good [x](term:n\x00t\x1b[31m)",
        "bad.md: term not in glossary: 'n\ufffdt\ufffd[31m' [undefined]",
    ),
    # Files that say nothing.
    *(
        source(f"a {name} of nothing", name, "", f"{name}{said}")
        for name, said in (
            ("a.md", f": {NO_ENTRY}"),
            ("a.yml", ": no entry found: the table is empty [invalid]"),
            ("a.json", ":1: cannot be read: expecting value [invalid]"),
            ("a.csv", ": no entry found: the table is empty [invalid]"),
        )
    ),
    *(page(f"front matter {said!r}", f"---\n{said}\n---\ngood") for said in ("- a", "x", "3")),
    *(
        page(f"front matter {said!r}", f"---\n{said}\n---\ngood")
        for said in ('"', "[", "{", "a: *b", "&a [*a]", "%", "\t", "!!python/object:os.system x")
    ),
    # Size.
    glossary(
        "a heading of very many words",
        f"{GOOD}\n## Long {'a ' * 100_000}\n\nx\n",
        f"glossary.md:7: 'Long{' a' * 37} …' has too many words to be found in a text [invalid]",
    ),
    glossary("a term of very many letters", f"{GOOD}\n## {'a' * 300_000}\n\nx\n"),
    glossary("very many attributes", f"{GOOD}\n## Z {{ {'.b ' * 100_000}}}\n\nx\n"),
    glossary("a very long line", f"{GOOD}\n{'word ' * 40_000}\n"),
    source(
        "5,000 aliases",
        "a.json",
        json.dumps([{"term": "Z", "definition": "x", "aliases": ALIASES}]),
        kept="alias 4999",
    ),
    source(
        "100,000 columns",
        "a.csv",
        "c," * CELLS + "\n" + "x," * CELLS,
        "a.csv: no entry found: none has a 'term' [invalid]",
    ),
    source(
        "100,000 columns beside ours",
        "a.csv",
        "term,definition," + "c," * CELLS + "\nA,b," + "x," * CELLS,
        kept='id="a"',
    ),
    source(
        "100,000 cells without a name",
        "a.csv",
        "term,definition\nA,b," + "x," * CELLS,
        "a.csv:2: a value has no name, which the header or a key gives: 'x' [invalid]",
        kept='id="a"',
    ),
    # Depth.
    *(
        source(f"{text[0]!r} a thousand deep", name, text, f"{name}:1: {TOO_DEEP}")
        for name, text in (
            ("a.yml", "[" * 1000 + "]" * 1000),
            ("a.yml", "{a: " * 1000 + "}" * 1000),
            ("a.json", '{"a":' * 1000 + "1" + "}" * 1000),
            ("a.json", "[" * 1000 + "]" * 1000),
        )
    ),
    page(
        "front matter a thousand deep",
        f"---\ngrimoire: {'[' * 300}{']' * 300}\n---\ngood",
        "bad.md:2: front matter 'grimoire': expected true, false or autolink: page, section, all, "
        "off; got a list [invalid]",
    ),
    page("quotes a thousand deep", "good\n\n" + "> " * 1000 + "good"),
    page("brackets a thousand deep", "[" * 1000 + "good" + "]" * 1000),
    page("emphasis a thousand deep", "good\n\n" + "*" * 1000 + "good" + "*" * 1000),
    glossary("emphasis in an entry a thousand deep", f"{GOOD}\n## Z\n\n{'*' * 1000}a{'*' * 1000}"),
    page("elements a thousand deep", "good\n\n" + "<b>" * 1000 + "good" + "</b>" * 1000),
    # Numbers.
    source(
        "a number of 5,000 digits in JSON",
        "a.json",
        f"[{NINES}]",
        "a.json:1: expected an entry with fields, got inf [invalid]",
    ),
    source(
        "a number of 5,000 digits in YAML",
        "a.yml",
        f"A: {{definition: x, short: {NINES}}}",
        "a.yml:1: short: expected text, got inf [invalid]",
        kept='id="a"',
    ),
    glossary(
        "numbers of 5,000 digits in headings",
        f"{GOOD}\n## a_{NINES}\n\nx\n\n## a_{NINES}\n\nx\n",
        f"glossary.md:11: 'a_{'9' * 77}…' is defined already at glossary.md:7 [duplicate]",
    ),
    glossary(
        "a comment like ours",
        f"{GOOD}\n## A <!-- grimoire: {NINES} -->\n\n### B <!-- grimoire: 0 -->\n\nkept\n",
        kept="kept",
    ),
    # What is not where it is looked for.
    Bad(
        "a folder for the glossary",
        {"glossary.md/x.md": "x"},
        ["mkdocs.yml: no glossary: 'glossary.md' does not exist and 'sources' is empty [invalid]"],
    ),
    Bad(
        "a folder for a table",
        {"../a.yml/x.md": "## Q\n\nx"},
        [],
        {"glossary/index.html": 'id="q"'},
        {"sources": ["a.yml"]},
    ),
    source(
        "a term that JSON alone can write",
        "a.json",
        '[{"term": "\\u0000", "definition": "x\\u0002\\ud800", "id": "\\ud800"}]',
        kept="\ufffd",
    ),
]


@pytest.mark.parametrize("bad", [pytest.param(each, id=each.about) for each in INPUTS])
def test_a_bad_input_costs_no_more_than_itself(site: SiteBuilder, bad: Bad) -> None:
    has_glossary = any(name.startswith("glossary.md") for name in bad.files)
    files = {"index.md": HOME, **({} if has_glossary else {"glossary.md": GOOD}), **bad.files}
    built = site(files, bad.options)
    assert sorted(own(built)) == sorted(bad.findings)
    if "glossary.md/x.md" not in bad.files:
        assert ">good</a>" in built.content("index.html")
    for name, words in bad.kept.items():
        assert words in built.content(name)


def own(built: Built) -> list[str]:
    """Return the findings without the plugin's name."""
    return [warning.removeprefix("grimoire: ") for warning in built.warnings]


def categories() -> list[str]:
    """Return some characters of each category of Unicode, but for surrogates."""
    found: dict[str, list[str]] = {}
    for character in map(chr, range(0x110000)):
        found.setdefault(unicodedata.category(character), []).append(character)
    return [each for name, some in found.items() if name != "Cs" for each in islice(some, 12)]


def test_a_label_may_be_of_any_character(site: SiteBuilder) -> None:
    records = [
        {"term": f"{each}x{each}", "definition": each or "x", "short": each, "tags": [each]}
        for each in categories()
    ]
    text = "\n\n".join(f"a {each}x{each} b {each} good" for each in categories())
    built = site(
        {"glossary.md": GOOD, "../a.json": json.dumps(records), "index.md": text},
        {"sources": ["a.json"]},
    )
    assert {warning.rsplit(" ", 1)[1] for warning in built.warnings} <= {
        *("[duplicate]", "[ambiguous]", "[empty]", "[math]")
    }
    assert built.content("index.html").count('class="grimoire-term"') > len(records) / 2


LINKS = {
    "a term file that is a link out": ({"t/b.md": "{out}/secret.md"}, ["t"], ["t/b.md"]),
    "a glob that finds a link out": ({"t/b.md": "{out}/secret.md"}, ["t/*.md"], ["t/b.md"]),
    "a table that is a link out": ({"b.yml": "{out}/secret.yml"}, ["b.yml"], ["b.yml"]),
    "a folder that is a link out": (
        {"t/out": "{out}"},
        ["t/out"],
        ["t/out/secret.md", "t/out/secret.yml"],
    ),
    "a link within the project": ({"t/b.md": "../docs/index.md"}, ["t/b.md"], []),
    "a path that the configuration itself names": ({}, ["{out}/secret.yml"], []),
}


@pytest.mark.parametrize(("links", "sources", "refused"), LINKS.values(), ids=LINKS)
def test_no_link_leads_out_of_the_project(
    tmp_path: Path, links: dict[str, str], sources: list[str], refused: list[str]
) -> None:
    out, root = tmp_path / "out", tmp_path / "project"
    out.mkdir()
    (out / "secret.md").write_text("## Secret\n\nHidden.\n", encoding="utf-8")
    (out / "secret.yml").write_text("Open: Shared.\n", encoding="utf-8")
    files = {
        "glossary.md": GOOD,
        "index.md": "## Home\n\nA good day.\n",
        "../t/a.md": "## A\n\nx\n",
    }
    config = write_site(root, files, {"sources": [each.format(out=out) for each in sources]})
    for name, target in links.items():
        (root / name).symlink_to(target.format(out=out))
    built = build_config(config, root / "site")
    assert own(built) == [
        f"mkdocs.yml: sources: '{name}' leads out of the project by a symbolic link [invalid]"
        for name in refused
    ]
    assert "Hidden" not in built.html("glossary/index.html")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read all")
def test_a_source_without_permission_is_reported(tmp_path: Path) -> None:
    files = {"glossary.md": GOOD, "index.md": HOME, "../a.yml": "A: x"}
    config = write_site(tmp_path, files, {"sources": ["a.yml"]})
    (tmp_path / "a.yml").chmod(0)
    built = build_config(config, tmp_path / "site")
    assert own(built) == ["a.yml: cannot be read: Permission denied [invalid]"]


HOOK = """\
from pathlib import Path


def on_files(files, config):
    Path(config.docs_dir, "glossary.md").unlink()
"""


def test_a_glossary_that_vanishes_is_reported(tmp_path: Path) -> None:
    files = {"glossary.md": GOOD, "index.md": HOME, "../hook.py": HOOK}
    config = write_site(tmp_path, files, {}, hooks=["hook.py"])
    built = build_config(config, tmp_path / "site")
    assert own(built) == ["glossary.md: cannot be read: No such file or directory [invalid]"]
    assert built.content("index.html") == "<p>A good day.</p>"
