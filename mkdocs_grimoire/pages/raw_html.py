"""Keeps raw HTML that an entry does not close from what comes after the entry."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from html import escape
from itertools import accumulate, chain
from typing import NamedTuple, Protocol
from xml.etree.ElementTree import Element

from mkdocs_grimoire.pages.definitions import RAW_PLACEHOLDER, placeholders
from mkdocs_grimoire.pages.page import END_MARKER, MARKED
from mkdocs_grimoire.text.balance import closing, imbalance, is_void
from mkdocs_grimoire.text.markup import blank_code

HAS_TAG = re.compile(r"<(?!term:|https?:|mailto:|!-- grimoire: )(?=[A-Za-z/!?])")
"""What may begin raw HTML, and is neither a link nor a mark of ours."""

INSTRUCTION = re.compile(r"<(?=\?|!\[)")
"""What begins an instruction, or a section that only XML knows."""

DECLARATION = re.compile(r"<(?!!-- grimoire: )(?=[!?])")
"""What begins a comment, a declaration or an instruction."""

UNENDED = re.compile(DECLARATION.pattern + r"\S*")
"""The same, up to the next blank."""

COMMENT = re.compile(r"<!--(?:(?!-->).)*-->\s*", re.DOTALL)

END_OR_START = re.compile(r"(</?)([A-Za-z][^\s/>]*)")

BOUNDARY = re.compile(rf"^(?:#{{1,6}} .*)?(?:{MARKED.pattern}|{END_MARKER})[ \t]*$", re.MULTILINE)
"""Where an entry begins in the page's Markdown, or text that belongs to none."""


class Loose(NamedTuple):
    """A tag on the glossary page that lacks its other half."""

    number: int | None
    """The number of the entry in which it stands, if it stands in one."""
    tag: str
    """The tag as it is written."""


class RawHtml(Protocol):
    """What a converter knows of raw HTML."""

    @property
    def raw_items(self) -> Sequence[str]:
        """The pieces of raw HTML that placeholders stand for, by number."""

    def raw(self, number: int) -> str:
        """Return the piece with a number, or an empty string."""

    def store(self, markup: str) -> str:
        """Return a placeholder that stands for raw HTML."""

    def replace(self, number: int, markup: str) -> None:
        """Have a placeholder stand for other raw HTML."""

    def ends_in_text(self, markdown: str) -> bool:
        """Return whether what would follow a Markdown text is no part of its raw HTML."""


def close_blocks(markdown: str, converter: RawHtml) -> tuple[str, list[Loose]]:
    """Close the blocks of raw HTML that an entry leaves open, which would take all that follows.

    Args:
        markdown: The page's Markdown, fenced code taken out of it.
        converter: What converts it.

    Returns:
        The Markdown, and what was not closed. What has no end tag, as a comment, becomes text.
    """
    found: list[Loose] = []
    if HAS_TAG.search(markdown) is None:
        return markdown, found
    parts = []
    for number, stretch in _stretches(markdown):
        part = stretch
        if INSTRUCTION.search(stretch):  # of which Python-Markdown tells twice what follows it
            part = _as_text(stretch, _without_code(stretch), INSTRUCTION)
        if HAS_TAG.search(part) is None or converter.ends_in_text(part):
            parts.append(part)
            continue
        seen = _without_code(part)
        lacking = imbalance(seen)
        ways = _closed_ways(part, seen, closing(lacking.opened))
        parts.append(next(filter(converter.ends_in_text, ways), _as_text(part, part)))
        tags = [tag.text for tag in lacking.unclosed] or UNENDED.findall(part)[:1]
        found += [Loose(number, tag) for tag in tags]
    return "".join(parts), found


def _stretches(markdown: str) -> Iterator[tuple[int | None, str]]:
    """Yield the stretches of the page, and the number of the entry that each belongs to."""
    number, position = None, 0
    for boundary in BOUNDARY.finditer(markdown):
        yield number, markdown[position : boundary.start()]
        yield None, boundary[0]
        number, position = int(boundary[1]) if boundary[1] else None, boundary.end()
    yield number, markdown[position:]


def _closed_ways(part: str, seen: str, end_tags: str) -> Iterator[str]:
    """Yield the ways to close raw HTML, that which keeps most of it first.

    Args:
        part: The Markdown.
        seen: The same without code.
        end_tags: Those of what that leaves open.
    """
    yield _with_end(part, end_tags)
    # Python-Markdown looks for raw HTML before it does for code.
    yield _with_end(part, closing(imbalance(part).opened))
    yield _with_end(_as_text(part, seen, DECLARATION, part.rfind("-->") + 1), end_tags)
    yield _as_text(part, seen)


