"""What in a Markdown text is code, where its headings are, and on which line something stands.

Nothing here converts Markdown. It only tells apart what is written from what is quoted, so that a
heading in a code block is no entry and a reference in a code span is no reference.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator
from typing import NamedTuple

FRONT = re.compile(r"\A---[ \t]*\n(?:.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)\n*", re.DOTALL)
"""Front matter, and the blank lines below it."""

FENCE = re.compile(r"^(?P<before>[ \t>]*)(?P<marks>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)
BACKTICKS = re.compile(r"(?<!\\)`+")
PARAGRAPH = re.compile(r"^#[^\n]*|(?:^(?!#)[^\n]*\S[^\n]*\n?)+", re.MULTILINE)
UNREAD = re.compile(
    r"<[A-Za-z/!][^<>]*>"
    r"|https?://[^\s<>)\]]+"
    r"|!\[(?:(?!!\[)[^\]\n])*\]"
    r"|(?<=\])(?:\((?:(?!\]\()[^)\n])*\)|\[[^\]\n]*\])"
    r"|^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[^\n]*"
    r"|\{[:#. ][^{}\n]*\}",
    re.MULTILINE,
)
"""Tags, addresses, images, where links lead, and attributes: what a reader does not read."""

ATX = re.compile(r"(?P<marks>#{1,6})[ \t]*")
NO_PARAGRAPH = re.compile(
    r"#| {4}|\t|[ ]{0,3}(?:[-*+][ ]|\d+[.)][ ]|>|\||<|!!!|\?\?\?|===|\$\$|:[ ]|\[[^\]]+\]:|\*\[)"
)
"""What begins a block that is no paragraph."""
SETEXT = re.compile(r"(?P<mark>=+|-+)[ ]*$")


def blank_code(text: str, *, keeps_comments: bool = False) -> str:
    """Blank out code and comments, keeping every other character at its place.

    Args:
        text: Markdown.
        keeps_comments: Whether comments stay.

    Returns:
        A text of the same length and lines in which fenced blocks, code spans and comments are
        blanks. A fence or a span that nothing closes is text, as in Python-Markdown.
    """
    text = _blank(text, _fences(text))
    text = _blank(text, _spans(text))
    return text if keeps_comments else _blank(text, _comments(text))


def blank_blocks(text: str) -> str:
    """Return the same but for code spans, which are text: a term or a heading may be one."""
    text = _blank(text, _fences(text))
    if "<!--" in text:
        return _blank(text, _comments(_blank(text, _spans(text))))
    return text


def _comments(text: str) -> list[tuple[int, int]]:
    """Return the spans of comments; what follows one that nothing closes is searched once."""
    spans, end = list[tuple[int, int]](), 0
    while (start := text.find("<!--", end)) >= 0:
        closing = text.find("-->", start + 4)
        if closing < 0:
            break
        end = closing + 3
        spans.append((start, end))
    return spans


def blank_unread(text: str) -> str:
    """Blank out what a reader does not read, keeping every other character at its place.

    Args:
        text: Markdown without code and comments.
    """
    return _blank(text, [found.span() for found in UNREAD.finditer(text)])


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    """Replace what stands in the spans, which are sorted and disjoint, by blanks."""
    if not spans:
        return text
    parts, position = [], 0
    for start, end in spans:
        parts.append(text[position:start])
        parts.append(re.sub(r"[^\n]", " ", text[start:end]))
        position = end
    return "".join([*parts, text[position:]])


def _fences(text: str) -> list[tuple[int, int]]:
    """Return the spans of fenced blocks, their fences included."""
    if "```" not in text and "~~~" not in text:
        return []
    spans = []
    opened: re.Match[str] | None = None
    lines = list(FENCE.finditer(text))
    longest = _longest_closing(lines)
    for number, line in enumerate(lines):
        marks = line["marks"]
        if opened is None:
            if len(marks) <= longest[number] and "`" not in line["info"]:
                opened = line
        elif _closes(opened, line):
            spans.append((opened.start(), line.end()))
            opened = None
    return spans


def _kind(line: re.Match[str]) -> tuple[str, str]:
    """Return what a fence shares with the one that closes it: its place in the line, its mark."""
    return line["before"].expandtabs(4), line["marks"][0]


def _closes(opening: re.Match[str], line: re.Match[str]) -> bool:
    """Return whether a line of fence marks closes the opening ones."""
    is_long = len(line["marks"]) >= len(opening["marks"])
    return is_long and _kind(line) == _kind(opening) and not line["info"].strip()


def _longest_closing(lines: list[re.Match[str]]) -> list[int]:
    """Return for each line of fence marks the length of the longest that could close it."""
    longest, seen = [], dict[tuple[str, str], int]()
    for line in reversed(lines):
        longest.append(seen.get(_kind(line), 0))
        if not line["info"].strip():
            seen[_kind(line)] = max(seen.get(_kind(line), 0), len(line["marks"]))
    return longest[::-1]


def _spans(text: str) -> list[tuple[int, int]]:
    """Return code spans: between runs of as many backticks, within one paragraph."""
    spans: list[tuple[int, int]] = []
    for runs in _paragraph_runs(text):
        places: dict[int, list[int]] = defaultdict(list)
        for start, end in runs:
            places[end - start].append(start)
        position = -1
        for start, end in runs:
            if start < position:
                continue
            same = places[end - start]
            following = bisect_right(same, start)
            if following < len(same):
                position = same[following] + end - start
                spans.append((start, position))
    return spans


def _paragraph_runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the runs of backticks of each paragraph or heading that has more than one."""
    if "`" not in text:
        return
    for paragraph in PARAGRAPH.finditer(text):
        runs = [run.span() for run in BACKTICKS.finditer(text, *paragraph.span())]
        if len(runs) > 1:
            yield runs


