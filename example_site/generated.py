"""Fills in what the manual takes from the code, so that it cannot say anything else."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import mkdocs_grimoire
from mkdocs_grimoire.builds.settings import all_options
from mkdocs_grimoire.findings.diagnostics import Rule
from mkdocs_grimoire.pages.interface import ENGLISH, LANGUAGES

CHANGELOG = Path(__file__).parent.parent / "CHANGELOG.md"
SCHEMA = "glossary.schema.json"
MARKER = re.compile(r"^<!-- (\w+) -->$", re.MULTILINE)


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    lines = [tuple(header), *map(tuple, rows)]
    lines.insert(1, ("---",) * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def as_written(value: Any) -> str:
    """Return a default as users would write it; only `language` has none."""
    if value is None:
        return "the theme's"
    return f"`{value if isinstance(value, str) else json.dumps(value)}`"


def options() -> str:
    """Return the table of the options."""
    rows = (
        (f"`{name}`", as_written(option.metadata["default"]), option.metadata["meaning"])
        for name, option in all_options().items()
    )
    return table(("option", "default", "meaning"), rows)


def rules() -> str:
    """Return the table of the rules."""
    rows = ((f"`{rule.key}`", f"`{rule.level}`", rule.meaning) for rule in Rule)
    return table(("rule", "default", "found when"), rows)


def words() -> str:
    """Return the table of the interface's words, and the languages that they are known in."""
    known = table(
        ("word", "in English"), ((f"`{k}`", f"`{v}`") for k, v in asdict(ENGLISH).items())
    )
    codes = ", ".join(f"`{code}`" for code in sorted(LANGUAGES))
    return f"The languages are {codes}.\n\n{known}"


def changelog() -> str:
    """Return the changelog."""
    return CHANGELOG.read_text(encoding="utf-8")


PARTS: Mapping[str, Callable[[], str]] = {
    "options": options,
    "rules": rules,
    "words": words,
    "changelog": changelog,
}
"""What stands in place of each marker."""


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Publish the schema of glossaries, for editors."""
    path = Path(mkdocs_grimoire.__file__).parent / SCHEMA
    files.append(File.generated(config, SCHEMA, abs_src_path=str(path)))


def on_page_markdown(markdown: str, **_kwargs: object) -> str:
    """Replace the markers of a page by what they stand for; other comments stay."""
    return MARKER.sub(_part, markdown)


def _part(marker: re.Match[str]) -> str:
    """Return what a marker stands for."""
    return PARTS[marker[1]]() if marker[1] in PARTS else marker[0]
