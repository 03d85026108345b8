"""What `grimoire check --fix` makes of files, through the command and with real sites."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from conftest import write_site
from helpers import runner

from mkdocs_grimoire.command.cli import main

GLOSSARY = """\
## Softmax

Makes probabilities.

## Pod group { avoid="pod, machine gang" }

A group.

## Cross entropy

A loss.
"""


class Site:
    """A site whose files a test looks at after a command."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(
        self,
        files: Mapping[str, str | bytes],
        options: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> None:
        files = {"glossary.md": GLOSSARY, **files}
        self.config = write_site(self.root, files, options or {}, **more)

    def run(self, *arguments: str) -> Result:
        result = runner().invoke(main, ["check", "-f", str(self.config), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    def content(self, name: str) -> bytes:
        return (self.root / "docs" / name).read_bytes()

    def fixed(self, text: str | bytes, name: str = "index.md", **more: Any) -> bytes:
        """Return what `--fix` makes of a file; a second time must not make anything else of it."""
        self.write({name: text}, **more)
        self.run("--fix")
        once = self.content(name)
        self.run("--fix")
        assert self.content(name) == once
        return once


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A [x](term:softmx).", "A [x](term:softmax)."),
        ("A <term:softmx> b.", "A <term:softmax> b."),
        ("A [x][l].\n\n[l]: term:softmx\n", "A [x][l].\n\n[l]: term:softmax\n"),
        ("A [x](term:cross-entrpy).", "A [x](term:cross-entropy)."),
        ("A [x](<term:cross entrpy>).", "A [x](<term:cross-entropy>)."),
        ("A [x](glossary.md#softmx).", "A [x](glossary.md#softmax)."),
        ("Use a pod here.", "Use a pod group here."),
        ("Pods are used.", "Pod groups are used."),
        ("A machine gang.", "A pod group."),
        ("A machine\ngang.", "A pod\ngroup."),
        ("- A machine\n  gang, a pod\n", "- A pod\n  group, a pod group\n"),
    ],
)
def test_a_near_miss_and_a_wording_to_avoid_are_replaced(
    site: Site, before: str, after: str
) -> None:
    assert site.fixed(before).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"One\r\n\r\nA pod.\r\n", b"One\r\n\r\nA pod group.\r\n"),
        (b"One\r\rA pod.\r", b"One\r\rA pod group.\r"),
        (b"One\r\n\nA pod.\r\rB pod.\n", b"One\r\n\nA pod group.\r\rB pod group.\n"),
        (b"A machine\r\ngang.\r\n", b"A pod\r\ngroup.\r\n"),
        (b"\xef\xbb\xbfA pod.\n", b"\xef\xbb\xbfA pod group.\n"),
        (
            b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\nA pod.",
            b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\nA pod group.",
        ),
        (b"A pod.", b"A pod group."),
        (b"A pod.\n\n\n  ", b"A pod group.\n\n\n  "),
        ("É\u2028ü 😀 a pod.\x0c\n".encode(), "É\u2028ü 😀 a pod group.\x0c\n".encode()),
        (b"A\t\ttab, a pod\t\n", b"A\t\ttab, a pod group\t\n"),
        (
            b"A pod, [x](term:softmx), a pod, [x](term:softmx).\n",
            b"A pod group, [x](term:softmax), a pod group, [x](term:softmax).\n",
        ),
    ],
)
def test_nothing_else_in_a_file_is_touched(site: Site, before: bytes, after: bytes) -> None:
    assert site.fixed(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("`pod` and a pod.", "`pod` and a pod group."),
        ("A pod and `a pod`.", "A pod group and `a pod`."),
        ("~~~\na pod\n~~~\n\nA pod.", "~~~\na pod\n~~~\n\nA pod group."),
        ("    use a pod now\n\nUse a pod now.", "    use a pod now\n\nUse a pod group now."),
        ("<!-- a pod -->\n\nA pod.", "<!-- a pod -->\n\nA pod group."),
        ("[pod](pod.md) pod ![pod](a.png)", "[pod](pod.md) pod group ![pod](a.png)"),
        ("<b title='a pod'>a pod</b>", "<b title='a pod'>a pod group</b>"),
        ("`[x](term:softmx)` [x](term:softmx)", "`[x](term:softmx)` [x](term:softmax)"),
        ("# A pod { #pod }\n\nText.", "# A pod group { #pod }\n\nText."),
        ("See <https://x.org/pod/> a pod.", "See <https://x.org/pod/> a pod group."),
        ("---\npod: a pod\n---\nA pod.", "---\npod: a pod\n---\nA pod group."),
    ],
)
def test_the_same_words_in_code_and_addresses_stay(site: Site, before: str, after: str) -> None:
    site.write({"pod.md": "Page.", "a.png": b""})
    extensions = ["attr_list", "md_in_html", "fenced_code"]
    assert site.fixed(before, markdown_extensions=extensions).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "| a | pod |\n|---|---|\n| pod | x pod |\n",
            "| a | pod group |\n|---|---|\n| pod group | x pod group |\n",
        ),
        ("* a\n    1. [x](term:softmx) pod\n", "* a\n    1. [x](term:softmax) pod group\n"),
        (
            "Note.[^1]\n\n[^1]: A pod, <term:softmx>.\n",
            "Note.[^1]\n\n[^1]: A pod group, <term:softmax>.\n",
        ),
        ("> A pod\n\nA pod.\n", "> A pod\n\nA pod group.\n"),
        ('!!! note "A pod"\n    A pod.\n', '!!! note "A pod"\n    A pod group.\n'),
        ("a *pod* and **pods**", "a *pod group* and **pod groups**"),
    ],
)
def test_an_edit_finds_its_place_in_any_block(site: Site, before: str, after: str) -> None:
    extensions = ["tables", "footnotes", "admonition"]
    if 'note "' in before:  # the title is text as well, and may be found
        after = site.fixed(before, markdown_extensions=extensions).decode()
        assert after.endswith("    A pod group.\n")
    assert site.fixed(before, markdown_extensions=extensions).decode() == after