class Heading(NamedTuple):
    """A heading of a Markdown text."""

    line: int
    """Its line, the first being 0."""
    lines: int
    """How many lines it takes: 1, or 2 if it is underlined."""
    level: int
    """1 to 6."""
    text: str
    """Its Markdown."""


def headings(text: str) -> list[Heading]:
    """Return the headings at the top level of a Markdown text, as Python-Markdown finds them.

    Args:
        text: Markdown without front matter.

    Returns:
        Headings of both forms. A line of `#` marks may interrupt a paragraph; an underlined heading
        follows a blank line, another heading or nothing.
    """
    if not any(mark in text for mark in ("#", "\n=", "\n-")):
        return []
    found: list[Heading] = []
    lines, visible = text.split("\n"), blank_blocks(text).split("\n")
    end = 0
    for number in _heading_lines(lines, visible):
        if number < end:
            continue
        heading = _atx(number, lines[number]) if visible[number].startswith("#") else None
        if heading is None and (number == end or not lines[number - 1].strip()):
            heading = _setext(number, visible[number], lines)
        if heading is not None:
            found.append(heading)
            end = number + heading.lines
    return found


def _heading_lines(lines: list[str], visible: list[str]) -> list[int]:
    """Return the lines that may be headings: they begin with `#`, or the next one begins a line."""
    marked = {number for number, line in enumerate(visible) if line[:1] == "#"}
    marked.update(number for number, line in enumerate(lines[1:]) if line[:1] in {"=", "-"})
    return sorted(marked)


def _atx(number: int, line: str) -> Heading | None:
    """Return the heading of a line that begins with `#`, or None."""
    mark = ATX.match(line)
    if mark is None:
        return None
    text = line[mark.end() :].rstrip(" \t")
    without_marks = text.rstrip("#")
    is_closed = without_marks.endswith((" ", "\t"))
    return Heading(number, 1, len(mark["marks"]), (without_marks if is_closed else text).strip())


def _setext(number: int, visible: str, lines: list[str]) -> Heading | None:
    """Return the heading of a line that the next one underlines, or None."""
    mark = SETEXT.match(lines[number + 1])
    if mark is None or not visible.strip() or visible.startswith(("    ", "\t")):
        return None
    return Heading(number, 2, 1 if mark["mark"][0] == "=" else 2, lines[number].strip())


def are_groups(text: str, starts: Container[int]) -> bool:
    """Return whether the level-2 headings of a text group what stands below them.

    Args:
        text: Markdown.
        starts: The lines on which something begins, one of which follows each such heading; or else
            another heading, or the end.
    """
    lines, found = text.split("\n"), headings(text)
    ends = {heading.line for heading in found} | {len(lines)}
    for heading in found:
        if heading.level != 2:  # noqa: PLR2004 - h2
            continue
        following = heading.line + heading.lines
        while following < len(lines) and not lines[following].strip():
            following += 1
        if following not in ends and following not in starts:
            return False
    return True


def first_paragraph(text: str) -> tuple[str, int]:
    """Return the first paragraph of a Markdown text, and its line, the first being 0.

    Args:
        text: Markdown; what is no paragraph before it (headings, lists, code, …) is passed over.

    Returns:
        An empty text where there is none.
    """
    lines, visible = text.split("\n"), blank_blocks(text).split("\n")
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].strip():
            end += 1
        if end > start and visible[start].strip() and not NO_PARAGRAPH.match(visible[start]):
            return "\n".join(lines[start:end]), start
        start = end + 1
    return "", 0


def sunk(text: str, level: int) -> str:
    """Return a Markdown text whose headings are deeper than a level, on as many lines.

    Args:
        text: Markdown.
        level: The level of the heading above it, 1 to 5.
    """
    found = headings(text)
    if not found or min(heading.level for heading in found) > level:
        return text
    deeper = level + 1 - min(heading.level for heading in found)
    lines = text.split("\n")
    for heading in found:
        lines[heading.line] = f"{'#' * min(6, heading.level + deeper)} {heading.text}"
        lines[heading.line + 1 : heading.line + heading.lines] = [""] * (heading.lines - 1)
    return "\n".join(lines)


def line_starts(text: str) -> list[int]:
    """Return the index of the first character of each line."""
    return [0, *(found.end() for found in re.finditer("\n", text))]
