"""The Markdown edge: the only module that knows Python-Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Container, Mapping
from typing import Any, Protocol
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, AtomicString, HtmlStash

from mkdocs_grimoire.builds.build import Build, Page
from mkdocs_grimoire.builds.conversion import Conversion
from mkdocs_grimoire.builds.mathml import to_mathml
from mkdocs_grimoire.pages.page import safe_heading
from mkdocs_grimoire.text.formulas import BLOCK, FORMULA, Formula, block_formula, formula

MarkdownConverter = Markdown
"""For a host that is handed one and need not know more of it."""

MarkdownExtension = Extension
"""For a host that hands one on."""

WorkOn = Callable[[Markdown], tuple[Build, Page] | None]


class Frame(Protocol):
    """What a host that has no events does before and after a conversion."""

    def before(self, markdown: str) -> str:
        """Return the Markdown that is to be converted in place of a document's own."""

    def after(self, md: Markdown, html: str) -> str:
        """Return the HTML of a document, completed."""


MARKUP = re.compile(r"[\\`*_\[\]<>&$!]")
"""What makes the Markdown of a heading differ from its text."""

TERM_LINK = re.compile(r"<(term:[^<>]+)>", re.IGNORECASE)

BLOCK_PLACEHOLDER = re.compile(f"<p>{HTML_PLACEHOLDER_RE.pattern}</p>")
"""What stands for raw HTML that may be a block."""

TEXT = "grimoire <!-- -->"
"""Stands for what follows a text, and has what would end a comment or a declaration."""

FORMULAS = "grimoire-formulas"
TERM_LINKS = "grimoire-term-links"


