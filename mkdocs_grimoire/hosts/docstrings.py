"""Where a docstring was written that mkdocstrings converts; on its page is only the name of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs_grimoire.findings.lines import Lines
from mkdocs_grimoire.sources.includes import Folders, shown_path
from mkdocs_grimoire.sources.reading import decode

AUTOREFS = "mkdocs-autorefs"
"""The processor of references, which mkdocstrings tells what it is at work on."""

LITERAL = re.compile(
    r"""[ \t]*[rRuU]?("{3}|'{3}|"(?!"")|'(?!'')).*?(?<!\\)\1""",
    re.DOTALL,
)
"""A string of Python at the beginning of a line."""


class Docstring(NamedTuple):
    """Where a docstring begins."""

    path: Path
    """The file."""
    line: int
    """The line, the first being 1."""


def docstring_of(converter: Any) -> Docstring | None:
    """Return where the text begins that a converter of docstrings is at work on.

    Args:
        converter: A converter of Python-Markdown.

    Returns:
        None if it converts no docstring, or one whose place is unknown.
    """
    patterns = converter.inlinePatterns
    hook = getattr(patterns[AUTOREFS], "hook", None) if AUTOREFS in patterns else None
    if hook is not None:
        with suppress(Exception):  # a handler of any language, asked for what it need not know
            context = hook.get_context()
            found = Docstring(Path(context.filepath), int(context.lineno))
            return found if found.line > 0 else None
    return None


def docstring_lines(docstring: Docstring, site: Folders) -> Iterator[tuple[str, Lines]]:
    """Yield the lines of a docstring, by the name that findings have for its file.

    Args:
        docstring: Where it begins; what is no string of Python is left out.
        site: Where the files of the site are.
    """
    path, first = docstring
    if not path.is_file():
        return
    lines = decode(str(path), path.read_bytes())[0].split("\n")
    literal = LITERAL.match("\n".join(lines[first - 1 :]))
    if literal:
        # As it is indented in its file it would be code in Markdown.
        text = "\n".join(line.lstrip() for line in literal[0].split("\n"))
        yield (
            shown_path(path, site),
            Lines(text, first, line_of_file=lambda number: lines[number - 1]),
        )
