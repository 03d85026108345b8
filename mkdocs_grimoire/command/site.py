"""A MkDocs site of which only the pages are converted: what findings need, and nothing more."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain, repeat
from pathlib import Path
from typing import IO

from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from mkdocs_grimoire.builds.build import Build
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Level, quoted
from mkdocs_grimoire.hosts.languages import in_turn
from mkdocs_grimoire.hosts.site_files import config_name, root_of
from mkdocs_grimoire.plugin import GrimoirePlugin
from mkdocs_grimoire.sources.reading import is_within, project_of

Wanted = Callable[[File], bool]
"""Returns whether a page is to be converted."""

HIGHLIGHTER = "codehilite"
"""An extension that colours code, which takes time, and can be told not to.

`pymdownx.highlight` can be told so as well, but then `pymdownx.superfences` takes a fence with a
title or highlighted lines for text.
"""


class NoPluginError(ConfigurationError):
    """A site that does not use the plugin."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site, its pages converted."""

    config: MkDocsConfig
    """Its configuration."""
    files: Files
    """Its files."""
    build: Build
    """What is known of its glossary and its pages."""
    findings: list[tuple[Level, Diagnostic]]
    """What was found, as a build would report it."""

    def file_of(self, path: str) -> Path | None:
        """Return the file that findings name by a path, symbolic links followed.

        Args:
            path: A docs path, or a path from `mkdocs.yml` where the file lies outside the docs.

        Returns:
            None if there is no such file, as for a page that a plugin makes, or if it is none of
            the project: neither in the docs nor in the repository or folder of `mkdocs.yml`.
        """
        docs, root = Path(self.config.docs_dir), root_of(self.config)
        page = self.files.src_uris.get(path)  # exactly, where static-i18n finds a translation
        if page is not None:
            is_written = page.abs_src_path is not None and page.generated_by is None
            named = [Path(str(page.abs_src_path))] if is_written else []
        else:
            named = [docs / path, root / path]
        found = next((file.resolve() for file in named if file.is_file()), None)
        own = (docs.resolve(), project_of(root))
        return found if found and is_within(found, own) else None

    def name_of(self, path: str) -> str:
        """Return how code hosts name the file that findings name by a path.

        Args:
            path: As above.

        Returns:
            Its path from the repository; without one from the working directory if that has
            `mkdocs.yml` in it, else from the folder of that. The path as it is if there is no file.
        """
        file, root, here = self.file_of(path), root_of(self.config).resolve(), Path.cwd()
        base = _repository(root) or (here if root.is_relative_to(here) else root)
        if file is None:
            return path
        return (file.relative_to(base) if file.is_relative_to(base) else file).as_posix()


def _repository(folder: Path) -> Path | None:
    """Return the root of the Git repository that a folder is in, or None."""
    resolved = folder.resolve()
    roots = (above for above in (resolved, *resolved.parents) if (above / ".git").exists())
    return next(roots, None)


def nothing(_: int, __: int) -> None:
    """Take note of how many pages of how many are converted, and do nothing."""


def _leave(_: GrimoirePlugin) -> None:
    """Leave the plugin as it is."""


def read_site(
    config_file: str | IO[bytes] | None = None,
    progress: Callable[[int, int], None] = nothing,
    prepare: Callable[[GrimoirePlugin], None] = _leave,
    wanted: Wanted = lambda _: True,
) -> Site:
    """Convert the pages of a site as a build does, without templates, search and output.

    Args:
        config_file: The configuration file; None for `mkdocs.yml` in the working directory.
        progress: Is told how many pages are converted, and how many there are.
        prepare: Is handed the plugin before any page is converted; where a site has languages,
            those of the default one, which is the site that is returned.
        wanted: Whether a page is to be converted.

    Raises:
        mkdocs.exceptions.MkDocsException: If the configuration is wrong, or does not have the
            plugin, or another plugin fails.
    """
    config = load_config(config_file)
    plugins = config.plugins
    plugins.on_startup(command="build", dirty=False)
    try:
        turns = zip(in_turn(plugins), chain([prepare], repeat(_leave)), strict=False)
        sites = [_converted(config, progress, first, wanted) for _, first in turns]
        return replace(sites[0], findings=[found for site in sites for found in site.findings])
    finally:
        plugins.on_shutdown()


def _converted(
    config: MkDocsConfig,
    progress: Callable[[int, int], None],
    prepare: Callable[[GrimoirePlugin], None],
    wanted: Wanted,
) -> Site:
    """Do the first half of `mkdocs.commands.build.build`, event by event."""
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    plugin = plugin_of(config)
    if HIGHLIGHTER in config.markdown_extensions:
        config.mdx_configs.setdefault(HIGHLIGHTER, {})["use_pygments"] = False
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = get_navigation(files, config)
    config.plugins.on_nav(nav, config=config, files=files)
    prepare(plugin)
    pages = [file for file in files.documentation_pages() if wanted(file)]
    for number, file in enumerate(pages, start=1):
        _convert(file.page or Page(None, file, config), config, files)
        progress(number, len(pages))
    findings = plugin.findings(config, files)
    return Site(config, files, plugin.current_build, findings)


def plugin_of(config: MkDocsConfig) -> GrimoirePlugin:
    """Return the plugin of a site.

    Raises:
        NoPluginError: If the site does not use it.
    """
    for plugin in config.plugins.values():
        if isinstance(plugin, GrimoirePlugin):
            return plugin
    raise NoPluginError(f"{config_name(config)} does not have the plugin 'grimoire'")


def _convert(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Convert a page, and hand it to the plugins that look at what comes before its HTML."""
    config._current_page = page  # noqa: SLF001 - as MkDocs does, and plugins expect
    try:
        page = config.plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = config.plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)
    finally:
        config._current_page = None  # noqa: SLF001 - likewise


def is_page(file: File, name: str) -> bool:
    """Return whether a file is the one that a name means: its docs path, or its path from here."""
    path = file.abs_src_path
    return file.src_uri == name or bool(path and Path(path) == Path(name).absolute())


def page_named(name: str, site: Site) -> str:
    """Return the docs path of the page that a name means, or an empty string."""
    pages = site.files.documentation_pages()
    return next((file.src_uri for file in pages if is_page(file, name)), "")


def no_page(name: str, site: Site) -> str:
    """Return what is said of a name that means no page, with the page that is most like it."""
    pages = [file.src_uri for file in site.files.documentation_pages()]
    near = difflib.get_close_matches(name, pages, n=1)
    hint = f". Did you mean {quoted(near[0])}?" if near else ""
    return f"no page is {quoted(name)}{hint}"
