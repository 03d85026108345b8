"""Applies the edits of findings to the files that they were found in, and changes nothing else."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Edit, Rule
from mkdocs_grimoire.text.markup import UNREAD

LINE_END = re.compile(r"\r\n|\r|\n")

BLANK = r"(?:[^\S\r\n]+(?:(?:\r\n?|\n)[^\S\r\n]*)?|(?:\r\n?|\n)[^\S\r\n]*)"
"""White space between two words, with one line break at most: what a paragraph may have there."""

LINK = re.compile(r"\[[^\[\]\n]*\](?=[(\[])")
"""The words of a link, in which no wording is found."""

MARKUP = r"[\\`*<>\[\]|${}~^\r\n]|(?<!\w)_|_(?!\w)"
"""What would be more than text in Markdown."""

UNSAFE = {
    ".json": re.compile(rf'{MARKUP}|["\t]'),
    ".csv": re.compile(rf'{MARKUP}|[",;\t]'),
    ".yml": re.compile(rf"{MARKUP}|[\"',&!%@\t]|:(?!\S)|\s#|^[-?:#]"),
    ".yaml": re.compile(rf"{MARKUP}|[\"',&!%@\t]|:(?!\S)|\s#|^[-?:#]"),
}
"""What would have to be written otherwise, by the suffix of the file."""
UNSAFE_IN_TEXT = re.compile(MARKUP)

NO_FILE = "it is in no file of this project"
NO_PLACE = "its place in the file is not known"
NOT_THERE = "the text is not at this place in the file"
NOT_PROSE = "the text at this place is part of a link, an address or a tag"
NOT_PLAIN = "what should stand there is not plain text in this file"
NOT_UTF8 = "the file is not UTF-8"
OVERLAP = "another edit changes the same text"


@dataclass(frozen=True, slots=True)
class FileFix:
    """A file, before and after."""

    file: Path
    """The file."""
    name: str
    """How it is named to the user."""
    before: bytes
    """What is in it."""
    after: bytes
    """What is to be in it."""
    count: int
    """How many edits that takes."""


@dataclass(slots=True)
class Plan:
    """What can be fixed."""

    files: list[FileFix] = field(default_factory=list)
    """The files that change."""
    made: list[Diagnostic] = field(default_factory=list)
    """The findings whose edits are made in them."""
    left_out: dict[Diagnostic, str] = field(default_factory=dict)
    """The findings whose edits are not safe, and why."""


@dataclass(frozen=True, slots=True)
class _Change:
    """An edit at its place in a text."""

    start: int
    end: int
    new: str
    finding: Diagnostic


def plan_fixes(
    findings: Iterable[Diagnostic],
    file_of: Callable[[str], Path | None],
    name_of: Callable[[str], str] = str,
) -> Plan:
    """Return what the edits of findings make of their files; nothing is written.

    Args:
        findings: Findings, with and without edits.
        file_of: Returns the file that findings name by a path, or None if it is not to be changed.
        name_of: Returns how that file is named to the user.
    """
    plan = Plan()
    by_file: dict[Path, list[Diagnostic]] = defaultdict(list)
    for finding in findings:
        file = file_of(finding.place.path) if finding.edit else None
        if file is not None:
            by_file[file].append(finding)
        elif finding.edit:
            plan.left_out[finding] = NO_FILE
    for file, found in by_file.items():
        _plan_file(plan, file, name_of(found[0].place.path), found)
    return plan


def _plan_file(plan: Plan, file: Path, name: str, findings: list[Diagnostic]) -> None:
    """Add to a plan what becomes of one file."""
    try:
        before = file.read_bytes()
        text = before.decode()
    except (OSError, UnicodeDecodeError) as error:
        reason = NOT_UTF8 if isinstance(error, ValueError) else error.strerror or str(error)
        plan.left_out.update(dict.fromkeys(findings, reason))
        return
    changes = list(_changes(text, PurePath(file).suffix.lower(), findings, plan.left_out))
    plan.made += [finding for finding in findings if finding not in plan.left_out]
    if changes:
        plan.files.append(FileFix(file, name, before, _changed(text, changes), len(changes)))


def _changed(text: str, changes: Iterable[_Change]) -> bytes:
    """Return a file with its changes made, which are in order and apart."""
    parts, position = list[str](), 0
    for change in changes:
        parts += [text[position : change.start], change.new]
        position = change.end
    return "".join([*parts, text[position:]]).encode()


def _changes(
    text: str, suffix: str, findings: Iterable[Diagnostic], left_out: dict[Diagnostic, str]
) -> Iterator[_Change]:
    """Yield the changes of a text in its order, none of them touching another."""
    found: dict[tuple[int, int, str], _Change] = {}
    file = _File(text, suffix)
    for finding in findings:
        change = _change(file, finding)
        if isinstance(change, str):
            left_out[finding] = change
        else:
            found.setdefault((change.start, change.end, change.new), change)
    end = 0
    for _, change in sorted(found.items()):
        if change.start < end:
            left_out[change.finding] = OVERLAP
            continue
        yield change
        end = change.end


def _line_starts(text: str) -> list[int]:
    """Return the index of the first character of each line, a byte-order mark being none."""
    first = len(BOM_UTF8.decode()) if text.startswith(BOM_UTF8.decode()) else 0
    return [first, *(found.end() for found in LINE_END.finditer(text))]


class _File:
    """Answers about the text of one file, each question costing one reading of it."""

    def __init__(self, text: str, suffix: str) -> None:
        self.text = text
        self.suffix = suffix
        self.starts = _line_starts(text)

    def is_no_prose(self, position: int) -> bool:
        """Return whether a reader does not see what stands at a place as words."""
        if self.suffix == ".json":  # where braces are around all of it
            return False
        return any(
            (before := bisect_right(spans, (position, len(self.text)))) > 0
            and position < spans[before - 1][1]
            for spans in self._unread
        )

    @cached_property
    def _unread(self) -> list[list[tuple[int, int]]]:
        """The stretches that are no prose, those of each kind in order."""
        return [[found.span() for found in kind.finditer(self.text)] for kind in (UNREAD, LINK)]


def _change(file: _File, finding: Diagnostic) -> _Change | str:
    """Return the change that the edit of a finding is, or why there is none."""
    text, starts = file.text, file.starts
    edit, place = finding.edit or Edit("", ""), finding.place
    if not (place.column and 0 < place.line <= len(starts)):
        return NO_PLACE
    start = starts[place.line - 1] + place.column - 1
    found = _pattern(edit.old).match(text, start)
    is_on_line = start < (starts[place.line] if place.line < len(starts) else len(text))
    if found is None or not edit.old or not is_on_line or _is_done(text, start, edit):
        return NOT_THERE
    if UNSAFE.get(file.suffix, UNSAFE_IN_TEXT).search(edit.new):
        return NOT_PLAIN
    if finding.problem.rule is Rule.AVOID and file.is_no_prose(found.start()):
        return NOT_PROSE
    return _Change(*found.span(), _on_lines_of(found[0], edit.new), finding)


def _pattern(old: str) -> re.Pattern[str]:
    """Return what finds a text that stands for itself, and is no part of a longer word."""
    words = BLANK.join(map(re.escape, old.split()))
    before = r"(?<!\w)" if old[:1].isalnum() else ""
    after = r"(?!\w)" if old[-1:].isalnum() else ""
    return re.compile(before + words + after)


def _is_done(text: str, start: int, edit: Edit) -> bool:
    """Return whether what should stand at a place stands there already, the old text within it."""
    offset = edit.new.casefold().find(edit.old.casefold())
    there = text[start - offset : start - offset + len(edit.new)] if 0 <= offset <= start else ""
    return there.casefold() == edit.new.casefold() and there != edit.old


def _on_lines_of(old: str, new: str) -> str:
    """Return a text with the line breaks of the one that it replaces, if it has as many words."""
    gaps = re.findall(r"\s+", old)
    words = new.split(" ")
    if len(words) != len(gaps) + 1:
        return new
    return "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True))


def as_diff(fix: FileFix) -> bytes:
    """Return a unified diff that `git apply` and `patch -p1` take."""
    before, after = (_lines(content) for content in (fix.before, fix.after))
    # A tab ends a name with blanks in it, for either of them.
    tab = "\t" if " " in fix.name else ""
    names = f"a/{fix.name}{tab}".encode(), f"b/{fix.name}{tab}".encode()
    lines = difflib.diff_bytes(difflib.unified_diff, before, after, *names)
    whole = (line if line.endswith(b"\n") else line + NO_LINE_END for line in lines)
    return b"".join(whole)


NO_LINE_END = b"\n\\ No newline at end of file\n"


def _lines(content: bytes) -> list[bytes]:
    """Return the lines as tools know them, which end with a line feed alone."""
    return [line for line in re.split(rb"(?<=\n)", content) if line]
