"""The files of a MkDocs site, as the core asks for them; part of the MkDocs edge."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import meta

from mkdocs_grimoire.builds.gathering import listed_in
from mkdocs_grimoire.findings.lines import Lines
from mkdocs_grimoire.hosts.docstrings import Docstring, docstring_lines
from mkdocs_grimoire.hosts.globs import named_by
from mkdocs_grimoire.hosts.languages import Languages, names_of
from mkdocs_grimoire.lending.publishing import PublishedSite
from mkdocs_grimoire.sources.includes import included_by
from mkdocs_grimoire.sources.reading import decode


class _Folders(NamedTuple):
    docs: Path
    root: Path


class MkDocsFiles:
    """The files of one site; it is a `gathering.SiteFiles`."""

    def __init__(self, files: Files, config: MkDocsConfig, languages: Languages) -> None:
        """Take the files, the configuration and the languages of the site."""
        self._files = files
        self._config = config
        self._languages = languages
        self._left_out: dict[str, InclusionLevel] = {}

    @property
    def docs(self) -> Path:
        """The folder of the docs."""
        return Path(self._config.docs_dir)

    @property
    def root(self) -> Path:
        """The folder of the configuration."""
        return root_of(self._config)

    @property
    def config_name(self) -> str:
        """The name of the configuration file."""
        return config_name(self._config)

    def paths(self) -> Iterator[str]:
        """Return all files that the site has."""
        return (file.src_uri for file in self._files if _is_included(file))

    def pages(self) -> list[str]:
        """Return its pages."""
        return [file.src_uri for file in self._pages()]

    def _pages(self) -> Iterator[File]:
        return (file for file in self._files if file.is_documentation_page() and _is_included(file))

    def listed(self) -> Iterator[str]:
        """Return the pages that `nav` names."""
        return listed_in(self._config.nav)

    def has(self, path: str) -> bool:
        """Return whether there is a file, in the site or left out of it."""
        return self._files.get_file_from_path(path) is not None

    def file(self, path: str) -> Path | None:
        """Return where a file is on disk, or None if a plugin has made it."""
        found = self._files.get_file_from_path(path)
        return Path(found.abs_src_path) if found is not None and found.abs_src_path else None

    def content(self, path: str) -> bytes:
        """Return what is in a file, or raise `OSError`."""
        return self._files.src_uris[path].content_bytes

    def body(self, text: str) -> str:
        """Return the text of a page without its front matter, as MkDocs knows it."""
        return str(meta.get_data(text)[0])

    def found(self, path: str) -> str:
        """Return the docs path of the file that MkDocs finds for a link to a path."""
        has_name = not path.startswith("/") and bool(path.strip("./"))  # static-i18n wants one
        file = self._files.get_file_from_path(path) if has_name else None
        return path if file is None else file.src_uri

    def translated(self, path: Path) -> Path | None:
        """Return the file to read for a source, in the language that is being built."""
        return self._languages.choose(path, self.root)

    def named_by(self, globs: Iterable[str]) -> frozenset[str]:
        """Return the pages that globs name, in any language."""
        is_named = named_by(globs)
        named = (file for file in self._pages() if any(map(is_named, names_of(file))))
        return frozenset(file.src_uri for file in named)

    def leave_out(self, page: str) -> None:
        """Build no page of a file."""
        file = self._files.src_uris[page]
        self._left_out[page] = file.inclusion
        file.inclusion = InclusionLevel.EXCLUDED

    def put_back(self, page: str) -> None:
        """Build a page that was left out."""
        self._files.src_uris[page].inclusion = self._left_out.pop(page)


def _is_included(file: File) -> bool:
    """Return whether a file is built.

    Material's blog makes its pages early, and keeps them excluded until there is a navigation.
    """
    return file.inclusion.is_included() or file.page is not None


def published_site(page: str, files: Files, config: MkDocsConfig) -> PublishedSite | None:
    """Return the site as others know it, or None if it has no glossary page.

    Args:
        page: Docs path of the glossary page.
        files: The files of the site.
        config: Its configuration.
    """
    file = files.get_file_from_path(page)
    if file is None or not file.inclusion.is_included():
        return None
    path = posixpath.splitext(file.dest_uri.removesuffix("/index.html"))[0]
    beside = "glossary.json" if path == "index" else f"{path}.json"
    is_taken = any(other.dest_uri == beside for other in files)
    return PublishedSite(
        config.site_name, file.url, "" if is_taken else beside, partial(_url, files)
    )


def _url(files: Files, path: str) -> str | None:
    """Return the URL of the page with a docs path."""
    file = files.get_file_from_path(path)
    return None if file is None else file.url


def text_of(file: File) -> str:
    """Return the text of a page's file, front matter included, whatever is in it."""
    return decode(file.src_uri, file.content_bytes)[0]


def included_in(
    file: File, config: MkDocsConfig, docstring: Docstring | None
) -> Iterator[tuple[str, Lines]]:
    """Yield the files that a page includes, by the names that findings have for them.

    Args:
        file: The page.
        config: The configuration.
        docstring: The docstring on it that is being converted, if any.
    """
    base_path = config.mdx_configs.get("pymdownx.snippets", {}).get("base_path", ["."])
    folders = _Folders(Path(config.docs_dir), root_of(config))
    if docstring is not None:
        yield from docstring_lines(docstring, folders)
    yield from included_by(file.src_uri, text_of(file), base_path, folders)


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of the configuration, to which sources are relative."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def config_file(config: MkDocsConfig) -> Path:
    """Return the configuration file, which may be none if the configuration was piped."""
    return root_of(config) / config_name(config)


def config_name(config: MkDocsConfig) -> str:
    """Return the name of the configuration file."""
    return Path(config.config_file_path or "mkdocs.yml").name
