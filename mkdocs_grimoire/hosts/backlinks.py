"""The backlinks of the glossary page: the pages of MkDocs that they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from mkdocs_grimoire.builds.build import Build
from mkdocs_grimoire.linking.uses import Backlink
from mkdocs_grimoire.pages.entry_parts import UseLine


def use_lines(build: Build, order: Iterable[str], files: Files) -> dict[str, list[UseLine]]:
    """Return the backlinks of each entry, by its fragment, as lines on the glossary page."""
    glossary_page = files.get_file_from_path(build.options.page)
    base = glossary_page.url if glossary_page else ""
    page = cache(lambda path: _page_line(path, base, files))
    return {
        entry.anchor: [_in_section(page(place.page), place) for place in places]
        for entry, places in build.uses.backlinks(order).items()
    }


def _page_line(path: str, base: str, files: Files) -> UseLine:
    """Return the backlink to a page as a line on the page with the URL `base`."""
    file = files.get_file_from_path(path)
    if file is None or file.page is None:
        return UseLine("", path, "")
    return UseLine(get_relative_url(file.url, base), str(file.page.title or file.src_uri), "")


def _in_section(line: UseLine, place: Backlink) -> UseLine:
    """Return the backlink to a page as one to a place on it, if the page has a URL."""
    if not line.href:
        return line
    section = place.section.title if place.section else ""
    return UseLine(f"{line.href}#{place.fragment}", line.page, section)
