"""Resolves the links that the author made to entries: `term:` links, and links to the page."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from mkdocs_grimoire.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.entry import Entry, Place
from mkdocs_grimoire.glossary import Glossary
from mkdocs_grimoire.linker import link_attributes
from mkdocs_grimoire.scopes import Reach

SCHEME = "term:"
UNDEFINED_CLASS = "grimoire-undefined"


@dataclass(slots=True)
class Origin:
    """Where the text of a link was written."""

    whole: Place
    """The place to name where no line can be found."""
    lines: Callable[[str], list[int]]
    """Returns the lines on which a text is written in it, outside code."""
    reach: Reach = None
    """The pages that the text speaks of; names mean what they mean there."""
    counted: Counter[str] = field(default_factory=Counter)
    """How often each target has been asked for."""

    def place(self, target: str) -> Place:
        """Return the place of the next link to a target.

        A link's target says all that a finding says of it, so the n-th finding for a target may
        name the n-th line that has it, in whatever order the document is walked.
        """
        lines = self.lines(target)
        number = self.counted[target]
        self.counted[target] += 1
        if not lines:
            return self.whole
        return Place(self.whole.path, lines[min(number, len(lines) - 1)])


class References:
    """Resolves the links of one document, nothing more."""

    def __init__(
        self,
        glossary: Glossary,
        *,
        page: str,
        glossary_page: str,
        other_anchors: Container[str],
        href: Callable[[Entry], str],
    ) -> None:
        """Prepare.

        Args:
            glossary: Knows the names.
            page: Docs path of the document.
            glossary_page: Docs path of the glossary page.
            other_anchors: Fragments of the glossary page that are no entries.
            href: Returns the link from the document to an entry.
        """
        self._glossary = glossary
        self._page = page
        self._glossary_page = glossary_page
        self._other_anchors = other_anchors
        self._href = href
        self.resolved: dict[Element, Entry] = {}
        """The links to entries."""
        self.findings: list[Diagnostic] = []
        """The links to nothing."""

    def resolve(self, element: Element, origin: Origin) -> None:
        """Resolve the links in an element, changing them in place.

        Args:
            element: The element; it is looked at as well.
            origin: Where its text was written.
        """
        for link, nested in list(_links(element)):
            target = link.get("href", "")
            if target[: len(SCHEME)].lower() == SCHEME:
                self._resolve_term(link, target, origin, nested=nested)
            elif "#" in target:
                self._resolve_by_hand(link, target, origin)

    def _resolve_term(self, link: Element, target: str, origin: Origin, *, nested: bool) -> None:
        """Resolve `term:name`."""
        name = " ".join(unquote(target[len(SCHEME) :]).split())
        entry = self._glossary.resolve(name, origin.reach)
        if not len(link) and not link.text:
            link.text = entry.term if entry else name
        if entry is None:
            nearest = self._glossary.nearest(name)
            self._refuse(link, origin.place(target), Problem.UNDEFINED_TERM, name, nearest)
        elif nested:
            _make_span(link)
        else:
            self._accept(link, entry)

    def _resolve_by_hand(self, link: Element, target: str, origin: Origin) -> None:
        """Resolve `glossary.md#fragment`, or `#fragment` on the glossary page."""
        try:
            parts = urlsplit(target)
        except ValueError:  # as for a host with half a bracket
            return
        if parts.scheme or parts.netloc or not parts.fragment:
            return
        folder = posixpath.dirname(self._page)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if (path if parts.path else self._page) != self._glossary_page:
            return
        anchor = unquote(parts.fragment)
        entry = self._glossary.by_anchor.get(anchor)
        if entry is not None:
            self._accept(link, entry)
        elif anchor not in self._other_anchors:
            nearest = self._glossary.nearest(anchor)
            near = self._glossary.resolve(nearest) if nearest else None
            suggestion = f"#{near.anchor}" if near else ""
            place = origin.place(target)
            self._refuse(link, place, Problem.UNDEFINED_ANCHOR, f"#{anchor}", suggestion)

    def _accept(self, link: Element, entry: Entry) -> None:
        attributes = link_attributes(entry, self._href(entry))
        own_classes = link.get("class", "")
        link.attrib.pop("title", None)
        link.attrib.update(attributes)
        if own_classes:
            link.set("class", f"{attributes['class']} {own_classes}")
        self.resolved[link] = entry

    def _refuse(
        self, link: Element, place: Place, problem: Problem, subject: str, suggestion: str
    ) -> None:
        """Keep the author's words as text, and report them."""
        _make_span(link)
        link.set("class", UNDEFINED_CLASS)
        self.findings.append(Diagnostic(place, problem, subject, suggestion=suggestion))


def _links(element: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the links in an element, and whether each stands in another link."""
    nested: set[Element] = set()
    for link in element.iter("a"):
        nested.update(inner for inner in link.iter("a") if inner is not link)
        yield link, link in nested


def _make_span(link: Element) -> None:
    """Turn a link into an element that means nothing."""
    link.tag = "span"
    link.attrib.clear()
