"""What programs may import: the names in `__all__`, which stay as they are within a major version.

All else in the package may change with any release. Importing this module does not import MkDocs.
Paths of pages are docs paths (`guides/start.md`); lines and columns begin with 1, indexes of
characters with 0. What authors wrote raises nothing: it is found, as a `Diagnostic`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_grimoire.builds.build import Build
from mkdocs_grimoire.builds.extension import slugifier
from mkdocs_grimoire.builds.settings import read_settings
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Edit, Level, Problem, Rule
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.matcher import Match
from mkdocs_grimoire.hosts.disk_files import DiskFiles
from mkdocs_grimoire.hosts.globs import named_by
from mkdocs_grimoire.hosts.known import read_build
from mkdocs_grimoire.hosts.standalone import make_extension
from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.sources.scopes import Reach

if TYPE_CHECKING:  # whoever has one has imported MkDocs; nobody else need
    from mkdocs.config.defaults import MkDocsConfig

__all__ = (
    "Case",
    "Diagnostic",
    "Edit",
    "Entry",
    "GlossaryView",
    "Level",
    "Match",
    "Place",
    "Problem",
    "Rule",
    "check",
    "glossary_of",
    "make_extension",
    "read_glossary",
)

OPTIONS = "options"
"""How findings name what a program says in place of a configuration."""


class GlossaryView:
    """A glossary that has been read, to be asked. `read_glossary` and `glossary_of` return one."""

    entries: tuple[Entry, ...]
    """The entries of the site's own sources, in the order in which they were read."""
    findings: tuple[Diagnostic, ...]
    """What was found wrong when the view was made, each once, sorted by place.

    Rules of the level `ignore` are left out, and so is what authors have silenced: in a source
    always, on an ordinary page as soon as it is converted.
    """

    def __init__(self, build: Build, level: Callable[[Rule], Level]) -> None:
        """Look at a build.

        Args:
            build: The build, which stays as it is.
            level: Returns the level of a rule.
        """
        self._glossary, self._matcher = build.glossary, build.matcher
        self.entries = build.glossary.entries
        own = build.begun()  # since a build remembers where it is silent
        own.findings += build.findings
        own.pages |= build.pages
        found = own.finish(has_all_pages=False)
        self.findings = tuple(
            finding for finding in found if level(finding.problem.rule) is not Level.IGNORE
        )

    def find(self, text: str, page: str = "") -> list[Match]:
        """Return the labels in a text: each occurrence, as all are linked by `autolink: all`.

        Args:
            text: Plain text of any length; no Markdown or HTML is understood.
            page: Docs path of the page that it stands on. Without one, entries that have a `scope`
                are not found.

        Returns:
            Matches in order, no two of which overlap; `start` and `end` are indexes of characters.

        >>> glossary = read_glossary("docs")
        >>> [(match.start, match.end, match.entry.term) for match in glossary.find("Raw scores.")]
        [(0, 10, 'Logit')]
        """
        return list(self._matcher.find(text, _reach(page)))

    def resolve(self, name: str, page: str = "") -> Entry | None:
        """Return the entry that a reference `<term:name>` means.

        Args:
            name: A term, an alias or an anchor: as it is written, else ignoring case, else with
                hyphens, spaces and inflection as in prose; `site:name` for one of `inventories`.
            page: Docs path of the page that the reference stands on; entries whose `scope` has it
                go first.

        Returns:
            The entry, or None if the name means none.

        >>> read_glossary("docs").resolve("raw scores").term
        'Logit'
        """
        return self._glossary.resolve(name, _reach(page))


def _reach(page: str) -> Reach:
    """Return what a text on a page speaks of; all pages if none is named."""
    return frozenset({page}) if page else None


def read_glossary(root: str | os.PathLike[str] = ".", **options: Any) -> GlossaryView:
    """Read a glossary from files, without MkDocs.

    Fragments of entries are those of Python-Markdown's `toc` as it is by itself.

    Args:
        root: The folder of the documents, to which `page` and `sources` are relative.
        **options: The plugin's options, values as in `mkdocs.yml`. With `inventories`, other sites
            are fetched over the network, or taken from the cache.

    Returns:
        The glossary. A source that cannot be read is one of its findings.

    Raises:
        ValueError: If there is no such folder, or an option is unknown or wrong; it names it.

    >>> glossary = read_glossary("docs", plurals=False)
    >>> [entry.term for entry in glossary.entries]
    ['Softmax', 'Logit']
    >>> glossary.findings
    ()
    """
    settings, folder = read_settings(options), Path(root)
    if not folder.is_dir():
        raise ValueError(f"root: there is no folder '{folder}'")
    files = DiskFiles(folder, folder, OPTIONS, named_by)
    build = read_build(files, settings, slugifier({}), output=folder)
    return GlossaryView(build, settings.level)


def glossary_of(config: MkDocsConfig) -> GlossaryView:
    """Return the glossary of the site that MkDocs is building, for a hook or another plugin.

    Its findings are those so far. With static-i18n it is that of the language at hand.

    Args:
        config: What MkDocs hands to each event.

    Returns:
        The glossary, as it is read at the event `files` with the priority -200.

    Raises:
        mkdocs.exceptions.ConfigurationError: If the site does not use the plugin.
        mkdocs.exceptions.PluginError: If the glossary is not read yet.
    """
    from mkdocs_grimoire.command.site import plugin_of  # noqa: PLC0415 - imports MkDocs

    plugin = plugin_of(config)
    return GlossaryView(plugin.current_build, plugin.settings.level)


def check(config_file: str | os.PathLike[str] | None = None) -> list[tuple[Level, Diagnostic]]:
    """Return what `grimoire check` finds on a MkDocs site, without building it.

    The site's other plugins and hooks run as they do in a build.

    Args:
        config_file: The configuration file; None for `mkdocs.yml` in the working directory.

    Returns:
        The findings with their levels, sorted by place in each language; none has the level
        `ignore`.

    Raises:
        ValueError: If the site cannot be read, or does not use the plugin; it says why.

    >>> check("mkdocs.yml")
    []
    """
    from mkdocs_grimoire.command.site import read_site  # noqa: PLC0415 - imports MkDocs
    from mkdocs_grimoire.hosts.failures import saying_why  # noqa: PLC0415 - likewise

    with saying_why():
        return read_site(None if config_file is None else os.fspath(config_file)).findings
