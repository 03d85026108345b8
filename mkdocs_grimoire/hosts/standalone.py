"""The Markdown extension `grimoire`: the glossary in hosts that have no plugins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mkdocs_grimoire.builds.build import Build, Page
from mkdocs_grimoire.builds.extension import (
    GrimoireExtension,
    MarkdownConverter,
    MarkdownExtension,
    leave_out_of_toc,
    slugifier_of,
)
from mkdocs_grimoire.builds.page_options import option_findings, page_options
from mkdocs_grimoire.builds.settings import Settings, read_settings
from mkdocs_grimoire.findings.diagnostics import Level
from mkdocs_grimoire.hosts.globs import named_by
from mkdocs_grimoire.hosts.known import known_build
from mkdocs_grimoire.hosts.pluginless import Document, document_of
from mkdocs_grimoire.sources.includes import included_by
from mkdocs_grimoire.sources.reading import decode

OWN = ("root", "path", "page_url")
"""The options of documents that no host knows."""

OF_ALL_PAGES = frozenset({"unused", "acronym"})
"""Rules that need to know all pages at once; here a page is converted when it has changed."""


def make_extension(**said: Any) -> MarkdownExtension:
    """Return the extension, as `markdown.Markdown` takes one among its `extensions`.

    Args:
        **said: The options; and, where there is no host, `root`, the folder of the documents,
            `path`, that of the document in it, and `page_url`, the address of the glossary page.

    Raises:
        ValueError: If an option is unknown or wrong; it names the option.
    """
    alone = {name: str(said.pop(name)) for name in OWN if name in said}
    session = Session(read_settings(said), alone)
    return GrimoireExtension(session.work_on, session)


class Session:
    """Links the documents of one extension, one after another; it is an `extension.Frame`."""

    def __init__(self, settings: Settings, alone: Mapping[str, str]) -> None:
        """Begin.

        Args:
            settings: The options. Backlinks need all pages, and are none here.
            alone: What a user says who has no host.
        """
        levels = {
            rule: Level.IGNORE if rule.key in OF_ALL_PAGES else level
            for rule, level in settings.validation.items()
        }
        self._settings = replace(settings, backlinks=False, validation=levels)
        self._is_excluded = named_by(settings.exclude)
        self._alone = alone
        self._memory: dict[str, Any] = {}
        self._work: tuple[Build, Page] | None = None
        self._document: Document | None = None
        self._makes_cards = False

    def work_on(self, md: MarkdownConverter) -> tuple[Build, Page] | None:
        """Return the build and the page for the document that a converter begins."""
        if self._makes_cards:
            return self._work
        self._work = None
        document = document_of(md, self._settings.page, self._alone, self._memory)
        if document is not None:
            self._begin(md, document)
        return self._work

    def _begin(self, md: MarkdownConverter, document: Document) -> None:
        """Begin a document of a site."""
        build = known_build(document, self._settings, lambda: slugifier_of(md))
        if self._settings.tooltips and build.glossary.entries and not build.cards:
            self._make_cards(md, build, document)
        own, page = build.begun(), self._page(document)
        own.findings += option_findings(page.path, page.read(), page.options)
        if document.is_first:
            own.findings += build.findings
        self._work, self._document = (own, page), document

    def _make_cards(self, md: MarkdownConverter, build: Build, document: Document) -> None:
        """Convert the glossary page for its cards, before the document with the same converter."""
        page = replace(
            self._page(document),
            path=self._settings.page,
            url=document.glossary_url,
            to_glossary="",
        )
        self._work, self._makes_cards = (build.begun(), page), True
        try:
            md.convert(self._settings.page)  # `before` puts the page in its place
        finally:
            self._makes_cards = False
            md.reset()

    def _page(self, document: Document) -> Page:
        """Return a document as a page."""
        path, file = document.path, document.docs / document.path

        def read() -> str:
            return decode(path, file.read_bytes())[0] if file.is_file() else ""

        return Page(
            path=path,
            url=path,
            to_glossary=document.to_glossary,
            options=page_options(
                document.meta.get("grimoire"),
                self._settings.autolink,
                is_excluded=self._is_excluded(path),
            ),
            read=read,
            included=lambda: included_by(path, read(), document.snippets, document),
        )

    def before(self, markdown: str) -> str:
        """Return the Markdown that is to be converted in place of a document's own."""
        if self._work is None:
            return markdown
        build, page = self._work
        made = build.markdown(page.path, markdown)
        return markdown if made is None else made

    def after(self, md: MarkdownConverter, html: str) -> str:
        """Return the HTML of a document with its cards, and with what reports its findings."""
        if self._work is None or self._document is None or self._makes_cards:
            return html
        build, page = self._work
        if build.is_glossary(page):
            html = build.furnish(html, lambda _: ())
            if build.is_long:
                leave_out_of_toc(md, build.glossary.by_anchor)
        cards = build.page_cards(page.path, page.url)
        if cards:
            html += f"<div data-search-exclude hidden>{cards}</div>"
        level = self._settings.level
        findings = build.finish(has_all_pages=build.is_glossary(page))
        heard = [(level(found.problem.rule), f"grimoire: {found}") for found in findings]
        return html + self._document.report(item for item in heard if item[0] is not Level.IGNORE)
