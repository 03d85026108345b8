"""What is known of a site that no host tells of: read from disk, and anew when a file changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_grimoire.builds.build import Build, start_build
from mkdocs_grimoire.builds.extension import heading_text
from mkdocs_grimoire.builds.gathering import Gatherer
from mkdocs_grimoire.builds.settings import Settings
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.hosts.disk_files import DiskFiles, Stamps
from mkdocs_grimoire.hosts.globs import named_by
from mkdocs_grimoire.hosts.pluginless import Document
from mkdocs_grimoire.hosts.sanitizing import sanitize
from mkdocs_grimoire.hosts.yaml_data import read_yaml
from mkdocs_grimoire.lending.inventories import Borrower, Inventories, file_here
from mkdocs_grimoire.pages.assets import STYLE, assets
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.reading import files_of
from mkdocs_grimoire.sources.source import Anchors

MEMORY = "grimoire"
"""The name under which the memory of a host has it."""

FRESH = 1.0
"""Seconds for which the files are not looked at again, as in Zensical's own cache."""

REMEDY = "run 'grimoire assets {docs}'"


@dataclass(slots=True)
class Known:
    """What is known, the files being as they are."""

    build: Build
    """The build, in which no page is converted; it has the cards as soon as they are made."""
    stamps: Stamps
    """Of the files that it was read from."""
    looked: float
    """When they were looked at, in seconds of `time.monotonic`."""


def known_build(
    document: Document, settings: Settings, slugify: Callable[[], Callable[[str], str]]
) -> Build:
    """Return the build of the site that a document belongs to.

    Args:
        document: What the host says of it. Its memory keeps the build.
        settings: The options.
        slugify: Returns what makes the fragments of headings; it is asked only if need be.
    """
    known, now = document.memory.get(MEMORY), time.monotonic()
    if isinstance(known, Known) and now - known.looked < FRESH:
        return known.build
    files = DiskFiles(document.docs, document.root, document.config_name, named_by)
    stamps = files.stamps(_sources(settings, document.root))
    if not isinstance(known, Known) or known.stamps != stamps:
        build = read_build(files, settings, slugify(), document.output, document.language)
        build.findings += _missing(files, document, settings)
        known = document.memory[MEMORY] = Known(build, stamps, now)
    known.looked = now
    return known.build


def _sources(settings: Settings, root: Path) -> Iterator[Path]:
    """Yield the files that the options name as sources, here or beside the site."""
    for pattern in settings.sources:
        yield from (named.path for named in files_of(pattern, root))
    yield from (file_here(lender, root) for lender in settings.inventories)


def read_build(
    files: DiskFiles,
    settings: Settings,
    slugify: Callable[[str], str],
    output: Path,
    language: str = "en",
) -> Build:
    """Read the sources of a site, and the terms of other sites.

    Args:
        files: The files of the site.
        settings: The options.
        slugify: Returns the fragment of a heading by its text.
        output: The folder that the site is built into.
        language: Language of the site.
    """
    tools = Tools(heading_text(), Anchors(slugify), Docs(), read_yaml)
    borrows, options = bool(settings.inventories), settings.options(language)
    found = Gatherer(settings.page, settings.sources, tools, files, borrows=borrows).gather()
    config = files.root / files.config_name
    inventories = Inventories(Borrower(config, output, sanitize, options.comparison))
    borrowed = inventories.gather(settings.inventories)
    findings = [*found.findings, *inventories.findings]
    return start_build(
        options,
        found.parsed,
        findings,
        docs=found.docs,
        sections=found.sections,
        borrowed=borrowed,
    )


def _missing(files: DiskFiles, document: Document, settings: Settings) -> Iterator[Diagnostic]:
    """Yield what a plugin would have added to the site, and nobody did."""
    if document.loaded is None:
        return
    place = Place(document.config_name)
    if settings.sources and not files.has(settings.page):
        yield Diagnostic(place, Problem.NO_PAGE, f"{document.docs.name}/{settings.page}")
    for path, own in assets().items():
        if path != STYLE and not settings.tooltips:
            continue
        if not files.has(path) or files.content(path) != own.read_bytes():
            detail = REMEDY.format(docs=document.docs.name)
            yield Diagnostic(place, Problem.NO_ASSET, f"{document.docs.name}/{path}", detail)
        if path not in document.loaded:
            option = "extra_css" if path == STYLE else "extra_javascript"
            yield Diagnostic(place, Problem.NOT_LOADED, path, option)
