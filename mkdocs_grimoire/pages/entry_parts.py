"""What an entry on the page has beside its definition: labels, related entries, tags, uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.linking.links import link_attributes
from mkdocs_grimoire.pages.interface import Words
from mkdocs_grimoire.sources.entry import Entry

FOLDED_FROM = 6
"""Places that use an entry from which they are folded: five can be taken in at a glance."""

SECTION_MARK = " \u203a "


class UseLine(NamedTuple):
    """A line of an entry's backlinks."""

    href: str
    """From the glossary page to the very use."""
    page: str
    """Title of the page."""
    section: str
    """Title of the section, or an empty string."""


def known_as_line(entry: Entry, words: Words) -> Element:
    """Return the paragraph that lists an entry's other labels."""
    return _line("grimoire-aliases", words.known_as, ", ".join(entry.shown_labels))


def tags_line(entry: Entry, words: Words) -> Element:
    """Return the paragraph that lists an entry's tags."""
    return _line("grimoire-tags", words.tags, ", ".join(entry.tags))


def more_line(href: str, words: Words) -> Element:
    """Return the paragraph that leads to where an entry's uses lead, if that is another page."""
    line = Element("p", {"class": "grimoire-more"})
    SubElement(line, "a", {"href": href}).text = words.more
    return line


def _line(name: str, label: str, text: str = "") -> Element:
    line = Element("p", {"class": name})
    line.text = f"{label}: {text}"
    return line


class SeeLine(NamedTuple):
    """The paragraph that leads to related entries."""

    element: Element
    """The paragraph."""
    links: dict[Element, Entry]
    """The links in it."""
    findings: list[Diagnostic]
    """The names that it cannot link."""


def see_line(
    entry: Entry, glossary: Glossary, words: Words, href: Callable[[Entry], str]
) -> SeeLine:
    """Return the paragraph that links to an entry's related entries.

    Args:
        entry: The entry.
        glossary: Knows their names.
        words: The interface.
        href: Returns the link to an entry of another site.
    """
    line = SeeLine(_line("grimoire-see", words.see), {}, [])
    for name in entry.see:
        if len(line.element):
            line.element[-1].tail = ", "
        other = glossary.resolve(name, glossary.scopes.reach(entry))
        if other is not None:
            target = href(other) if other.inventory else f"#{other.anchor}"
            item = SubElement(line.element, "a", link_attributes(other, target))
            line.links[item] = other
        else:
            if not glossary.is_beyond(name):
                nearest = glossary.nearest(name)
                problem = Problem.UNDEFINED_SEE
                line.findings.append(Diagnostic(entry.place, problem, name, suggestion=nearest))
            item = SubElement(line.element, "span", {"class": "grimoire-undefined"})
        item.text = other.term if other else glossary.bare(name)
    return line


def backlinks_slot(entry: Entry) -> Element:
    """Return the empty element that `fill_backlinks` fills when all pages are known."""
    return Element("div", {"class": "grimoire-uses", "data-grimoire-uses": entry.anchor})


SLOT = re.compile(r'<div class="grimoire-uses" data-grimoire-uses="(?P<anchor>[^"]*)"></div>\n?')


def fill_backlinks(html: str, lines: Callable[[str], Sequence[UseLine]], words: Words) -> str:
    """Fill the slots in the finished page.

    Args:
        html: The page's HTML.
        lines: Returns the backlinks of the entry with an anchor.
        words: The interface.

    Returns:
        The page; a slot without backlinks is gone.
    """
    return SLOT.sub(lambda slot: _backlinks(lines(unescape(slot["anchor"])), words), html)


def _backlinks(lines: Sequence[UseLine], words: Words) -> str:
    if not lines:
        return ""
    label = escape(words.used_in, quote=False)
    items = "".join(f"<li>{_use_line(line)}</li>" for line in lines)
    if len(lines) < FOLDED_FROM:
        content = f"<p>{label}</p><ul>{items}</ul>"
    else:
        summary = f"<summary>{label} ({len(lines)})</summary>"
        content = f"<details>{summary}<ul>{items}</ul></details>"
    return f'<div class="grimoire-uses" data-search-exclude>{content}</div>\n'


def _use_line(line: UseLine) -> str:
    title = escape(line.page, quote=False)
    if line.section:
        title = f"{title}{SECTION_MARK}{escape(line.section, quote=False)}"
    return f'<a href="{escape(line.href)}">{title}</a>'
