"""What the front matter of a page says under `grimoire`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem, Rule
from mkdocs_grimoire.findings.lines import Lines
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.findings.silence import ALL_RULES, RULES
from mkdocs_grimoire.linking.linker import Autolink

PROSE_RULES = frozenset({Rule.AVOID, Rule.EXPANSION, Rule.ACRONYM})
"""The rules of what the scan finds; a page that is not scanned for links is not for these."""

CHOICES = ", ".join(Autolink)


class Decider(StrEnum):
    """Who decides which occurrences are linked on a page."""

    SITE = "the site's 'autolink'"
    """The option `autolink`."""
    EXCLUDE = "the site's 'exclude'"
    """The option `exclude`."""
    PAGE = "the page's front matter"
    """What stands under `grimoire` there."""


@dataclass(frozen=True, slots=True)
class PageOptions:
    """The options of one page."""

    autolink: Autolink
    """Which occurrences are linked on it."""
    silent: frozenset[Rule] = frozenset()
    """The rules of which nothing is heard."""
    problems: tuple[str, ...] = ()
    """What is wrong with the front matter."""
    decider: Decider = field(default=Decider.SITE, compare=False)
    """Who decided which occurrences are linked; whoever it was, they are linked the same."""


def page_options(said: Any, site: Autolink, *, is_excluded: bool) -> PageOptions:
    """Return the options of a page.

    Args:
        said: What stands under `grimoire`: nothing, a switch, or a mapping with `autolink` and
            `ignore`.
        site: Which occurrences the site links.
        is_excluded: Whether the site excludes the page.
    """
    default = PageOptions(site)
    if is_excluded:
        default = PageOptions(Autolink.OFF, PROSE_RULES, decider=Decider.EXCLUDE)
    if said is None or said is True:
        return default
    if said is False:
        return PageOptions(Autolink.OFF, PROSE_RULES, decider=Decider.PAGE)
    if not isinstance(said, dict):
        problem = f"expected true, false or autolink: {CHOICES}; got {_got(said)}"
        return replace(default, problems=(problem,))
    return _of_mapping(said, default)


def _got(said: Any) -> str:
    """Return what a message shows of a value: a list may be nested deeper than Python can print."""
    if isinstance(said, (list, dict)):
        return "a list" if isinstance(said, list) else "a mapping"
    return f"'{said}'"


def _of_mapping(said: dict[Any, Any], default: PageOptions) -> PageOptions:
    problems = [
        f"unknown option '{key}', expected 'autolink' or 'ignore'"
        for key in said
        if key not in {"autolink", "ignore"}
    ]
    autolink, silent, decider = default.autolink, default.silent, default.decider
    wanted = said.get("autolink", True)
    if wanted is False or wanted in list(Autolink):
        autolink = Autolink.OFF if wanted is False else Autolink(wanted)
        decider = Decider.PAGE
    elif wanted is not True and wanted is not None:
        problems.append(f"expected true, false or autolink: {CHOICES}; got {_got(wanted)}")
    ignored = said.get("ignore", [])
    names = ignored if isinstance(ignored, list) else [ignored]
    for name in names:
        if name is True:
            silent = ALL_RULES
        elif isinstance(name, str) and name in RULES:
            silent |= {RULES[name]}
        elif name is not None and name is not False:
            problems.append(f"ignore: no rule is named {_got(name)}")
    return PageOptions(autolink, silent, tuple(problems), decider)


def option_findings(page: str, text: str, options: PageOptions) -> Iterator[Diagnostic]:
    """Yield what is wrong with the options of a page.

    Args:
        page: Its docs path.
        text: Its text, front matter included.
        options: What was read.
    """
    for detail in options.problems:
        spots = Lines(text).find("grimoire:")
        place = Place(page, *spots[0]) if spots else Place(page)
        yield Diagnostic(place, Problem.WRONG_OPTION, detail=detail)
