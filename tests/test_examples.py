"""Markdown as others test it: apart from our links, each of their examples stays what it is.

The examples are those of the CommonMark specification and of the suites of Python-Markdown and
PyMdown, which are no part of this project. `GRIMOIRE_EXAMPLES` names a folder that has them;
`.ci/run` fetches the packages that they come in.
"""

from __future__ import annotations

import ast
import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from helpers import read
from markdown import Markdown
from test_properties import Links

from mkdocs_grimoire.builds.build import Build, Page, start_build
from mkdocs_grimoire.builds.extension import GrimoireExtension
from mkdocs_grimoire.builds.options import Options
from mkdocs_grimoire.builds.page_options import PageOptions
from mkdocs_grimoire.linking.linker import Autolink

FOLDER = os.environ.get("GRIMOIRE_EXAMPLES", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="GRIMOIRE_EXAMPLES names no folder")

SPECIFIED = re.compile(r"^`{32} example\n(.*?)^\.\n", re.DOTALL | re.MULTILINE)
"""An example of the specification."""

OWN = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]

EXTENSIONS: dict[str, list[Any]] = {
    "none": [],
    "of Python-Markdown": [*OWN, "fenced_code", "sane_lists", "smarty"],
    "of PyMdown": [
        *OWN,
        *(
            f"pymdownx.{name}"
            for name in (
                *("arithmatex", "betterem", "caret", "critic", "details", "emoji", "escapeall"),
                *("highlight", "inlinehilite", "keys", "magiclink", "mark", "progressbar"),
                *("saneheaders", "smartsymbols", "superfences", "tabbed", "tasklist", "tilde"),
            )
        ),
    ],
    "blocks of PyMdown": [
        *("attr_list", "codehilite", "meta", "nl2br", "tables", "toc", "wikilinks"),
        *("pymdownx.arithmatex", "pymdownx.fancylists", "pymdownx.superfences"),
        *(
            f"pymdownx.blocks.{name}"
            for name in ("admonition", "caption", "definition", "details", "html", "tab")
        ),
    ],
}

LINK = re.compile(
    r'<a class="grimoire-term" data-grimoire="[^"<>]*" href="\.\./glossary\.md#[^"<>]*"'
    r'(?: id="use-[^"<>]*")?>(.*?)</a>',
    re.DOTALL,
)


def texts_of(path: Path) -> Iterator[str]:
    """Yield the Markdown in a file: an example, or a string of a test."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.name == "spec.txt":
        yield from (found[1].replace("\u2192", "\t") for found in SPECIFIED.finditer(text))
    elif path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield dedent(node.value)
    else:
        yield text


@cache
def examples() -> list[str]:
    """Return all examples, each once."""
    files = [
        path
        for path in sorted(Path(FOLDER).rglob("*"))
        if path.name == "spec.txt" or ("tests" in path.parts and path.suffix in {".py", ".txt"})
    ]
    return list(dict.fromkeys(text for path in files for text in texts_of(path)))


@cache
def build() -> Build:
    """Return a build of a glossary of the words that most examples have."""
    found = Counter(
        word for text in examples() for word in set(re.findall("[A-Za-z]{2,}", text.lower()))
    )
    entries = "".join(f"## {word}\n\nA meaning.\n\n" for word, _ in found.most_common(300))
    return start_build(Options(), [read(entries)])


def converted(md: Markdown, text: str) -> str | None:
    """Return the HTML of a text, or None if Markdown itself fails on it."""
    build().forget("guide/a.md")
    try:
        return str(md.reset().convert(text))
    except Exception:  # noqa: BLE001 - some examples test that an extension refuses them
        return None


@pytest.mark.parametrize("extensions", EXTENSIONS.values(), ids=EXTENSIONS)
def test_apart_from_our_links_an_example_stays_what_it_is(extensions: list[Any]) -> None:
    page = Page("guide/a.md", "guide/a/", "../glossary.md", PageOptions(Autolink.ALL), str)
    ours = GrimoireExtension(lambda _: (build(), page))
    without, linking = Markdown(extensions=extensions), Markdown(extensions=[*extensions, ours])
    changed, links = [], 0
    for text in examples():
        html = converted(linking, text)
        links += (html or "").count('class="grimoire-term"')
        if (LINK.sub(r"\1", html) if html else html) != converted(without, text):
            changed.append(text)
    assert changed == []
    assert links > len(examples())


def test_no_link_of_an_example_stands_in_another() -> None:
    page = Page("guide/a.md", "guide/a/", "../glossary.md", PageOptions(Autolink.ALL), str)
    md = Markdown(
        extensions=[
            *EXTENSIONS["of Python-Markdown"],
            GrimoireExtension(lambda _: (build(), page)),
        ]
    )
    nested = []
    for text in examples():
        links = Links()
        links.feed(converted(md, text) or "")
        nested += [inside for inside in links.inside if {"a", "code", "pre"}.intersection(inside)]
    assert nested == []
