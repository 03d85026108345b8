"""All that is private to the hosts without plugins: Zensical, and Python-Markdown by itself."""

from __future__ import annotations

import logging
import posixpath
import sys
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from mkdocs_grimoire.builds.extension import MarkdownConverter
from mkdocs_grimoire.findings.diagnostics import Level
from mkdocs_grimoire.sources.paths import link_between

log = logging.getLogger("grimoire")

LOG_LEVELS = {Level.ERROR: logging.ERROR, Level.WARN: logging.WARNING, Level.INFO: logging.INFO}

Findings = Iterable[tuple[Level, str]]
"""Sentences with their levels."""

CONTEXT = "rendering_context"
"""The preprocessor by which Zensical says which page it converts."""

KNOWN_RELEASES = "releases from 0.0.50 to 0.1.2 have it"

ZENSICAL = "zensical.markdown.render"
"""The module by which it converts pages."""

AUTOREFS = "mkdocs-autorefs"
"""The inline processor that is there if Zensical resolves cross-references, and reports them."""

HOME = "index.md"
"""The page that tells what is wrong with a site that has no glossary page."""

NO_AUTOREFS = "grimoire: findings fail no strict build: 'plugins' of this site lacks 'autorefs'"

NO_PLUGIN = "grimoire: MkDocs needs 'grimoire' under 'plugins' too, or nothing is linked"


class UnknownHostError(RuntimeError):
    """A release of a host that does not say what earlier ones said."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a host says of the document that it converts."""

    path: str
    """Its docs path; empty if the host does not know it."""
    meta: Mapping[str, Any]
    """Its front matter."""
    docs: Path
    """The folder of the docs."""
    root: Path
    """The folder of the configuration."""
    output: Path
    """The folder that the site is built into."""
    config_name: str
    """How findings name the configuration."""
    language: str
    """Language of the site."""
    glossary_url: str
    """The glossary page, as card and links on it are resolved against it."""
    to_glossary: str
    """The link from the document to the glossary page; empty on the page itself."""
    memory: MutableMapping[str, Any]
    """Lives as long as the site is known to the host."""
    snippets: str | list[str]
    """Folders of snippets."""
    is_first: bool
    """Whether it is the one to tell what is wrong with the site as a whole."""
    loaded: frozenset[str] | None
    """Docs paths of the styles and scripts that pages load; None if nobody knows."""
    report: Callable[[Findings], str]
    """Reports findings, and returns the HTML that does, which goes to the end of the document."""


def document_of(
    md: MarkdownConverter, page: str, alone: Mapping[str, str], memory: MutableMapping[str, Any]
) -> Document | None:
    """Return what the host says of the document that a converter converts.

    Args:
        md: The converter.
        page: Docs path of the glossary page.
        alone: What a user says who has no host: `root`, `path` and `page_url`.
        memory: Lives as long as the extension.

    Returns:
        None in MkDocs, which has a plugin for that, and says so.

    Raises:
        UnknownHostError: If Zensical is at work and does not say of which page.
    """
    if "relpath" in md.treeprocessors:
        _miss_the_plugin(md)
        return None
    if CONTEXT in md.preprocessors:
        return _in_zensical(md, page)
    if ZENSICAL in sys.modules:
        raise UnknownHostError(f"grimoire: this Zensical has no '{CONTEXT}'; {KNOWN_RELEASES}")
    return _alone(page, alone, memory)


def _miss_the_plugin(md: MarkdownConverter) -> None:
    """Say once that the plugin is missing."""
    file: Any = md.treeprocessors["relpath"].file  # type: ignore[attr-defined] # MkDocs sets it
    if file.url in {"", "./", "index.html"}:
        logging.getLogger("mkdocs.plugins.grimoire").warning(NO_PLUGIN)


def _in_zensical(md: MarkdownConverter, page: str) -> Document:
    """Return what Zensical says. It makes URLs of links to files in whatever HTML it is given."""
    context: Any = md.preprocessors[CONTEXT]
    try:
        path, meta, config = context.page.path, context.page.meta, context.config
        root, docs, theme = Path(config["root_dir"]), config["docs_dir"], config["theme"]
        output = root / config["site_dir"]
        snippets = config["mdx_configs"].get("pymdownx.snippets", {}).get("base_path", ["."])
        loaded = frozenset(map(_path, [*config["extra_css"], *config["extra_javascript"]]))
    except (AttributeError, KeyError, TypeError) as error:
        reason = f"grimoire: this Zensical tells of a page in a way of its own: {error!r}"
        raise UnknownHostError(reason) from error
    has_toml = (root / "zensical.toml").exists()
    home = page if (root / docs / page).exists() else HOME
    return Document(
        path=path,
        meta=meta,
        docs=root / docs,
        root=root,
        output=output,
        config_name="zensical.toml" if has_toml else "mkdocs.yml",
        language=str(theme.get("language") or "en"),
        glossary_url=page,
        to_glossary=link_between(path, page),
        memory=config,
        snippets=snippets,
        is_first=path == home,
        loaded=loaded,
        report=_by_cross_references if AUTOREFS in md.inlinePatterns else _by_log_alone,
    )


def _path(asset: Any) -> str:
    """Return the docs path of a style or a script, which may have attributes beside it."""
    return str(asset.get("path", "") if isinstance(asset, Mapping) else asset)


def _alone(page: str, said: Mapping[str, str], memory: MutableMapping[str, Any]) -> Document:
    """Return what is known of a document without a host."""
    root, path = Path(said.get("root") or "."), said.get("path", "")
    url = said.get("page_url") or f"{posixpath.splitext(page)[0]}.html"
    return Document(
        path=path,
        meta={},
        docs=root,
        root=root,
        output=root,
        config_name="extension_configs",
        language="en",
        glossary_url=url,
        to_glossary="" if path == page else url,
        memory=memory,
        snippets=".",
        is_first=not memory,
        loaded=None,
        report=_by_log,
    )


def _by_log(findings: Findings) -> str:
    """Log findings, for want of another way."""
    for level, message in findings:
        log.log(LOG_LEVELS[level], "%s", message)
    return ""


def _by_log_alone(findings: Findings) -> str:
    """Log findings in a host that could do more with them."""
    found = list(findings)
    if any(level is not Level.INFO for level, _ in found):
        log.warning(NO_AUTOREFS)
    return _by_log(found)


def _by_cross_references(findings: Findings) -> str:
    """Return cross-references that lead nowhere.

    Of all that an extension can do these alone are reported by Zensical, fail its strict build, and
    are reported anew for a page that it takes from its cache.
    """
    found = list(findings)
    _by_log(item for item in found if item[0] is Level.INFO)
    marks = "".join(
        f'<autoref identifier="{escape(message)}"></autoref>'
        for level, message in found
        if level is not Level.INFO
    )
    return f"<div hidden data-search-exclude>{marks}</div>" if marks else ""
