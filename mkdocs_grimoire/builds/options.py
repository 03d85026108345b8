"""What the user decided, as the core needs to know it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from mkdocs_grimoire.findings.diagnostics import Level, Rule
from mkdocs_grimoire.glossary.forms import Comparison
from mkdocs_grimoire.linking.linker import Autolink
from mkdocs_grimoire.pages.interface import ENGLISH, Words


class Math(StrEnum):
    """What becomes of the formulas in entries."""

    MATHML = "mathml"
    """They are converted in the build."""
    SITE = "site"
    """They are left to the site's renderer, which is called for those in a card."""
    OFF = "off"
    """A dollar is a dollar."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user decided, checked."""

    page: str = "glossary.md"
    """Docs path of the glossary page."""
    autolink: Autolink = Autolink.PAGE
    """Which occurrences are linked."""
    comparison: Comparison = field(default_factory=Comparison)
    """How labels compare with texts."""
    tooltips: bool = True
    """Whether pages carry cards."""
    math: Math = Math.MATHML
    """What becomes of formulas in entries."""
    sort: bool = True
    """Whether the page is sorted."""
    backlinks: bool = True
    """Whether each entry lists its uses."""
    toc: int = 50
    """How many entries the table of contents lists at most; if there are more, it lists none."""
    search: bool = True
    """Whether a search finds a section by labels that it does not have."""
    words: Words = ENGLISH
    """The interface."""
    rules: frozenset[Rule] = frozenset(rule for rule in Rule if rule.level is not Level.IGNORE)
    """The rules that are not ignored on the whole site."""
