"""The glossary page where no file is it: announced early to other plugins, and filled late."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_grimoire.builds.settings import Settings
from mkdocs_grimoire.hosts.languages import Languages
from mkdocs_grimoire.sources.reading import files_of

FRONT = "---\nrender_macros: false\n---\n\n"
"""Before the Markdown of the page: what looks like a macro in it is the TeX of a formula."""


class GeneratedPage:
    """A page that is made of sources, from the time when nobody knows what is in them."""

    def __init__(self, settings: Settings, languages: Languages, root: Path) -> None:
        """Prepare.

        Args:
            settings: Where the page is, and its sources.
            languages: The languages of the site.
            root: The folder of the configuration.
        """
        self._root = root
        self._path = settings.page
        self._sources = settings.sources
        self._languages = languages
        self._announced: set[str] = set()

    def announce(self, files: Files, config: MkDocsConfig) -> None:
        """Add the page to the files, empty, for plugins that ask early whether it exists."""
        root, known = self._root, files.src_uris.keys()
        sources = (named.path for each in self._sources for named in files_of(each, root))
        sourced = self._languages.of_sources(sources, root)
        for path in list(self._languages.missing(self._path, known, sourced)):
            self._announced.add(path)
            if self._languages.current:
                # static-i18n wants a file in the docs to give it the URL of its language.
                there = str(Path(config.docs_dir, path))
                files.append(File.generated(config, path, abs_src_path=there))
            else:
                files.append(File.generated(config, path, content=""))

    def withdraw(self, files: Files, config: MkDocsConfig) -> File | None:
        """Return the page, and take it out of the files; None if a file is the page after all."""
        file = files.get_file_from_path(self._path)
        if file is None:  # a plugin has left it out, but terms lead to it
            return File.generated(config, self._languages.path_of(self._path), content="")
        if file.src_uri not in self._announced or not _is_empty(file):
            return None
        files.remove(file)
        return file

    def fill(self, file: File, markdown: str, source: Path) -> None:
        """Make the page.

        Args:
            file: The page, empty.
            markdown: What is in it.
            source: A file that it is made of, for plugins that ask each page for its own.
        """
        file.generated_by = "grimoire"
        # JSON can escape half a character, which has no bytes.
        file.content_string = f"{FRONT}{markdown}".encode(errors="replace").decode()
        if source.is_file():
            file.abs_src_path = os.path.normpath(source)  # as MkDocs does


def _is_empty(file: File) -> bool:
    """Return whether a file is in no folder and has no text."""
    if file.abs_src_path is None:
        return not file.content_bytes
    return not Path(file.abs_src_path).is_file()
