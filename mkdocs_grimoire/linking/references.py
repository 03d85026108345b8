"""Resolves the links that the author made to entries: `term:` links, and links to the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Edit, Problem
from mkdocs_grimoire.glossary.glossary import Glossary, Near
from mkdocs_grimoire.linking.links import link_attributes
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.origin import Origin
from mkdocs_grimoire.sources.paths import Docs, Target, link_between, sibling

SCHEME = "term:"
SAFE_NAME = re.compile(r"[\w.:/+-]+")
"""A name that may stand in any link as it is."""

UNDEFINED_CLASS = "grimoire-undefined"


class Standpoint(NamedTuple):
    """A document and the site around it, as its links see them."""

    page: str
    """Docs path of the document."""
    glossary_page: str
    """Docs path of the glossary page."""
    other_anchors: Container[str] = frozenset()
    """Fragments of the glossary page that are no entries."""
    docs: Docs = Docs()
    """The files of the site."""


class References:
    """Resolves the links of one document, nothing more."""

    def __init__(
        self,
        glossary: Glossary,
        standpoint: Standpoint,
        href: Callable[[Entry], str],
    ) -> None:
        """Prepare.

        Args:
            glossary: Knows the names.
            standpoint: The document, and the site around it.
            href: Returns the link from the document to an entry.
        """
        self._glossary = glossary
        self._at = standpoint
        self._href = href
        self._settled: set[Element] = set()
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
            elif "#" in target or self._glossary.by_target or self._at.docs.sources:
                self._resolve_by_hand(link, target, origin)
        if origin.base != self._at.page:
            self._rebase(element, origin.base)

    def _resolve_term(self, link: Element, target: str, origin: Origin, *, nested: bool) -> None:
        """Resolve `term:name`."""
        name = " ".join(unquote(target[len(SCHEME) :]).split())
        entry = self._glossary.resolve(name, origin.reach)
        if not len(link) and not link.text:
            link.text = entry.term if entry else self._glossary.bare(name)
        if entry is None and self._glossary.is_beyond(name):
            _keep_words(link)  # that the site could not be reached is said once
        elif entry is None:
            near = self._glossary.near(name, origin.reach)
            edit = Edit(target, SCHEME + in_link(near[0])) if len(near) == 1 else None
            nearest = near[0].label if near else ""
            problem, place = Problem.UNDEFINED_TERM, origin.place(target)
            self._refuse(link, Diagnostic(place, problem, name, "", nearest, edit))
        elif nested:
            _make_span(link)
        else:
            self._accept(link, entry)

    def _resolve_by_hand(self, link: Element, written: str, origin: Origin) -> None:
        """Resolve `glossary.md#fragment`, `#fragment` in a source, and a link to a term's file."""
        target = self._at.docs.target(origin.base, written)
        if target is None:
            return
        part = self._glossary.parts.get(f"{target.path}#{target.fragment}")
        if part is not None:
            self._lead_to_page(link, part)
            return
        entry = self._entry_at(target, origin)
        is_source = self._is_only_source(target.path, origin)
        is_here = is_source or target.path == self._at.glossary_page
        if entry is not None:
            self._accept(link, entry)
        elif is_here and target.fragment and target.fragment not in self._at.other_anchors:
            near = self._glossary.near(target.fragment, origin.reach)
            suggestion = f"#{near[0].entry.anchor}" if near else ""
            subject, place = f"#{target.fragment}", origin.place(written)
            path = written.split("#", 1)[0]
            edit = Edit(written, f"{path}{suggestion}") if len(near) == 1 else None
            problem = Problem.UNDEFINED_ANCHOR
            self._refuse(link, Diagnostic(place, problem, subject, "", suggestion, edit))
        elif is_source:
            self._lead_to_page(link, target.fragment)

    def _is_only_source(self, path: str, origin: Origin) -> bool:
        """Return whether a path is that of a source which is no page."""
        is_own = path == origin.base != self._at.page
        return (is_own or path in self._at.docs.sources) and path not in self._at.docs.files

    def _lead_to_page(self, link: Element, fragment: str) -> None:
        """Make a link lead to the glossary page, which has what its source has."""
        glossary_page = link_between(self._at.page, self._at.glossary_page)
        link.set("href", f"{glossary_page}#{fragment}" if fragment else glossary_page)
        self._settled.add(link)

    def _entry_at(self, target: Target, origin: Origin) -> Entry | None:
        """Return the entry that a link leads to, in its source or on the glossary page."""
        glossary, is_source = self._glossary, origin.base != self._at.page
        whole = f"{target.path}#{target.fragment}" if target.fragment else target.path
        if whole in glossary.by_target:
            return glossary.by_target[whole]
        if is_source and target.path.startswith("/"):
            return glossary.by_target.get(sibling(origin.base, target.path))
        if target.path == self._at.glossary_page or (is_source and target.path == origin.base):
            return glossary.by_anchor.get(target.fragment)
        return None

    def _rebase(self, element: Element, base: str) -> None:
        """Make relative links and images of a source elsewhere start from the page."""
        for child in element.iter():
            name = {"a": "href", "img": "src"}.get(str(child.tag), "")
            written = child.get(name, "")
            is_here = written.startswith("#") and unquote(written[1:]) in self._at.other_anchors
            is_settled = child in self.resolved or child in self._settled
            if written and not is_settled and not is_here:
                child.set(name, self._at.docs.rebased(written, base, self._at.page))

    def _accept(self, link: Element, entry: Entry) -> None:
        attributes = link_attributes(entry, self._href(entry))
        own_classes = link.get("class", "")
        link.attrib.pop("title", None)
        link.attrib.update(attributes)
        if own_classes:
            link.set("class", f"{attributes['class']} {own_classes}")
        self.resolved[link] = entry

    def _refuse(self, link: Element, finding: Diagnostic) -> None:
        """Keep the author's words as text, and report them."""
        _keep_words(link)
        self.findings.append(finding)


def in_link(near: Near) -> str:
    """Return what names an entry in a link: its label, or its fragment if that has blanks."""
    return near.label if SAFE_NAME.fullmatch(near.label) else near.entry.key


def _links(element: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the links in an element, and whether each stands in another link."""
    nested: set[Element] = set()
    for link in element.iter("a"):
        nested.update(inner for inner in link.iter("a") if inner is not link)
        yield link, link in nested


def _keep_words(link: Element) -> None:
    """Turn a link to nothing into the author's words."""
    _make_span(link)
    link.set("class", UNDEFINED_CLASS)


def _make_span(link: Element) -> None:
    """Turn a link into an element that means nothing."""
    link.tag = "span"
    link.attrib.clear()
