"""The Markdown edge: the only module that knows Python-Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, AtomicString

from mkdocs_grimoire.build import Build, Math, Page
from mkdocs_grimoire.cards import card, card_content
from mkdocs_grimoire.definitions import (
    Definition,
    complete,
    definitions_begin,
    find_definitions,
    find_raw,
)
from mkdocs_grimoire.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.entry import Entry
from mkdocs_grimoire.formulas import BLOCK, FORMULA, Formula, block_formula, formula
from mkdocs_grimoire.linker import Linker
from mkdocs_grimoire.mathml import RefusedFormulaError, to_mathml
from mkdocs_grimoire.page import safe_heading
from mkdocs_grimoire.references import Origin, References
from mkdocs_grimoire.uses import Section

MARKUP = re.compile(r"[\\`*_\[\]<>&$!]")
"""What makes the Markdown of a heading differ from its text."""

TERM_LINK = re.compile(r"<(term:[^<>]+)>", re.IGNORECASE)

LONG = 40
"""Characters of TeX from which a formula may be broader than a phone, and scrolls in its box."""


class GrimoireExtension(Extension):
    """Links the terms of each document that is converted.

    The build and the page are asked for at each conversion: a host makes the extension before it
    has read the glossary, and may convert several pages with one converter.
    """

    def __init__(
        self, build: Callable[[], Build | None], page: Callable[[Markdown], Page | None]
    ) -> None:
        """Take the host's answers.

        Args:
            build: Returns the build at hand, or None if there is no glossary.
            page: Returns the page that is being converted, or None if it is none of the site.
        """
        super().__init__()
        self._build = build
        self._page = page

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors.

        | processor | kind | priority | because |
        |---|---|---|---|
        | `_Begin` | pre | 200 | before any other, since all ask for the page |
        | `_Prepare` | pre | 24 | after snippets (32) and fenced code (25), before raw HTML (20) |
        | `_Formulas` | inline | 189.95 | after code spans (190), before arithmatex (189.9) |
        | `_TermLinks` | inline | 125 | after links (160), before autolinks (120) and HTML (90) |
        | `_Marked` | tree | 6.5 | after attr_list (8), before toc (5) gives ids to headings |
        | `_Occurrences` | tree | 4.5 | after both; before relpath (0) makes URLs of the links |
        | `_Cards` | tree | -5 | after relpath and unescape (0), when the page is done |
        """
        work = _Conversion(md, self._build, self._page)
        md.preprocessors.register(_Begin(work), "grimoire-begin", 200)
        md.preprocessors.register(_Prepare(work), "grimoire-prepare", 24)
        md.treeprocessors.register(_Marked(work), "grimoire-marked", 6.5)
        md.treeprocessors.register(_Occurrences(work), "grimoire-occurrences", 4.5)
        md.treeprocessors.register(_Cards(work), "grimoire-cards", -5)