def _with_end(part: str, end_tags: str) -> str:
    """Return Markdown with end tags on its last line."""
    return f"{part.rstrip()}\n{end_tags}\n\n"


def _as_text(part: str, seen: str, begins: re.Pattern[str] = HAS_TAG, start: int = 0) -> str:
    """Return Markdown in which what begins raw HTML is text.

    Args:
        part: The Markdown.
        seen: The same, blanks being where it stays as it is.
        begins: What begins raw HTML.
        start: Where to begin.
    """
    pieces, position = [], 0
    for found in begins.finditer(seen, start):
        pieces += [part[position : found.start()], "&lt;"]
        position = found.end()
    return "".join([*pieces, part[position:]])


def _without_code(part: str) -> str:
    """Return Markdown in which code is blanks."""
    return blank_code(part, keeps_comments=True)


def loose_items(items: Sequence[str]) -> set[int]:
    """Return the numbers of those pieces of raw HTML that lack a tag by themselves."""
    return {number for number, markup in enumerate(items) if not _is_even(markup)}


def _is_even(markup: str) -> bool:
    """Return whether each element has as many end tags as start tags, if any."""
    if "<" not in markup or COMMENT.fullmatch(markup):
        return True
    if "<!" in markup or "<?" in markup or markup.count('"') % 2 or markup.count("'") % 2:
        return imbalance(markup).is_none
    tags = Counter(END_OR_START.findall(markup))
    names = {name for _, name in tags if not is_void(name)}
    return all(tags["</", name] == tags["<", name] for name in names)


def close_tags(blocks: Sequence[Element], loose: AbstractSet[int], converter: RawHtml) -> list[str]:
    """Close the raw HTML that the blocks of a text leave open, and drop what closes nothing.

    What one block opens and another one closes stays, as `<details>` in a list has it.

    Args:
        blocks: The blocks; they are changed in place.
        loose: The numbers of the pieces of raw HTML that lack a tag by themselves.
        converter: What converts the page.

    Returns:
        The tags that lacked their other half, as they were written.
    """
    numbers = [placeholders(block) for block in blocks]
    whole = list(chain.from_iterable(numbers))
    if loose.isdisjoint(whole):
        return []
    unended = [tag for number in whole if number in loose for tag in _end_item(number, converter)]
    if imbalance("".join(map(converter.raw, whole))).is_none:
        return unended
    pairs = zip(blocks, numbers, strict=True)
    rest = [tag for block, own in pairs for tag in _close_block(block, own, converter)]
    return unended + rest


def _end_item(number: int, converter: RawHtml) -> list[str]:
    """Make text of a tag or a comment that does not end in a piece of raw HTML; return it."""
    markup = converter.raw(number)
    start = imbalance(markup).unended
    if start is None:
        return []
    converter.replace(number, markup[:start] + escape(markup[start:], quote=False))
    return [markup[start:].split("\n", 1)[0].rstrip()]


def _close_block(block: Element, numbers: Sequence[int], converter: RawHtml) -> list[str]:
    """Drop what closes nothing in a block, and close what the block leaves open; return both."""
    pieces = [converter.raw(number) for number in numbers]
    markup = "".join(pieces)
    found = imbalance(markup)
    begins = [0, *accumulate(map(len, pieces))]
    for start, end in reversed(found.stray):
        piece = bisect_right(begins, start) - 1
        first, last, text = start - begins[piece], end - begins[piece], pieces[piece]
        pieces[piece] = text[:first] + text[last:]
        converter.replace(numbers[piece], pieces[piece])
    if found.unclosed:
        _append(block, closing(found.unclosed), converter)
    dropped = [markup[start:end] for start, end in found.stray]
    return [*dropped, *(tag.text for tag in found.unclosed if not tag.text.endswith("/>"))]


def closed(markup: str) -> str:
    """Return HTML that opens all that it closes, and closes all that it opens."""
    found = imbalance(markup)
    ends = [0, *chain.from_iterable(found.stray), len(markup)]
    kept = "".join(markup[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True))
    return kept + closing(found.unclosed)


def _append(block: Element, markup: str, converter: RawHtml) -> None:
    """Put raw HTML at the end of a block."""
    alone = RAW_PLACEHOLDER.fullmatch(block.text or "")
    if alone and not len(block):  # a block of raw HTML, which must stay alone to be one
        converter.replace(int(alone[1]), converter.raw(int(alone[1])) + markup)
    elif len(block):
        block[-1].tail = (block[-1].tail or "") + converter.store(markup)
    else:
        block.text = (block.text or "") + converter.store(markup)
