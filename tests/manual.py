"""Reads the examples of the manual: the files, commands and answers that each section shows.

A fenced block with a title is a file. The files of a section make a site, to which those of the
section around it belong as well; a block `console` has commands, which are run there, and what they
print. A comment `<!-- not built: REASON -->` before a block excuses its section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from conftest import EXAMPLE

DOCS = EXAMPLE / "docs"
PAGES = (DOCS / "index.md", *sorted((DOCS / "manual").glob("*.md")))

HEADING = re.compile(r"(?P<marks>#+) (?P<title>.+?)(?: \{.*\})?$")
OPENING = re.compile(r'(?P<indent> *)```(?P<language>\w*)(?: title="(?P<title>[^"]+)")?$')
REASON = re.compile(r"<!-- not built: (?P<reason>.+) -->$")


@dataclass(frozen=True)
class Block:
    """A fenced block."""

    language: str
    """Its info string."""
    title: str
    """The path of the file that it shows, or an empty string."""
    text: str
    """What is in it."""
    reason: str
    """Why nothing is built of it, or an empty string."""


@dataclass
class Section:
    """What stands between two headings of a page."""

    page: str
    """Docs path of the page."""
    title: str
    """The heading."""
    depth: int = 0
    """Its level."""
    around: Section | None = None
    """The section that it is a part of."""
    blocks: list[Block] = field(default_factory=list)
    """Its blocks, in order."""

    def __str__(self) -> str:
        return f"{self.page}: {self.title}"

    @property
    def files(self) -> dict[str, str]:
        """The files of its site, by their paths."""
        own = {block.title: block.text for block in self.blocks if block.title}
        return {**(self.around.files if self.around else {}), **own}

    @property
    def reasons(self) -> list[str]:
        """Why it is not built, if it is not."""
        return [block.reason for block in self.blocks if block.reason]

    @property
    def commands(self) -> list[str]:
        """The commands of ours that it shows."""
        run = [command for text in self.texts("console") for command, _ in dialogue(text)]
        lines = "\n".join([*run, *self.texts("sh"), *self.texts("yaml")])
        return re.findall(r"^(?: *- run: )?(grimoire .+)$", lines, re.MULTILINE)

    def texts(self, language: str) -> list[str]:
        """Return the blocks in a language."""
        return [block.text for block in self.blocks if block.language == language]


def sections() -> list[Section]:
    """Return the sections of the manual that show anything."""
    return [section for path in PAGES for section in _sections(path) if section.blocks]


@cache
def _sections(path: Path) -> tuple[Section, ...]:
    """Return the sections of a page."""
    page = path.relative_to(DOCS).as_posix()
    found = [Section(page, "")]
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    reason = ""
    for line in lines:
        if opening := OPENING.match(line):
            text = _fenced(lines, opening["indent"])
            block = Block(opening["language"], opening["title"] or "", text, reason)
            found[-1].blocks.append(block)
        elif heading := HEADING.match(line):
            depth = len(heading["marks"])
            above = (section for section in reversed(found) if section.depth < depth)
            found.append(Section(page, heading["title"], depth, next(above, None)))
        said = REASON.match(line)
        reason = said["reason"] if said else ""
    return tuple(found)


def _fenced(lines: Iterator[str], indent: str) -> str:
    """Return the text up to the end of a fence."""
    text = ""
    for line in lines:
        if line == f"{indent}```":
            break
        text += f"{line.removeprefix(indent)}\n"
    return text


def dialogue(console: str) -> list[tuple[str, str]]:
    """Return the commands of a console and what each of them prints."""
    parts = re.split(r"^\$ (.+)\n", console, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))
