"""Which files of a MkDocs site are sources, and what its pages define; part of the MkDocs edge."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pathspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import meta

from mkdocs_grimoire.config import GrimoireConfig
from mkdocs_grimoire.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.docstrings import Docstring, docstring_lines
from mkdocs_grimoire.entry import Place
from mkdocs_grimoire.form import Tools
from mkdocs_grimoire.includes import included_files
from mkdocs_grimoire.lines import Lines
from mkdocs_grimoire.parsing import parse_all
from mkdocs_grimoire.paths import Docs
from mkdocs_grimoire.reading import Named, SourceReader, decode
from mkdocs_grimoire.sections import SectionForm, TermSection, has_sections
from mkdocs_grimoire.source import Group, Parsed, Source


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


class SiteSources:
    """Reads the sources of one site, nothing more."""

    def __init__(
        self, options: GrimoireConfig, tools: Tools, files: Files, config: MkDocsConfig
    ) -> None:
        """Prepare.

        Args:
            options: Where the glossary is.
            tools: What reading a source needs.
            files: The files of the site.
            config: Its configuration.
        """
        self._page = options.page
        self._patterns = options.sources
        self._tools = tools
        self._files = files
        self._config = config
        self._root = root_of(config)
        self._docs = Path(config.docs_dir)
        self._taken: dict[str, InclusionLevel] = {}
        self._reader = SourceReader(lambda text: meta.get_data(text)[0])

    def gather(self) -> Gathered:
        """Return what the sources say; those in the docs that are only sources are no pages."""
        page = self._files.get_file_from_path(self._page)
        sources = [*self._page_source(page), *self._further_sources(page)]
        included = (file.src_uri for file in self._files if file.inclusion.is_included())
        apart = (source.base for source in sources if not (source.is_page or source.is_built))
        docs = Docs(frozenset(included), self._docs.as_posix(), frozenset(apart), self._pages_of)
        self._tools = replace(self._tools, docs=docs)
        parsed = parse_all(sources, self._tools)
        docs = self._with_pages_back(parsed, docs)
        sections = self._sections({source.base for source in sources})
        if page is None and not self._patterns and not sections:
            self._reader.findings.append(self._no_source())
        for path, found in sections.items():
            source = Source(path, "", base=path, is_page=False, is_built=True)
            entries = tuple(section.entry for section in found)
            parsed.append(Parsed(source, (Group("", entries),)))
        return Gathered(parsed, sections, self._reader.findings, docs)

    def _with_pages_back(self, parsed: Iterable[Parsed], docs: Docs) -> Docs:
        """Build the pages after all that a broad glob has named and that have no entry."""
        back = {
            found.source.base
            for found in parsed
            if not (found.entries or found.source.is_named or found.source.is_page)
        }
        for path in back & self._taken.keys():
            self._files.src_uris[path].inclusion = self._taken[path]
        back &= self._taken.keys()
        return replace(docs, files=docs.files | back, sources=docs.sources - back)

    def _pages_of(self, globs: Iterable[str]) -> frozenset[str]:
        """Return the docs paths of the pages that globs name, as `exclude` understands them."""
        spec = pathspec.GitIgnoreSpec.from_lines(globs)
        pages = (file.src_uri for file in self._files.documentation_pages())
        return frozenset(spec.match_files(pages))

    def _page_source(self, page: File | None) -> Iterator[Source]:
        if page is not None:
            source = Source(page.src_uri, "", base=page.src_uri)
            yield from _some(self._reader.read(source, lambda: page.content_bytes))

    def _further_sources(self, page: File | None) -> Iterator[Source]:
        """Yield the sources that patterns name; those that are no pages are not built."""
        listed = set(_listed_in(self._config.nav))
        for named in self._reader.match(self._patterns, self._root, config_name(self._config)):
            source = self._source(named)
            file = self._files.get_file_from_path(source.base)
            if page is not None and _is_same(named.path, page):
                continue
            is_page = file is not None and file.is_documentation_page()
            is_built = is_page and source.base in listed
            if file is not None and is_page and not is_built:
                self._taken[source.base] = file.inclusion
                file.inclusion = InclusionLevel.EXCLUDED
            source = replace(source, is_built=is_built)
            yield from _some(self._reader.read(source, named.path.read_bytes))

    def _source(self, named: Named) -> Source:
        """Return a source that is not read yet."""
        base = Path(os.path.relpath(named.path, self._docs)).as_posix()
        shown = shown_path(named.path, self._config)
        return Source(shown, "", base=base, is_page=False, is_named=named.is_alone)

    def _sections(self, sources: set[str]) -> dict[str, list[TermSection]]:
        """Return the entries of the pages that are no sources."""
        found: dict[str, list[TermSection]] = {}
        for file in self._files.documentation_pages():
            if file.src_uri not in sources and (sections := self._sections_of(file)):
                found[file.src_uri] = sections
        return found

    def _sections_of(self, file: File) -> list[TermSection]:
        try:
            content = file.content_bytes
        except OSError:  # MkDocs itself says so
            return []
        if not has_sections(content):
            return []
        text = decode(file.src_uri, content)[0]
        body = meta.get_data(text)[0]
        first = text.count("\n") - body.count("\n") + 1
        source = Source(file.src_uri, body, first, base=file.src_uri, is_page=False, is_built=True)
        form = SectionForm(source, self._tools)
        sections = form.read()
        self._reader.findings += form.findings
        return sections

    def _no_source(self) -> Diagnostic:
        """Return the finding that there is no glossary, with a page of the same name if any."""
        name = posixpath.basename(self._page)
        alike = (file.src_uri for file in self._files if posixpath.basename(file.src_uri) == name)
        place = Place(config_name(self._config))
        return Diagnostic(place, Problem.NO_SOURCE, self._page, suggestion=next(alike, ""))


def _some(source: Source | None) -> list[Source]:
    return [] if source is None else [source]


def _listed_in(nav: Any) -> Iterator[str]:
    """Yield the docs paths that a `nav` lists, at any depth."""
    if isinstance(nav, str):
        yield posixpath.normpath(nav)
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _listed_in(value)
    elif isinstance(nav, list):
        for value in nav:
            yield from _listed_in(value)


def _is_same(path: Path, page: File) -> bool:
    """Return whether a source is the glossary page itself."""
    real = os.path.realpath  # `Path.resolve` raises where links go in a circle
    return page.abs_src_path is not None and real(path) == real(page.abs_src_path)


def text_of(file: File) -> str:
    """Return the text of a page's file, front matter included, whatever is in it."""
    return decode(file.src_uri, file.content_bytes)[0]


