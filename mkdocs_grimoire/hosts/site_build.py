"""Begins the build of a MkDocs site: its sources, its languages, and what other sites lend."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_grimoire.builds.build import Build, start_build
from mkdocs_grimoire.builds.extension import heading_text, slugifier
from mkdocs_grimoire.builds.gathering import Gatherer
from mkdocs_grimoire.builds.settings import Settings
from mkdocs_grimoire.hosts.languages import Languages
from mkdocs_grimoire.hosts.sanitizing import sanitize
from mkdocs_grimoire.hosts.site_files import MkDocsFiles, config_file
from mkdocs_grimoire.hosts.yaml_data import read_yaml
from mkdocs_grimoire.lending.inventories import Borrower, Inventories
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.source import Anchors


def begin_build(
    settings: Settings, page: str, files: Files, config: MkDocsConfig, languages: Languages
) -> Build:
    """Read the sources of a site, and what its `inventories` name.

    Args:
        settings: The options.
        page: Docs path of the glossary page, which has one for each language.
        files: The files of the site.
        config: Its configuration.
        languages: Its languages.
    """
    tools = Tools(heading_text(), Anchors(slugifier(config.mdx_configs)), Docs(), read_yaml)
    site, borrows = MkDocsFiles(files, config, languages), bool(settings.inventories)
    found = Gatherer(page, settings.sources, tools, site, borrows=borrows).gather()
    options = settings.options(languages.current or _language(config))
    inventories = Inventories(
        Borrower(config_file(config), Path(config.site_dir), sanitize, options.comparison)
    )
    borrowed = inventories.gather(settings.inventories)
    return start_build(
        replace(options, page=page),
        found.parsed,
        [*found.findings, *inventories.findings],
        docs=found.docs,
        sections=found.sections,
        borrowed=borrowed,
    )


def _language(config: MkDocsConfig) -> str:
    """Return the language of the theme: Material's `language`, or the `locale` of others."""
    theme = config.theme
    return str(theme.get("language") or theme.get("locale") or "en")