SOURCES = {"sources": ["data/*"]}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (
            "t.yml",
            "- term: A\n  definition: |\n    A pod,\n    and <term:softmx>.\n",
            "- term: A\n  definition: |\n    A pod group,\n    and <term:softmax>.\n",
        ),
        (
            "t.yml",
            "A: 'a pod, it''s one'\nB: \"a pod\\tb\"\n",
            "A: 'a pod group, it''s one'\nB: \"a pod group\\tb\"\n",
        ),
        ("t.yml", "A: a pod\r\n", "A: a pod group\r\n"),
        ("t.yml", "a pod x: a pod\n", "a pod x: a pod\n"),  # which of them is not clear
        (
            "t.json",
            '{"A": "a \\"pod\\"", "B": "the pod\\nand [x](term:softmx)"}',
            '{"A": "a \\"pod\\"", "B": "the pod group\\nand [x](term:softmax)"}',
        ),
        (
            "t.json",
            '[{"term": "A", "tags": "pod", "definition": "the pod"}]',
            '[{"term": "A", "tags": "pod", "definition": "the pod group"}]',
        ),
        (
            "t.csv",
            'term,hidden,definition\nA,pods,"""a"" pod"\nB,a,"\na pod, <term:softmx>"\n',
            'term,hidden,definition\nA,pods,"""a"" pod"\nB,a,"\na pod group, <term:softmax>"\n',
        ),
        (
            "t.md",
            "A\n:   Not B, a pod.\n\n    Not B, a pod.\n\nB\n:   a pod\n",
            "A\n:   Not B, a pod group.\n\n    Not B, a pod group.\n\nB\n:   a pod group\n",
        ),
    ],
)
def test_a_definition_is_fixed_where_its_source_has_it(
    site: Site, name: str, before: str, after: str
) -> None:
    assert site.fixed(before, f"../data/{name}", options=SOURCES).decode() == after


def test_what_cannot_be_changed_safely_is_said_and_left_alone(site: Site) -> None:
    site.write(
        {
            "../data/b.csv": b"term,definition\nA,a pod\nB,\xff\n",
            "../data/a.json": '{"A": "a \\u0070od", "B": "machine gang, machine \\u0067ang"}',
        },
        SOURCES,
    )
    result = site.run("--fix")
    assert result.exit_code == 1
    assert site.content("../data/b.csv") == b"term,definition\nA,a pod\nB,\xff\n"
    assert "\\u0070od" in site.content("../data/a.json").decode()
    assert "data/b.csv:2:5: not fixed: the file is not UTF-8" in result.stderr


def test_a_term_that_is_no_plain_text_is_not_put_into_a_file(site: Site) -> None:
    glossary = '## A*B* | C { avoid="abc" }\n\nText.\n'
    site.write({"glossary.md": glossary, "index.md": "An abc."})
    result = site.run("--fix")
    assert site.content("index.md") == b"An abc."
    assert "not plain text" in result.stderr


def test_a_page_that_a_hook_makes_is_not_fixed(site: Site) -> None:
    hook = (
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    files.append(File.generated(config, 'made.md', content='A pod.'))\n"
    )
    site.write({"../hook.py": hook}, hooks=["hook.py"])
    result = site.run("--fix")
    assert "made.md:1:3: not fixed: it is in no file of this project" in result.stderr


