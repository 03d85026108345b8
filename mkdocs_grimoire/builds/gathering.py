"""Which files of a site are sources, and what its pages define, in any host."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Protocol

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.pages.sections import SectionForm, TermSection, has_sections
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.includes import Folders, shown_path
from mkdocs_grimoire.sources.parsing import parse_all
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.reading import Named, SourceReader, decode
from mkdocs_grimoire.sources.source import Group, Parsed, Source


class SiteFiles(Folders, Protocol):
    """The files of a site, as a host knows them. All paths are docs paths.

    Sources are relative to its root, the folder of the configuration.
    """

    @property
    def config_name(self) -> str:
        """How findings name the configuration."""

    def paths(self) -> Iterable[str]:
        """Return all files that the site has, pages and others."""

    def pages(self) -> Iterable[str]:
        """Return its pages."""

    def listed(self) -> Iterable[str]:
        """Return the pages that its navigation names."""

    def has(self, path: str) -> bool:
        """Return whether there is a file, in the site or left out of it."""

    def file(self, path: str) -> Path | None:
        """Return where a file is on disk, or None if it is not."""

    def content(self, path: str) -> bytes:
        """Return what is in a file, or raise `OSError`."""

    def body(self, text: str) -> str:
        """Return the text of a page without its front matter."""

    def found(self, path: str) -> str:
        """Return the docs path of the file that the host finds for a link to a path."""

    def translated(self, path: Path) -> Path | None:
        """Return the file to read for a source, in the language at hand; None if there is none."""

    def named_by(self, globs: Iterable[str]) -> frozenset[str]:
        """Return the pages that globs name."""

    def leave_out(self, page: str) -> None:
        """Build no page of a file, for as long as it is not put back."""

    def put_back(self, page: str) -> None:
        """Build a page that was left out."""


class Gathered(NamedTuple):
    """All that the site says of its entries."""

    parsed: list[Parsed]
    """The sources, the glossary page first if there is one."""
    sections: dict[str, list[TermSection]]
    """The entries that ordinary pages define, by docs path."""
    findings: list[Diagnostic]
    """What was wrong with the files."""
    docs: Docs
    """The files of the site, sources that are no pages left out."""


class Gatherer:
    """Reads the sources of one site, nothing more."""

    def __init__(
        self,
        page: str,
        patterns: Iterable[str],
        tools: Tools,
        files: SiteFiles,
        *,
        borrows: bool = False,
    ) -> None:
        """Prepare.

        Args:
            page: Docs path of the glossary page.
            patterns: Further sources: paths, folders or globs, relative to the configuration.
            tools: What reading a source needs.
            files: The files of the site.
            borrows: Whether there are terms of other sites, so that there need be none here.
        """
        self._borrows = borrows
        self._page = page
        self._patterns = tuple(patterns)
        self._tools = tools
        self._files = files
        self._taken: set[str] = set()
        self._reader = SourceReader(files.body)

    def gather(self) -> Gathered:
        """Return what the sources say; those in the docs that are only sources are no pages."""
        has_page = self._files.has(self._page)
        sources = [*(self._page_source() if has_page else ()), *self._further_sources()]
        apart = (source.base for source in sources if not (source.is_page or source.is_built))
        docs = Docs(
            frozenset(self._files.paths()),
            self._files.docs.as_posix(),
            frozenset(apart),
            self._files.named_by,
            self._files.found,
        )
        self._tools = replace(self._tools, docs=docs)
        parsed = parse_all(sources, self._tools)
        docs = self._with_pages_back(parsed, docs)
        sections = self._sections({source.base for source in sources})
        if not (has_page or self._patterns or sections or self._borrows):
            self._reader.findings.append(self._no_source())
        for path, found in sections.items():
            source = Source(path, "", base=path, is_page=False, is_built=True)
            entries = tuple(section.entry for section in found)
            parsed.append(Parsed(source, (Group("", entries),)))
        return Gathered(_page_excused(parsed), sections, self._reader.findings, docs)

    def _with_pages_back(self, parsed: Iterable[Parsed], docs: Docs) -> Docs:
        """Build the pages after all that a broad glob has named and that have no entry."""
        back = {
            found.source.base
            for found in parsed
            if not (found.entries or found.source.is_named or found.source.is_page)
        }
        back &= self._taken
        for path in back:
            self._files.put_back(path)
        return replace(docs, files=docs.files | back, sources=docs.sources - back)

    def _page_source(self) -> Iterator[Source]:
        source = Source(self._page, "", base=self._page)
        yield from _some(self._reader.read(source, lambda: self._files.content(self._page)))

    def _further_sources(self) -> Iterator[Source]:
        """Yield the sources that patterns name; those that are no pages are not built."""
        files, listed = self._files, set(self._files.listed())
        pages = set(files.pages())
        own = files.file(self._page)
        for named in self._reader.match(self._patterns, self._files):
            source = self._source(named)
            if own is not None and _is_same(named.path, own):
                continue
            is_page = source.base in pages
            is_built = is_page and source.base in listed
            if is_page and not is_built:
                self._taken.add(source.base)
                files.leave_out(source.base)
            source = replace(source, is_built=is_built)
            yield from _some(self._reader.read(source, named.path.read_bytes))

    def _source(self, named: Named) -> Source:
        """Return a source that is not read yet."""
        base = Path(os.path.relpath(named.path, self._files.docs)).as_posix()
        shown = shown_path(named.path, self._files)
        return Source(shown, "", base=base, is_page=False, is_named=named.is_alone)

    def _sections(self, sources: set[str]) -> dict[str, list[TermSection]]:
        """Return the entries of the pages that are no sources."""
        found: dict[str, list[TermSection]] = {}
        for path in self._files.pages():
            if path not in sources and (sections := self._sections_of(path)):
                found[path] = sections
        return found

    def _sections_of(self, path: str) -> list[TermSection]:
        try:
            content = self._files.content(path)
        except OSError:  # the host itself says so
            return []
        if not has_sections(content):
            return []
        text = decode(path, content)[0]
        body = self._files.body(text)
        first = text.count("\n") - body.count("\n") + 1
        source = Source(path, body, first, base=path, is_page=False, is_built=True)
        form = SectionForm(source, self._tools)
        sections = form.read()
        self._reader.findings += form.findings
        return sections

    def _no_source(self) -> Diagnostic:
        """Return the finding that there is no glossary, with a page of the same name if any."""
        name = posixpath.basename(self._page)
        alike = (path for path in self._files.paths() if posixpath.basename(path) == name)
        place = Place(self._files.config_name)
        return Diagnostic(place, Problem.NO_SOURCE, self._page, suggestion=next(alike, ""))


def _page_excused(parsed: list[Parsed]) -> list[Parsed]:
    """Return what sources say, the glossary page excused for no entry if another has one."""
    if not any(found.entries for found in parsed):
        return parsed
    return [_without_demand(found) if found.source.is_page else found for found in parsed]


def _without_demand(parsed: Parsed) -> Parsed:
    """Return what a source says, without the finding that it has no entry."""
    kept = (finding for finding in parsed.findings if finding.problem is not Problem.NO_ENTRY)
    return replace(parsed, findings=tuple(kept))


def _some(source: Source | None) -> list[Source]:
    return [] if source is None else [source]


def listed_in(nav: object) -> Iterator[str]:
    """Yield the docs paths that a `nav` lists, at any depth."""
    if isinstance(nav, str):
        yield posixpath.normpath(nav)
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from listed_in(value)
    elif isinstance(nav, list):
        for value in nav:
            yield from listed_in(value)


def _is_same(path: Path, page: Path) -> bool:
    """Return whether a source is the glossary page itself."""
    real = os.path.realpath  # `Path.resolve` raises where links go in a circle
    return real(path) == real(page)
