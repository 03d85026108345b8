"""What `grimoire check --fix` makes of files, through the command and with real sites."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import write_site

from mkdocs_grimoire.cli import main

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
        result = CliRunner().invoke(main, ["check", "-f", str(self.config), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    def bytes(self, name: str) -> bytes:
        return (self.root / "docs" / name).read_bytes()

    def fixed(self, text: str | bytes, name: str = "index.md", **more: Any) -> bytes:
        """Return what `--fix` makes of a file; a second time must not make anything else of it."""
        self.write({name: text}, **more)
        self.run("--fix")
        once = self.bytes(name)
        self.run("--fix")
        assert self.bytes(name) == once
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
        ("See https://x.org/pod/ a pod.", "See https://x.org/pod/ a pod group."),
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