class GrimoireExtension(Extension):
    """Links the terms of each document that is converted.

    The build and the page are asked for at each conversion: a host makes the extension before it
    has read the glossary, and may convert several pages with one converter.
    """

    def __init__(self, work_on: WorkOn, frame: Frame | None = None) -> None:
        """Take the host's answers.

        Args:
            work_on: Returns the build at hand and the page that a converter converts, or None if
                there is no glossary or the document is no page of the site.
            frame: What is done around a conversion; None where the host's events do it.
        """
        super().__init__()
        self._work_on = work_on
        self._frame = frame

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors.

        | processor | kind | priority | because |
        |---|---|---|---|
        | `_Begin` | pre | 200 | before any other, since all ask for the conversion |
        | `_Prepare` | pre | 24 | after snippets (32) and fenced code (25), before raw HTML (20) |
        | `_Formulas` | inline | 189.95 | after code spans (190), before arithmatex (189.9) |
        | `_TermLinks` | inline | 125 | after links (160), before autolinks (120) and HTML (90) |
        | `resolve` | tree | 6.5 | after attr_list (8), before toc (5) gives ids to headings |
        | `link` | tree | 3.5 | after toc (5), captions and docstrings (4), before relpath (0) |
        | `make_cards` | tree | -5 | after relpath and unescape (0), when the page is done |
        | `_Finish` | post | -100 | after all others, when the HTML is |
        """
        work = _Work(md)
        md.preprocessors.register(_Begin(work, self._work_on, self._frame), "grimoire-begin", 200)
        md.preprocessors.register(_Prepare(work), "grimoire-prepare", 24)
        md.treeprocessors.register(_Step(work, Conversion.resolve), "grimoire-resolve", 6.5)
        md.treeprocessors.register(_Step(work, Conversion.link), "grimoire-link", 3.5)
        last = _Step(work, Conversion.make_cards, is_last=True)
        md.treeprocessors.register(last, "grimoire-cards", -5)
        if self._frame is not None:
            md.postprocessors.register(_Finish(work, self._frame), "grimoire-finish", -100)


class _Work:
    """Answers for one converter, and has the conversion that its processors share."""

    atomic: type[str] = AtomicString

    def __init__(self, md: Markdown) -> None:
        self.md = md
        self.begin(None)

    def begin(self, conversion: Conversion | None) -> None:
        """Begin a document; None if it is no page of the site."""
        self.conversion = conversion
        self.is_done = False
        self._titles: dict[str, str] = {}

    def store_formula(self, found: Formula, tag: str) -> str:
        """Return the placeholder of a formula's HTML."""
        if self.conversion is None:
            return found.tex
        number = self.md.htmlStash.html_counter
        return self.store(self.conversion.formulas.html(found, tag, number))

    @property
    def raw_items(self) -> list[str]:
        return [str(item) for item in self.md.htmlStash.rawHtmlBlocks]

    def raw(self, number: int) -> str:
        blocks = self.md.htmlStash.rawHtmlBlocks
        return str(blocks[number]) if number < len(blocks) else ""

    def store(self, markup: str) -> str:
        return self.md.htmlStash.store(markup)

    def replace(self, number: int, markup: str) -> None:
        self.md.htmlStash.rawHtmlBlocks[number] = markup

    def ends_in_text(self, markdown: str) -> bool:
        if "html_block" not in self.md.preprocessors:
            return True
        stash, self.md.htmlStash = self.md.htmlStash, HtmlStash()  # which is for this time alone
        try:
            lines = self.md.preprocessors["html_block"].run(f"{markdown}\n\n{TEXT}".split("\n"))
        finally:
            self.md.htmlStash = stash
        return lines[-1] == TEXT and lines.count(TEXT) == 1  # for it may be told twice

    def title(self, heading: Element) -> str:
        # The table of contents is without permalinks and footnote marks, the heading is not.
        if not self._titles:
            self._titles = _titles(getattr(self.md, "toc_tokens", []))
        title = self._titles.get(heading.get("id", ""), "")
        return title or " ".join("".join(heading.itertext()).split())

    def serialize(self, element: Element) -> str:
        # What was copied before the end of the conversion still has escapes in it.
        self.md.treeprocessors["unescape"].run(element)
        markup = BLOCK_PLACEHOLDER.sub(self._resolve_block, self.md.serializer(element))
        # Raw HTML may have raw HTML in it, as a link in a formula's text.
        while (resolved := HTML_PLACEHOLDER_RE.sub(self._resolve, markup)) != markup:
            markup = resolved
        return markup.replace(AMP_SUBSTITUTE, "&")

    def _resolve_block(self, found: re.Match[str]) -> str:
        """Return raw HTML in place of the paragraph that holds it, if it is a block."""
        raw = self.raw(int(found[1]))
        tag = re.match(r"</?([^\s>]+)", raw)
        return raw if tag and self.md.is_block_level(tag[1]) else found[0]

    def _resolve(self, found: re.Match[str]) -> str:
        return self.raw(int(found[1]))


def _titles(tokens: list[dict[str, Any]]) -> dict[str, str]:
    """Return the title of each heading in the table of contents by its fragment."""
    titles: dict[str, str] = {}
    for token in tokens:
        titles[token["id"]] = html.unescape(token["name"])
        titles.update(_titles(token["children"]))
    return titles


class _Begin(Preprocessor):
    """Begins a conversion: asks for the build and the page."""

    def __init__(self, work: _Work, work_on: WorkOn, frame: Frame | None) -> None:
        super().__init__(work.md)
        self._work = work
        self._work_on = work_on
        self._frame = frame

    def run(self, lines: list[str]) -> list[str]:
        at_hand = self._work_on(self._work.md)
        conversion = Conversion(*at_hand, self._work, to_mathml) if at_hand else None
        self._work.begin(conversion)
        if conversion is None or self._frame is None:
            return lines
        return self._frame.before("\n".join(lines)).split("\n")


class _Finish(Postprocessor):
    """Ends a conversion, where the host has no event for that."""

    def __init__(self, work: _Work, frame: Frame) -> None:
        super().__init__(work.md)
        self._work = work
        self._frame = frame

    def run(self, text: str) -> str:
        # Python-Markdown's `toc` asks the postprocessors for each heading as well.
        if not self._work.is_done:
            return text
        self._work.is_done = False
        return self._frame.after(self._work.md, text)


