"""The backlinks of the glossary page: the pages of MkDocs that they lead to."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from mkdocs_grimoire.builds.build import Build
from mkdocs_grimoire.linking.uses import Backlink
from mkdocs_grimoire.pages.entry_parts import UseLine


def use_lines(build: Build, order: Iterable[str], files: Files) -> dict[str, list[UseLine]]:
    """Return the backlinks of each entry, by its fragment, as lines on the glossary page."""
    glossary_page = files.get_file_from_path(build.options.page)
    base = glossary_page.url if glossary_page else ""
    lines: dict[str, list[UseLine]] = {}
    for entry, places in build.uses.backlinks(order).items():
        lines[entry.anchor] = [_use_line(place, base, files) for place in places]
    return lines


def _use_line(place: Backlink, base: str, files: Files) -> UseLine:
    """Return a backlink as a line on the page with the URL `base`."""
    file = files.get_file_from_path(place.page)
    if file is None or file.page is None:
        return UseLine("", place.page, "")
    href = get_relative_url(file.url, base)
    title = str(file.page.title or file.src_uri)
    section = place.section.title if place.section else ""
    return UseLine(f"{href}#{place.fragment}", title, section)