class _Conversion:
    """What the processors of one converter share while it converts a document."""

    def __init__(
        self,
        md: Markdown,
        build: Callable[[], Build | None],
        page: Callable[[Markdown], Page | None],
    ) -> None:
        self.md = md
        self._ask_build = build
        self._ask_page = page
        self.begin()

    def begin(self, *, ask: bool = False) -> None:
        """Forget the last document."""
        self.build = self._ask_build() if ask else None
        self.page = self._ask_page(self.md) if self.build else None
        self.references: dict[Element, Entry] = {}
        self.definitions: list[Definition] = []
        self.refused: dict[int, tuple[Formula, str]] = {}
        self._sections: dict[str, Section] = {}
        self._titles: dict[str, str] = {}

    @property
    def has_definitions(self) -> bool:
        """Whether the document is the glossary page."""
        return bool(self.build and self.page and self.build.is_glossary(self.page))

    @property
    def converts_formulas(self) -> bool:
        """Whether the formulas of the document become MathML."""
        return bool(self.has_definitions and self.build and self.build.options.math is Math.MATHML)

    def store_formula(self, found: Formula, tag: str) -> str:
        """Convert a formula and return the placeholder of its HTML."""
        number = self.md.htmlStash.html_counter
        try:
            is_wide = found.is_display or len(found.tex) > LONG
            classes = "grimoire-math grimoire-wide" if is_wide else "grimoire-math"
            mathml = to_mathml(found.tex, is_display=found.is_display)
            markup = f'<{tag} class="{classes}" data-search-exclude>{mathml}</{tag}>'
        except RefusedFormulaError as error:
            self.refused[number] = found, str(error)
            opening, closing = ("\\[", "\\]") if found.is_display else ("\\(", "\\)")
            tex = html.escape(f"{opening}{found.tex}{closing}", quote=False)
            markup = f'<{tag} class="arithmatex">{tex}</{tag}>'
        return self.md.htmlStash.store(markup)

    def raw(self, number: int) -> str:
        """Return the raw HTML that a placeholder stands for."""
        blocks = self.md.htmlStash.rawHtmlBlocks
        return str(blocks[number]) if number < len(blocks) else ""

    def is_atomic(self, text: str) -> bool:
        """Return whether a node's text is one that nobody may touch."""
        return isinstance(text, AtomicString)

    def href(self, entry: Entry) -> str:
        """Return the link from the document to an entry."""
        return f"{self.page.to_glossary}#{entry.anchor}" if self.page else ""

    def section(self, heading: Element) -> Section | None:
        """Return the section that a heading begins, or None for the title of the page."""
        anchor = heading.get("id", "")
        if heading.tag == "h1" or not anchor:
            return None
        if anchor not in self._sections:
            if not self._sections:
                self._titles = _titles(getattr(self.md, "toc_tokens", []))
            title = self._titles.get(anchor) or " ".join("".join(heading.itertext()).split())
            self._sections[anchor] = Section(anchor, title)
        return self._sections[anchor]

    def serialize(self, element: Element) -> str:
        """Return the HTML of an element, its placeholders resolved as conversion ends with."""
        markup = self.md.serializer(element)
        while (resolved := HTML_PLACEHOLDER_RE.sub(self._resolve, markup)) != markup:
            markup = resolved
        return markup.replace(AMP_SUBSTITUTE, "&")

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
    """Begins a conversion: asks for the page."""

    def __init__(self, work: _Conversion) -> None:
        super().__init__(work.md)
        self._work = work

    def run(self, lines: list[str]) -> list[str]:
        self._work.begin(ask=True)
        return lines


class _Prepare(Preprocessor):
    """Adds the inline processors that a document needs, since each costs time on every text.

    On the glossary page it also takes out formulas that are blocks, before Markdown damages them.
    """

    def __init__(self, work: _Conversion) -> None:
        super().__init__(work.md)
        self._work = work

    def run(self, lines: list[str]) -> list[str]:
        work, patterns = self._work, self.md.inlinePatterns
        patterns.deregister("grimoire-formulas", strict=False)
        patterns.deregister("grimoire-term-links", strict=False)
        text = "\n".join(lines)
        if work.page and TERM_LINK.search(text):
            patterns.register(_TermLinks(work.md), "grimoire-term-links", 125)
        if not work.converts_formulas:
            return lines
        patterns.register(_Formulas(work), "grimoire-formulas", 189.95)
        return BLOCK.sub(self._store, text).split("\n")

    def _store(self, found: re.Match[str]) -> str:
        return f"\n{self._work.store_formula(block_formula(found), 'div')}\n"


class _Formulas(InlineProcessor):
    """Takes formulas, and the dollars that are money, out of the text of the glossary page."""

    def __init__(self, work: _Conversion) -> None:
        super().__init__(FORMULA.pattern, work.md)
        self.compiled_re = FORMULA
        self._work = work

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name and types
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        found = formula(m)
        # A dollar that is money is stored as well, lest arithmatex takes it for math.
        shown = self._work.store_formula(found, "span") if found else "$"
        return shown, m.start(), m.end()


