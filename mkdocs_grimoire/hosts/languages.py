"""The languages of a site that mkdocs-static-i18n builds; no other module knows that plugin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

PLUGIN = "i18n"
"""The name under which a configuration has it."""


@dataclass(frozen=True, slots=True)
class Languages:
    """What the build of one language needs to know of all of them.

    A file is of a language by its name (`terms.fr.yml`) or, where the plugin finds the pages of a
    language in a folder, by one of its folders (`fr/terms.yml`); else of the default language.
    """

    current: str = ""
    """The language that is being built; empty where a site has only one."""
    default: str = ""
    """The language of what names none."""
    built: tuple[str, ...] = ()
    """All languages that are built."""
    has_folders: bool = False
    """Whether the pages of a language are in a folder of its own."""
    falls_back: bool = True
    """Whether the default language stands in for what another does not have."""

    def of(self, path: PurePath) -> str:
        """Return the language of a file.

        Args:
            path: Its path from the docs, or from the configuration.
        """
        named = PurePath(path.stem).suffix.removeprefix(".")
        folders = path.parts[:-1] if self.has_folders else ()
        return next((code for code in (named, *folders) if code in self.built), self.default)

    def owns(self, path: str) -> bool:
        """Return whether what is found in a file belongs to this build.

        A page that stands in for a missing translation is built for several languages, and its
        author wrote for one glossary alone.
        """
        language = self.of(PurePath(path)) if self.built else self.default
        return language == self.current

    def choose(self, path: Path, root: Path) -> Path | None:
        """Return the file to read in this language for a source, or None if there is none.

        Args:
            path: The source.
            root: The folder of the configuration.
        """
        language = self.of(_below(path, root))
        if language == self.current:
            return path
        if language != self.default:
            return None
        own = next(self._versions(path, root, self.current), None)
        return own or (path if self.falls_back else None)

    def of_sources(self, paths: Iterable[Path], root: Path) -> set[str]:
        """Return the languages, but for the default one, that some sources are in."""
        found = [each for path in paths for each in (path, *self.versions(path, root))]
        return {self.of(_below(path, root)) for path in found} - {self.default}

    def versions(self, path: Path, root: Path) -> list[Path]:
        """Return the files that are read for a source in other languages; none for a folder."""
        if not path.is_file():
            return []
        return [found for code in self.built for found in self._versions(path, root, code)]

    def _versions(self, path: Path, root: Path, code: str) -> Iterator[Path]:
        """Yield the files that a source of the default language has in another."""
        below = _below(path, root)
        base = path.parents[len(below.parts) - 1]
        named = below.with_name(f"{below.stem.removesuffix(f'.{self.default}')}.{code}")
        tried = [base / f"{named}{below.suffix}"]
        if self.has_folders:
            parts = (code if part == self.default else part for part in below.parts)
            tried.append(base.joinpath(*parts))
        yield from (each for each in tried if each != path and each.is_file())

    def missing(
        self, page: str, files: AbstractSet[str], sourced: AbstractSet[str]
    ) -> Iterator[str]:
        """Yield the docs paths of the glossary page where it is to be made of sources.

        Args:
            page: Its path as the options have it.
            files: The docs paths of all files.
            sourced: The languages that have sources of their own.
        """
        has_default = not files.isdisjoint({page, self._path_of(page, self.default)})
        if not has_default:
            yield self._path_of(page, self.default) if self.has_folders else page
        if has_default and self.falls_back:
            return
        others = (self._path_of(page, code) for code in self.built if code in sourced)
        yield from (path for path in others if path not in files)

    def path_of(self, page: str) -> str:
        """Return the docs path of a page in the language that is being built."""
        is_plain = self.current == self.default and not self.has_folders
        return page if is_plain else self._path_of(page, self.current)

    def _path_of(self, page: str, code: str) -> str:
        """Return the docs path of a page in a language."""
        if self.has_folders:
            return f"{code}/{page}"
        path = PurePath(page)
        return path.with_name(f"{path.stem}.{code}{path.suffix}").as_posix()


def _below(path: Path, root: Path) -> PurePath:
    """Return the path of a file from a folder, or its name if it is elsewhere."""
    return path.relative_to(root) if path.is_relative_to(root) else PurePath(path.name)


def languages_of(plugins: Mapping[str, Any]) -> Languages:
    """Return the languages of a site.

    Args:
        plugins: The plugins of the site by name.
    """
    plugin = plugins.get(PLUGIN)
    if plugin is None:
        return Languages()
    return Languages(
        current=plugin.current_language or plugin.default_language,
        default=plugin.default_language,
        built=tuple(plugin.build_languages),
        has_folders=plugin.config.docs_structure == "folder",
        falls_back=bool(plugin.config.fallback_to_default),
    )


def is_in_turn(plugins: Mapping[str, Any]) -> bool:
    """Return whether a language is built in the course of the build of another."""
    return PLUGIN in plugins and bool(plugins[PLUGIN].building)


def names_of(file: Any) -> set[str]:
    """Return the docs paths by which globs name a file of MkDocs: its own, and in any language."""
    return {file.src_uri, getattr(file, "norm_src_uri", file.src_uri)}


def in_turn(plugins: Mapping[str, Any]) -> Iterator[None]:
    """Step through the languages of a site, the default first, as a build does.

    Args:
        plugins: The plugins of the site by name.
    """
    yield
    languages = languages_of(plugins)
    for code in languages.built:
        if code != languages.default:
            plugins[PLUGIN].current_language = code
            yield
    if languages.built:
        plugins[PLUGIN].current_language = languages.default