def shown_path(path: Path, config: MkDocsConfig) -> str:
    """Return the docs path of a file, or its path from the configuration if it is outside."""
    for folder in (Path(config.docs_dir), root_of(config)):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.as_posix()


def included_by(
    file: File, config: MkDocsConfig, docstring: Docstring | None
) -> Iterator[tuple[str, Lines]]:
    """Yield what a page includes, by the names that findings have for the files.

    Args:
        file: The page.
        config: The configuration.
        docstring: The docstring on it that is being converted, if any.
    """
    if docstring is not None:
        yield from ((shown_path(path, config), lines) for path, lines in docstring_lines(docstring))
    docs, root = Path(config.docs_dir), root_of(config)
    base_path = config.mdx_configs.get("pymdownx.snippets", {}).get("base_path", ["."])
    bases = [base_path] if isinstance(base_path, str) else base_path
    # Snippets are looked for from the working directory, which most sites take for their root.
    own = [folder / str(base) for base in bases for folder in (Path(), root)]
    folders = [*own, (docs / file.src_uri).parent, docs, root]
    yield from included_files(text_of(file), folders, lambda path: shown_path(path, config))


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of the configuration, to which sources are relative."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def config_name(config: MkDocsConfig) -> str:
    """Return the name of the configuration file."""
    return Path(config.config_file_path or "mkdocs.yml").name