class _TermLinks(InlineProcessor):
    """Makes links of `<term:name>`; what they lead to is resolved with all other links."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(TERM_LINK.pattern, md)
        self.compiled_re = TERM_LINK

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name and types
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return Element("a", {"href": m[1]}), m.start(), m.end()


class _Marked(Treeprocessor):
    """Resolves what the author marked: references, and on the glossary page the entries."""

    def __init__(self, work: _Conversion) -> None:
        super().__init__(work.md)
        self._work = work

    def run(self, root: Element) -> None:
        work = self._work
        if work.build is None or work.page is None:
            return
        references = self._references(work.build, work.page, root)
        if work.has_definitions:
            self._take_definitions(work.build, work.page, references, root)
        else:
            references.resolve(root, work.build.origin(work.page))
        work.references = references.resolved
        work.build.findings += references.findings

    def _references(self, build: Build, page: Page, root: Element) -> References:
        own = (
            {element.get("id", "") for element in root.iter()} if self._work.has_definitions else ()
        )
        return References(
            build.glossary,
            page=page.path,
            glossary_page=build.options.page,
            other_anchors=build.other_anchors.union(own),
            href=self._work.href,
        )

    def _take_definitions(
        self, build: Build, page: Page, references: References, root: Element
    ) -> None:
        """Resolve the links of the glossary page and complete its entries."""
        found = find_definitions(root, build.layout.entries, self._work.raw)
        owned: dict[Element, Definition] = {}
        for definition in found:
            for block in (definition.heading, *definition.blocks, definition.short):
                if block is not None:
                    owned[block] = definition
        outside = build.origin(page)
        origins = {definition.entry: build.origin(page, definition.entry) for definition in found}
        for child in root:
            owner = owned.get(child)
            references.resolve(child, origins[owner.entry] if owner else outside)
        backlinks = build.options.backlinks
        links, findings = complete(root, found, build.glossary, backlinks=backlinks)
        references.resolved.update(links)
        build.findings += findings
        for definition in found:
            self._report_refused(build, definition, origins[definition.entry])
        self._work.definitions = found

    def _report_refused(self, build: Build, definition: Definition, origin: Origin) -> None:
        """Report the formulas of an entry that could not be converted."""
        refused = self._work.refused
        for number in find_raw(definition, refused) if refused else ():
            found, reason = refused[number]
            problem, place = Problem.REFUSED_FORMULA, origin.place(found.tex)
            build.findings.append(Diagnostic(place, problem, found.tex, reason))


class _Occurrences(Treeprocessor):
    """Links the terms that stand in prose, and notes all uses."""

    def __init__(self, work: _Conversion) -> None:
        super().__init__(work.md)
        self._work = work

    def run(self, root: Element) -> None:
        work = self._work
        if work.build is None or work.page is None:
            return
        linker = Linker(work.build.matcher, work, work.page.autolink)
        begins = definitions_begin(root, work.definitions)
        work.build.uses.add(work.page.path, linker.link(root, work.references, begins))


class _Cards(Treeprocessor):
    """Makes the cards of the finished glossary page."""

    def __init__(self, work: _Conversion) -> None:
        super().__init__(work.md)
        self._work = work

    def run(self, root: Element) -> None:
        for definition in self._work.definitions:
            if self._work.build and self._work.page and self._work.build.options.tooltips:
                made = self._card(definition, self._work.page.url)
                self._work.build.cards[definition.entry] = made
        shorts = {definition.short for definition in self._work.definitions} - {None}
        if shorts:
            root[:] = [child for child in root if child not in shorts]

    def _card(self, definition: Definition, page_url: str) -> str:
        """Return the card of an entry."""
        self.md.treeprocessors["unescape"].run(definition.title)
        title = self._work.serialize(card_content(definition.title, page_url))
        inner = title[title.index(">") + 1 : title.rindex("<")]
        block = definition.first
        content = self._work.serialize(card_content(block, page_url)) if block is not None else ""
        return card(definition.entry, inner, content)


def slugifier(configs: Mapping[str, Any]) -> Callable[[str], str]:
    """Return the site's slug of a text.

    Args:
        configs: The options of all Markdown extensions, by name.
    """
    toc = TocExtension(**(configs.get("toc") or {}))
    slugify, separator = toc.getConfig("slugify"), toc.getConfig("separator")
    return lambda text: str(slugify(text, separator))


def heading_text(md: Markdown) -> Callable[[str], str]:
    """Return a function that turns the Markdown of a heading into its text.

    Args:
        md: A converter without extensions, used for headings that have any markup.
    """

    def text(markdown: str) -> str:
        if MARKUP.search(markdown):
            plain = FORMULA.sub(_formula_text, safe_heading(markdown))
            markdown = html.unescape(re.sub(r"<[^>]*>", "", md.reset().convert(plain)))
        return " ".join(markdown.split())

    return text


def _formula_text(found: re.Match[str]) -> str:
    shown = formula(found)
    return shown.tex if shown else found[0]