class _Prepare(Preprocessor):
    """Adds the inline processors that a document needs, since each costs time on every text.

    On the glossary page it also takes out formulas that are blocks, before Markdown damages them,
    and closes raw HTML.
    """

    def __init__(self, work: _Work) -> None:
        super().__init__(work.md)
        self._work = work

    def run(self, lines: list[str]) -> list[str]:
        patterns, conversion = self._work.md.inlinePatterns, self._work.conversion
        patterns.deregister(FORMULAS, strict=False)
        patterns.deregister(TERM_LINKS, strict=False)
        if conversion is None:
            return lines
        text = "\n".join(lines)
        if TERM_LINK.search(text):
            patterns.register(_TermLinks(self._work.md), TERM_LINKS, 125)
        if not conversion.is_glossary:
            return lines
        if conversion.converts_formulas:
            patterns.register(_Formulas(self._work), FORMULAS, 189.95)
            text = BLOCK.sub(self._store, text)
        return conversion.close_blocks(text).split("\n")

    def _store(self, found: re.Match[str]) -> str:
        return f"\n{self._work.store_formula(block_formula(found), 'div')}\n"


class _Formulas(InlineProcessor):
    """Takes formulas, and the dollars that are money, out of the text of the glossary page."""

    def __init__(self, work: _Work) -> None:
        super().__init__(FORMULA.pattern, work.md)
        self.compiled_re = FORMULA
        self._work = work

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name and types
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        found = formula(m)
        # A dollar that is money is taken out as well, lest arithmatex finds math in it.
        shown = self._work.store_formula(found, "span") if found else "$"
        return shown, m.start(), m.end()


class _TermLinks(InlineProcessor):
    """Makes links of `<term:name>`; where they lead is resolved with all other links."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(TERM_LINK.pattern, md)
        self.compiled_re = TERM_LINK

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name and types
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return Element("a", {"href": m[1]}), m.start(), m.end()


class _Step(Treeprocessor):
    """Takes one step of the conversion."""

    def __init__(
        self, work: _Work, take: Callable[[Conversion, Element], None], *, is_last: bool = False
    ) -> None:
        super().__init__(work.md)
        self._work = work
        self._take = take
        self._is_last = is_last

    def run(self, root: Element) -> None:
        if self._work.conversion is not None:
            self._take(self._work.conversion, root)
            self._work.is_done = self._is_last


def slugifier(configs: Mapping[str, Any]) -> Callable[[str], str]:
    """Return the site's slug of a text.

    Args:
        configs: The options of all Markdown extensions, by name.
    """
    toc = TocExtension(**(configs.get("toc") or {}))
    slugify, separator = toc.getConfig("slugify"), toc.getConfig("separator")
    return lambda text: str(slugify(text, separator))


def slugifier_of(md: Markdown) -> Callable[[str], str]:
    """Return the slug that a converter gives to headings: its `toc`'s, or the default one."""
    if "toc" not in md.treeprocessors:
        return slugifier({})
    toc: Any = md.treeprocessors["toc"]
    return lambda text: str(toc.slugify(text, toc.sep))


def leave_out_of_toc(md: Markdown, anchors: Container[str]) -> None:
    """Take headings out of the table of contents that a host makes of a conversion."""
    md.toc_tokens = _without(getattr(md, "toc_tokens", []), anchors)  # type: ignore[attr-defined] # `toc` sets it


def _without(tokens: list[dict[str, Any]], anchors: Container[str]) -> list[dict[str, Any]]:
    """Return the headings of a table of contents but for some, at any depth."""
    kept = [token for token in tokens if token["id"] not in anchors]
    return [{**token, "children": _without(token["children"], anchors)} for token in kept]


def heading_text() -> Callable[[str], str]:
    """Return a function that turns the Markdown of a heading into its text."""
    md = Markdown()

    def text(markdown: str) -> str:
        if MARKUP.search(markdown):
            plain = FORMULA.sub(_formula_text, safe_heading(markdown))
            markdown = html.unescape(re.sub(r"<[^>]*>", "", md.reset().convert(plain)))
        return " ".join(markdown.split())

    return text


def _formula_text(found: re.Match[str]) -> str:
    """Return what a formula, or a dollar, is in a label."""
    shown = formula(found)
    return shown.tex if shown else found[0].removeprefix("\\")
