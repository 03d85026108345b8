"""The MkDocs edge: reads the sources, serves the events, logs the findings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from mkdocs.config.base import ConfigErrors, ConfigWarnings, LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.templates import TemplateContext

from mkdocs_grimoire.builds.build import Build, Page
from mkdocs_grimoire.builds.extension import GrimoireExtension, MarkdownConverter
from mkdocs_grimoire.builds.page_options import PageOptions, option_findings, page_options
from mkdocs_grimoire.builds.settings import Settings, all_options, read_settings
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Level
from mkdocs_grimoire.hosts.backlinks import use_lines
from mkdocs_grimoire.hosts.config import config_scheme
from mkdocs_grimoire.hosts.docstrings import docstring_of
from mkdocs_grimoire.hosts.generated import GeneratedPage
from mkdocs_grimoire.hosts.globs import named_by
from mkdocs_grimoire.hosts.languages import Languages, is_in_turn, languages_of, names_of
from mkdocs_grimoire.hosts.search_index import add_words, read_without_links
from mkdocs_grimoire.hosts.site_build import begin_build
from mkdocs_grimoire.hosts.site_files import included_in, published_site, root_of, text_of
from mkdocs_grimoire.lending.inventories import file_here
from mkdocs_grimoire.lending.publishing import PublishedSite, publish
from mkdocs_grimoire.linking.search_words import Cut
from mkdocs_grimoire.pages.assets import SCRIPT, STYLE, assets
from mkdocs_grimoire.pages.entry_parts import UseLine
from mkdocs_grimoire.pages.page import page_markdown, readable
from mkdocs_grimoire.sources.paths import link_between
from mkdocs_grimoire.sources.reading import watched

log = get_plugin_logger("grimoire")

LOG_LEVELS = {Level.ERROR: logging.ERROR, Level.WARN: logging.WARNING, Level.INFO: logging.INFO}

EXTENSION = "grimoire"
"""The Markdown extension, as a site names it for hosts that have no plugins."""


class GrimoirePlugin(BasePlugin[LegacyConfig]):
    """Serves MkDocs' events, each with one call to the core.

    It defines no `on_startup`, so that `mkdocs serve` makes a new plugin for each build and nothing
    can survive from one to the next.
    """

    config_scheme = config_scheme()
    _said: Mapping[str, Any]
    settings: Settings
    """The options, as soon as the configuration is complete."""
    _build: Build | None = None
    _published: list[tuple[Build, PublishedSite]]
    _nav_order: tuple[str, ...] = ()
    _errors: int = 0
    _use_lines: dict[str, list[UseLine]]
    _cut: Callable[..., Cut]
    _content: str | None = None
    _languages: Languages
    _generated: GeneratedPage
    _files: Files

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Check the options, and remember which ones were given."""
        self._said = options
        return super().load_config(options, config_file_path)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the Markdown extension, the script and the style, and watch the sources."""
        self._build = None
        self._use_lines = {}
        self._cut = cache(Cut)
        if not is_in_turn(config.plugins):
            self._errors, self._published = 0, []
        self.settings = self._read_settings(config)
        self._is_excluded = named_by(self.settings.exclude)
        self._add_extension(config)
        if STYLE not in config.extra_css:
            config.extra_css.insert(0, STYLE)  # first, so that the site's own style wins
        if self.settings.tooltips and SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)
        root, languages = root_of(config), languages_of(config.plugins)
        found = [watched(pattern, root) for pattern in self.settings.sources]
        found += [other for path in found for other in languages.versions(path, root)]
        found += [file_here(lender, root) for lender in self.settings.inventories]
        config.watch += [str(path) for path in found if path.exists()]  # the server needs them to
        return config

    def _read_settings(self, config: MkDocsConfig) -> Settings:
        """Return the options; those of the Markdown extension count where the plugin has none."""
        known = {name: value for name, value in self._said.items() if name in all_options()}
        try:
            return read_settings({**(config.mdx_configs.get(EXTENSION) or {}), **known})
        except ValueError as error:
            raise ConfigurationError(f"markdown_extensions: {EXTENSION}: {error}") from error

    def _add_extension(self, config: MkDocsConfig) -> None:
        """Add the Markdown extension in place of the one that other hosts load by its name."""
        extensions = config.markdown_extensions
        if EXTENSION in extensions:
            extensions.remove(EXTENSION)
        if not any(isinstance(known, GrimoireExtension) for known in extensions):
            extension = GrimoireExtension(lambda md: self._work_on(md, config))
            extensions.append(extension)  # type: ignore[arg-type] # MkDocs hands it on

    @event_priority(50)  # before plugins that ask which pages there are, as redirects
    def _announce_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the assets, and the glossary page if no file is it."""
        for uri, path in assets().items():
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, abs_src_path=str(path)))
        self._languages = languages_of(config.plugins)
        self._generated = GeneratedPage(self.settings, self._languages, root_of(config))
        self._generated.announce(files, config)
        return files

    @event_priority(-200)  # after plugins that change files, as static-i18n at -100
    def _read_sources(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the sources, and make the glossary page of them if no file is it."""
        empty = self._generated.withdraw(files, config)
        page = files.get_file_from_path(self.settings.page) or empty
        self._files = files
        path = page.src_uri if page is not None else self.settings.page
        self._build = begin_build(self.settings, path, files, config, self._languages)
        if empty is not None and self._build.glossary.entries:
            source = Path(config.docs_dir, self._build.glossary.entries[0].base)
            self._generated.fill(empty, page_markdown(self._build.layout), source)
            files.append(empty)
        if page is not None and config.nav is not None:
            # In a nav that lists it this changes nothing; in one that does not, MkDocs is content.
            page.inclusion = InclusionLevel.NOT_IN_NAV
        return files

    on_files = CombinedEvent(_announce_files, _read_sources)

    @event_priority(-200)  # after plugins that change the navigation, as blog at -50
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Note the order of the pages, for backlinks."""
        listed = [page.file.src_uri for page in nav.pages]
        others = [file.src_uri for file in files.documentation_pages()]
        self._nav_order = tuple(dict.fromkeys([*listed, *others]))

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Return the text of a glossary page that MkDocs itself would refuse to read."""
        if not self._is_glossary(page):
            return None
        try:
            return text_of(page.file)
        except OSError:
            return ""

    @event_priority(100_000)  # first, so that plugins that rewrite Markdown rewrite this page's
    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Return the Markdown of the glossary page, made of the entries."""
        build = self._build
        if build is None:
            return None
        build.forget(page.file.src_uri)
        return build.markdown(page.file.src_uri, markdown)

    @event_priority(1000)  # before plugins that take a text out of a page, as rss
    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> None:
        """Leave the Markdown of the glossary page without what was only for its conversion."""
        if self._is_glossary(page):
            page.markdown = readable(page.markdown or "")

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Log what was found, all pages being converted, and gather the backlinks."""
        build = self._build
        if build is None:
            return
        site = published_site(build.options.page, files, config)
        self._published += [(build, site)] if site is not None else []
        found = self.findings(config, files)
        self._errors += sum(level is Level.ERROR for level, _ in found)
        # Two places on one line differ in their columns, which a message does not have.
        for level, message in dict.fromkeys((level, str(finding)) for level, finding in found):
            _log(level, message, is_strict=bool(config.strict))
        _trim_copies(build, files)
        if build.options.backlinks:
            self._use_lines = use_lines(build, self._nav_order, files)
        for plugin in config.plugins.values():
            read_without_links(getattr(plugin, "search_index", None))

    @property
    def current_build(self) -> Build:
        """What is known of the site, as soon as its files are."""
        if self._build is None:
            raise PluginError("grimoire: no files have been read")
        return self._build

    def findings(self, config: MkDocsConfig, files: Files) -> list[tuple[Level, Diagnostic]]:
        """Return what was found, all pages being converted, with the level of each rule."""
        build = self._build
        if build is None:
            return []
        self._convert_skipped_page(build, config, files)
        level, owns = self.settings.level, self._languages.owns
        found = (
            (level(finding.problem.rule), finding)
            for finding in build.finish()
            if owns(finding.place.path)
        )
        return [item for item in found if item[0] is not Level.IGNORE]

    def _convert_skipped_page(self, build: Build, config: MkDocsConfig, files: Files) -> None:
        """Convert the glossary page for its cards, where a dirty build has left it out."""
        file = files.get_file_from_path(build.options.page)
        if file is None or file.page is None or file.page.content is not None:
            return
        file.page.markdown = page_markdown(build.layout)
        file.page.render(config, files)

    @event_priority(-200)  # after search has read the page, and blog at -100 has made its excerpts
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Complete the glossary page, and add each page's cards to its end."""
        build = self._build
        self._content = content = page.content
        if build is None or content is None:
            return
        if self._is_glossary(page):
            content = build.furnish(content, lambda anchor: self._use_lines.pop(anchor, ()))
            if build.is_long:
                page.toc.items = _without(page.toc.items, build.glossary.by_anchor)
        spoken_of = build.spoken_of(page.file.src_uri)
        for plugin in config.plugins.values():
            add_words(getattr(plugin, "search_index", None), page.url, spoken_of, self._cut)
        # What Material's blog shows of posts on a page of its own is beside the page's content.
        posts: Any = context.get("posts") or ()
        excerpts = [str(getattr(post, "content", "")) for post in posts]
        page.content = content + build.page_cards(page.file.src_uri, page.url, excerpts)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Take the cards out of the content again, and put the glossary as data into its page.

        MkDocs keeps the content of all pages until the end. The data goes into the head: what is a
        script in the content, Material's instant navigation runs.
        """
        page.content = self._content
        if self._build is None or not self._is_glossary(page):
            return None
        data = self._build.data(str(page.title), page.canonical_url or "")
        return output.replace("</head>", f"{data}</head>", 1)

    @event_priority(-200)  # after static-i18n at -100, which builds the other languages here
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish the terms, and fail the build if a rule of level `error` has found something."""
        if is_in_turn(config.plugins):
            return
        for build, site in self._published:
            publish(build, site, Path(config.site_dir))
        if self._errors:
            raise PluginError(f"grimoire: findings of level 'error': {self._errors}")

    def _is_glossary(self, page: MkDocsPage) -> bool:
        """Return whether a page is the glossary page of the language that is being built."""
        return self._build is not None and page.file.src_uri == self._build.options.page

    def _work_on(self, md: MarkdownConverter, config: MkDocsConfig) -> tuple[Build, Page] | None:
        """Return the page that a converter is at work on, as MkDocs' link processor knows it."""
        build = self._build
        if build is None or "relpath" not in md.treeprocessors:
            return None
        file: File = md.treeprocessors["relpath"].file  # type: ignore[attr-defined] # MkDocs sets it
        docstring = docstring_of(md)  # which the converter forgets
        known = self._files.src_uris.get(file.src_uri, file)
        return build, Page(
            path=file.src_uri,
            url=file.url,
            to_glossary=link_between(file.src_uri, build.options.page),
            is_excerpt=file.url != known.url,
            options=self._page_options(file),
            read=partial(text_of, file),
            included=partial(included_in, file, config, docstring),
            part=docstring,
        )

    def _page_options(self, file: File) -> PageOptions:
        """Return the options of a page: its front matter overrules the site."""
        options = page_options(
            file.page.meta.get("grimoire") if file.page else None,
            self.settings.autolink,
            is_excluded=any(map(self._is_excluded, names_of(file))),
        )
        if options.problems and self._build:
            self._build.findings += option_findings(file.src_uri, text_of(file), options)
        return options


def _log(level: Level, message: str, *, is_strict: bool) -> None:
    """Log a finding; as an error under `--quiet`, where MkDocs does not count warnings."""
    if level is Level.WARN and is_strict and not log.isEnabledFor(logging.WARNING):
        level = Level.ERROR
    log.log(LOG_LEVELS[level], "%s", message)


def _trim_copies(build: Build, files: Files) -> None:
    """Take out of the contents that print-site has copied what is good on their own pages alone."""
    for file in files.documentation_pages():
        if isinstance(copy := getattr(file.page, "html", None), str):
            file.page.html = build.copied(copy)  # type: ignore[union-attr] # its own attribute


def _without(items: Iterable[AnchorLink], anchors: Container[str]) -> list[AnchorLink]:
    """Return the items of a table of contents but for some fragments, at any depth."""
    kept = [item for item in items if item.id not in anchors]
    for item in kept:
        item.children = _without(item.children, anchors)
    return kept