def test_a_link_stays_one_and_its_target_is_fixed_once(site: Site) -> None:
    site.write({"../README.md": "A pod.\n"})
    for name in ("index.md", "other.md"):
        (site.root / "docs" / name).symlink_to("../README.md")
    (site.root / "README.md").chmod(0o640)
    result = site.run("--fix")
    assert (site.root / "README.md").read_text() == "A pod group.\n"
    assert (site.root / "docs" / "index.md").is_symlink()
    assert (site.root / "README.md").stat().st_mode & 0o777 == 0o640
    assert result.exit_code == 0
    assert "README.md: fixed: 1" in result.stderr


def test_a_file_outside_the_project_is_left_alone(site: Site, tmp_path: Path) -> None:
    site = Site(tmp_path / "project")
    (tmp_path / "outside.md").write_text("A pod.")
    site.write({})
    (site.root / "docs" / "index.md").symlink_to(tmp_path / "outside.md")
    result = site.run("--fix")
    assert (tmp_path / "outside.md").read_text() == "A pod."
    assert result.exit_code == 1
    assert "in no file of this project" in result.stderr


def test_a_source_beside_the_folder_in_the_same_repository_is_fixed(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "words.yml").write_text("A: a pod\n")
    site = Site(tmp_path / "site")
    site.write({}, {"sources": ["../words.yml"]})
    site.run("--fix")
    assert (tmp_path / "words.yml").read_text() == "A: a pod group\n"


def test_the_exit_code_is_that_of_what_remains(site: Site) -> None:
    site.write({"index.md": "A pod.\n"})
    assert site.run().exit_code == 1
    assert site.run("--fix").exit_code == 0
    site.write({"index.md": "A pod, [x](term:nothing-like-it).\n"})
    result = site.run("--fix")
    assert result.exit_code == 1
    assert [line.split(": ", 1)[0] for line in result.stdout.splitlines() if "warn" in line] == [
        "index.md:1:18"
    ]


def test_a_diff_alone_changes_nothing_and_is_what_fixing_does(site: Site) -> None:
    before = b"A\xc3\xa9 pod.\r\nLast [x](term:softmx)"
    site.write({"my page.md": before})
    shown = site.run("--diff")
    assert shown.exit_code == 1
    assert site.content("my page.md") == before
    diff = shown.stdout_bytes.split(b"glossary.md:", 1)[0]
    assert site.run("--fix", "--diff").stdout_bytes.startswith(diff)
    after = site.content("my page.md")
    assert after == b"A\xc3\xa9 pod group.\r\nLast [x](term:softmax)"
    (site.root / "docs" / "my page.md").write_bytes(before)
    subprocess.run(  # the findings below the diff are no part of it
        ["git", "apply"],  # noqa: S607 - whichever git there is
        cwd=site.root,
        input=shown.stdout_bytes,
        check=True,
    )
    assert site.content("my page.md") == after


def test_a_diff_does_not_disturb_a_report_for_machines(site: Site) -> None:
    site.write({"index.md": "A pod.\n"})
    result = site.run("--diff", "--format", "sarif")
    assert json.loads(result.stdout)["version"] == "2.1.0"
    assert "+A pod group." in result.stderr


def test_a_file_that_may_not_be_written_is_named(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    may: Callable[..., bool] = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))
    site.write({"index.md": "A pod.\n"})
    result = site.run("--fix")
    assert result.exit_code == 1
    assert "docs/index.md: not fixed: it may not be written" in result.stderr
    assert sorted(path.name for path in (site.root / "docs").iterdir()) == [
        "glossary.md",
        "index.md",
    ]


def test_edits_that_make_room_for_others_are_made_at_once(site: Site) -> None:
    glossary = '## Alpha { avoid="beta gamma" }\n\nA.\n\n## Beta { avoid="delta" }\n\nB.\n'
    site.write({"glossary.md": glossary, "index.md": "A delta gamma."})
    site.run("--fix")
    assert site.content("index.md") == b"A alpha."


def test_an_edit_that_mended_nothing_is_taken_back_and_others_stay(site: Site) -> None:
    # The quoted words are not the author's own; those that are found are written otherwise.
    before = "> One pod here.\n\nOne p&#111;d here, a machine gang.\n"
    after = before.replace("machine gang", "pod group")
    assert site.fixed(before).decode() == after
    result = site.run("--fix")
    assert result.exit_code == 1
    assert "index.md:1:7: not fixed: the edit mended nothing here" in result.stderr
