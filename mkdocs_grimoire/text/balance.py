"""Finds the tags of raw HTML that lack their other half."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from html.parser import HTMLParser
from itertools import chain
from typing import NamedTuple

# fmt: off
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})
"""Elements that have no end tag (WHATWG, 13.1.2)."""

PAGE = frozenset({"body", "frameset", "head", "html"})
"""Elements that a page has already, so that a browser passes over their start tags."""

SELF_ENDING = frozenset({
    "caption", "colgroup", "dd", "dt", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td",
    "tfoot", "th", "thead", "tr",
})
"""Elements whose end tag may be left out (WHATWG, 13.1.2.4)."""

FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})
"""Elements that a browser opens again behind the end of what they stand in (WHATWG, 13.2.4.3)."""

SCOPES = frozenset({
    "applet", "caption", "marquee", "object", "select", "table", "td", "template", "th",
})
"""Elements out of which no end tag reaches (WHATWG, 13.2.4.2)."""

TABLE_PARTS = SELF_ENDING & {"caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"}
"""Elements whose end tag reaches out of all of them but tables and templates."""

ENDS_PARAGRAPH = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "li", "listing", "main", "menu", "nav", "ol", "p", "plaintext",
    "pre", "search", "section", "summary", "table", "ul", "xmp",
})
"""Elements whose start tag ends a paragraph (WHATWG, 13.2.6.4.7)."""

FOREIGN = ("math", "svg")
"""Elements of other languages."""

SPECIAL = SCOPES | SELF_ENDING | ENDS_PARAGRAPH | {
    "button", "iframe", "noembed", "noframes", "script", "style", "textarea", "title",
}
"""Elements that the end tag of what they stand in leaves open, but for those of such elements."""
# fmt: on


class OpenTag(NamedTuple):
    """A start tag without an end tag."""

    name: str
    """The element."""
    text: str
    """The tag as it is written."""


class Imbalance(NamedTuple):
    """What a text has of tags that lack their other half."""

    opened: tuple[OpenTag, ...]
    """What is not closed, in order."""
    stray: tuple[tuple[int, int], ...]
    """Where the end tags of what has not been opened begin and end, in order."""
    unended: int | None
    """Where a tag or a comment begins that does not end in the text."""

    @property
    def unclosed(self) -> tuple[OpenTag, ...]:
        """What is not closed, and should be."""
        return tuple(tag for tag in self.opened if tag.name not in SELF_ENDING)

    @property
    def is_none(self) -> bool:
        """Whether no tag lacks its other half."""
        return not (self.unclosed or self.stray) and self.unended is None


def is_void(name: str) -> bool:
    """Return whether an element has no end tag, or is none of HTML but a mark of another plugin."""
    return name.lower() in VOID or ":" in name


def imbalance(markup: str) -> Imbalance:
    """Return the tags of raw HTML that lack their other half."""
    tags = _Tags(markup)
    return Imbalance(tuple(tags.opened), tuple(tags.stray), next(iter(tags.unended), None))


def closing(opened: Sequence[OpenTag]) -> str:
    """Return the end tags of what is not closed."""
    return "".join(f"</{tag.name}>" for tag in reversed(opened))


class _Tags(HTMLParser):
    """Goes through the tags of a text, as a browser does that builds a tree of them."""

    CDATA_CONTENT_ELEMENTS = (  # type: ignore[misc] # of which Python's parser knows two
        *("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"),
    )

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=False)
        self._markup = markup
        self._lines = [0, *(found.end() for found in re.finditer("\n", markup))]
        self._opened: list[OpenTag | None] = []
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)  # of `_opened`, by name
        self._special: list[int] = []  # numbers as well
        self.left: defaultdict[str, list[OpenTag]] = defaultdict(list)
        self.stray: list[tuple[int, int]] = []
        self.unended: list[int] = []
        with suppress(AssertionError):  # which Python's parser raises at `<![x[`
            self.feed(markup)
            if self.rawdata.startswith("<") and self.cdata_elem is None:
                self.unended.append(len(markup) - len(self.rawdata))

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's
        if tag in ENDS_PARAGRAPH:
            self._close("p")
        if tag == "plaintext":
            self.unended.append(self._position)  # all that follows would be its text
        elif not self._is_passed_over(tag):
            self._numbers[tag].append(len(self._opened))
            if tag in SPECIAL:
                self._special.append(len(self._opened))
            self._opened.append(OpenTag(tag, self.get_starttag_text() or ""))

    def _is_passed_over(self, tag: str) -> bool:
        """Return whether a browser makes no element of a start tag, or an empty one."""
        if tag in TABLE_PARTS:
            return self._last(["table", "template"]) < 0
        return is_void(tag) or tag in PAGE

    @property
    def opened(self) -> Iterator[OpenTag]:
        """What is open, in order."""
        yield from chain.from_iterable(self.left.values())
        yield from filter(None, self._opened)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if self._last(FOREIGN) < 0:  # only there the slash means anything
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._close(tag) or tag == "p" or is_void(tag):  # `</p>` alone is an empty paragraph
            return
        if self.left[tag]:
            self.left[tag].pop()
            return
        start = self._position
        self.stray.append((start, self._markup.find(">", start) + 1 or len(self._markup)))

    @property
    def _position(self) -> int:
        """Where the tag at hand begins."""
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _close(self, name: str) -> bool:
        """Close an element, and with it what has been opened in it; return whether that is done.

        A browser opens formatting elements again behind the end of what they stand in, and lets
        them end before what stands in them.
        """
        number = self._last([name])
        if number < 0 or number < self._last(_ends(name)):
            return False
        if name not in SPECIAL and self._last_special() > number:
            if name in FORMATTING:
                self._numbers[name].pop()
                self._opened[number] = None
            return name in FORMATTING
        while len(self._opened) > number:
            self._pop(is_asked=len(self._opened) == number + 1)
        return True

    def _pop(self, *, is_asked: bool) -> None:
        """Take out the last open element."""
        tag = self._opened.pop()
        if tag is None:
            return
        self._numbers[tag.name].pop()
        if tag.name in SPECIAL:
            self._special.pop()
        if tag.name in FORMATTING and not is_asked:
            self.left[tag.name].append(tag)

    def _last_special(self) -> int:
        """Return the number of the last open element that is special, or -1."""
        return self._special[-1] if self._special else -1

    def _last(self, names: Iterable[str]) -> int:
        """Return the number of the last open element with one of some names, or -1."""
        return max(self._numbers[name][-1] if self._numbers[name] else -1 for name in names)


def _ends(name: str) -> Iterable[str]:
    """Return the elements out of which the end tag of an element does not reach."""
    if name == "template":
        return ("template",)
    return ("table", "template") if name in TABLE_PARTS or name == "table" else SCOPES
