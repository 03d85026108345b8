"""Where docstrings are written, as mkdocstrings tells a converter of references."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from mkdocs_grimoire.hosts.docstrings import AUTOREFS, Docstring, docstring_lines, docstring_of

CODE = '''def f():
    r"""One <term:a>, \\"""quoted\\""" and

    two <term:a>.
    """
    return "<term:a>"
'''


class Context(NamedTuple):
    filepath: str
    lineno: int | None


class Folders(NamedTuple):
    docs: Path
    root: Path


class Hook:
    """What a handler sets while it converts a docstring."""

    def __init__(self, context: Context | None) -> None:
        self._context = context

    def get_context(self) -> Context:
        if self._context is None:
            raise RuntimeError("a built-in module has no file")
        return self._context


def converter(hook: Hook | None) -> Markdown:
    """Return a converter of references, as autorefs makes it."""
    md = Markdown()
    md.inlinePatterns.register(InlineProcessor("", md), AUTOREFS, 168)
    md.inlinePatterns[AUTOREFS].hook = hook  # type: ignore[attr-defined] # as mkdocstrings sets it
    return md


def test_the_place_of_a_docstring_is_known_while_it_is_converted() -> None:
    found = docstring_of(converter(Hook(Context("a.py", 7))))
    assert found == Docstring(Path("a.py"), 7)


@pytest.mark.parametrize(
    "md",
    [
        Markdown(),
        converter(None),
        converter(Hook(None)),
        converter(Hook(Context("a.py", None))),
        converter(Hook(Context("a.py", 0))),
    ],
)
def test_a_text_that_is_no_docstring_or_has_no_place_has_none(md: Markdown) -> None:
    assert docstring_of(md) is None


def test_only_what_the_docstring_says_is_found_at_its_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "code.py"
    path.write_text(CODE, encoding="utf-8")
    ((name, lines),) = docstring_lines(Docstring(path, 2), Folders(tmp_path / "docs", tmp_path))
    assert name == "code.py"
    assert [tuple(spot) for spot in lines.find("term:a")] == [(2, 14), (4, 10)]


@pytest.mark.parametrize("docstring", [("code.py", 99), ("gone.py", 1), (".", 1)])
def test_a_docstring_that_is_not_there_has_no_lines(
    tmp_path: Path, docstring: tuple[str, int]
) -> None:
    (tmp_path / "code.py").write_text(CODE, encoding="utf-8")
    name, line = docstring
    found = docstring_lines(Docstring(tmp_path / name, line), Folders(tmp_path, tmp_path))
    assert list(found) == []


@pytest.mark.parametrize("code", ["int f(); /* <term:a> */", "", 'r"""never closed <term:a>'])
def test_what_is_no_string_of_python_has_no_lines(tmp_path: Path, code: str) -> None:
    path = tmp_path / "code.c"
    path.write_text(code, encoding="utf-8")
    assert list(docstring_lines(Docstring(path, 1), Folders(tmp_path, tmp_path))) == []
