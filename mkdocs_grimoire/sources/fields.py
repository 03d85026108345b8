"""The fields of an entry: their names, what each may hold, and what is said of a wrong one."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import TypedDict, TypeVar

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.sources.data import Data, Fields, Items, Scalar, is_empty, legible
from mkdocs_grimoire.sources.entry import Case

NAMES = {
    "term": ("title",),
    "definition": ("description",),
    "id": (),
    "aliases": ("aka",),
    "hidden": (),
    "short": ("short_description",),
    "see": (),
    "tags": (),
    "case": (),
    "autolink": (),
    "url": ("full_link",),
    "avoid": (),
    "never": (),
    "scope": (),
}
"""Every field, and by what other names it goes in glossaries that people have."""

ATTRIBUTES = tuple(name for name in NAMES if name not in {"term", "definition", "id"})
"""The fields that a heading may have as attributes, which are named as here only."""

CANONICAL = {other: name for name, others in NAMES.items() for other in (name, *others)}

T = TypeVar("T")

LIKENESS = 0.75
"""Ratio of `difflib` from which a name is one of ours, misspelt: `alias`, but not `class`."""

CASES: Mapping[str, Case | None] = {str(case): case for case in Case}
SWITCH = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}


class Said(TypedDict, total=False):
    """What the fields of an entry say, but for its term and definition; none, if it has none."""

    aliases: tuple[str, ...]
    hidden: tuple[str, ...]
    short: str
    see: tuple[str, ...]
    tags: tuple[str, ...]
    case: Case | None
    autolink: bool
    url: str
    avoid: tuple[str, ...]
    never: tuple[str, ...]
    scope: tuple[str, ...]


def misspelt(name: str, fields: Iterable[str] = NAMES) -> str:
    """Return which of some fields an unknown name looks like, or an empty string."""
    near = difflib.get_close_matches(folded(name), list(fields), n=1, cutoff=LIKENESS)
    return near[0] if near else ""


def folded(name: str) -> str:
    """Return a name as fields are written: `Short description` is `short_description`."""
    return "_".join(name.replace("-", " ").casefold().split())


def listed(text: str) -> tuple[str, ...]:
    """Split a list between commas; empty items and repetitions are dropped."""
    return unique(text.split(","))


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Return texts with single blanks, each once, without empty ones."""
    texts = (" ".join(item.split()) for item in items)
    return tuple(dict.fromkeys(text for text in texts if text))


def read_scope(fields: Fields, path: str) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Return the scope that stands beside entries and holds for all, and what is wrong with it.

    Args:
        fields: The names and values beside the entries, the others being no concern of ours.
        path: How the file is named in findings.
    """
    own = (pair for pair in fields.pairs if CANONICAL.get(folded(str(pair[0].value))) == "scope")
    reader = FieldReader(Fields(tuple(own), fields.line), lambda line: Place(path, line))
    return reader.texts("scope"), reader.findings


class FieldReader:
    """Reads the fields of one entry and keeps what was wrong with them, nothing more."""

    def __init__(
        self,
        fields: Fields,
        place: Callable[[int], Place],
        leads_to: Callable[[str], str | None] = str,
    ) -> None:
        """Prepare.

        Args:
            fields: The names and values. Of two values of one name the last counts, but our own
                name goes before others for the same field.
            place: Returns the place of a line of the fields.
            leads_to: Returns where the `url` of an entry leads, or None if that is nowhere.
        """
        self.findings: list[Diagnostic] = []
        self._place = place
        self._leads_to = leads_to
        self._values: dict[str, Data] = {}
        ours_last = sorted(fields.pairs, key=lambda pair: folded(str(pair[0].value)) in NAMES)
        for name, value in ours_last:
            self._keep(name, value)

    def _keep(self, name: Scalar, value: Data) -> None:
        known = CANONICAL.get(folded(str(name.value)))
        if known:
            self._values[known] = legible(value)
        elif not name.value and not is_empty(value):
            self._report(value.line, Problem.NO_NAME, "", str(value))
        elif near := misspelt(str(name.value)):
            self._report(name.line, Problem.UNKNOWN_FIELD, str(name.value), suggestion=near)

    def _report(
        self, line: int, problem: Problem, subject: str, detail: str = "", suggestion: str = ""
    ) -> None:
        finding = Diagnostic(self._place(line), problem, subject, detail, suggestion)
        self.findings.append(finding)

    def _refuse(self, name: str, value: Data, expected: str) -> None:
        self._report(value.line, Problem.WRONG_FIELD, name, f"expected {expected}, got {value}")

    def said(self) -> Said:
        """Return what the fields say, but for the term and the definition."""
        return Said(
            aliases=self.texts("aliases"),
            hidden=self.texts("hidden"),
            short=self.text("short"),
            see=self.texts("see"),
            tags=self.texts("tags"),
            case=self._choice("case", CASES, "smart, ignore or exact", None),
            autolink=self._choice("autolink", SWITCH, "on or off", default=True),
            url=self._url(),
            avoid=self.texts("avoid"),
            never=self.texts("never"),
            scope=self.texts("scope"),
        )

    def line(self, name: str) -> int:
        """Return the line of a field, or 0 if there is none."""
        return self._values[name].line if name in self._values else 0

    def scalar(self, name: str) -> Scalar:
        """Return a field that holds a text; an empty text if it is missing or another thing."""
        value = self._values.get(name, Scalar(None, 0))
        if isinstance(value, Scalar) and isinstance(value.value, str):
            return value
        if not is_empty(value):
            self._refuse(name, value, "text")
        return Scalar("", value.line)

    def text(self, name: str) -> str:
        """Return the text of a field, without the blanks around it."""
        return str(self.scalar(name).value).strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a field, which is a list or has commas between them."""
        value = self._values.get(name)
        if isinstance(value, Items):
            return unique(self._item(name, item) for item in value.values)
        if value is None or is_empty(value):
            return ()
        if isinstance(value, Scalar) and isinstance(value.value, str):
            return listed(value.value)
        self._refuse(name, value, "a list of strings")
        return ()

    def _item(self, name: str, item: Data) -> str:
        """Return an item of a list of texts; one that is no text is reported and left out."""
        if isinstance(item, Scalar) and isinstance(item.value, str):
            return item.value
        if not is_empty(item):
            self._refuse(name, item, "a list of strings")
        return ""

    def _url(self) -> str:
        """Return where uses lead instead of the glossary page, or an empty string."""
        written = self.scalar("url")
        link = str(written.value).strip()
        leads_to = self._leads_to(link) if link else ""
        if leads_to is None:
            self._refuse("url", written, "an address or a page of the docs")
        return leads_to or ""

    def _choice(self, name: str, choices: Mapping[str, T], expected: str, default: T) -> T:
        """Return what a word of a field stands for; the default if there is none, or another."""
        value = self._values.get(name, Scalar(None, 0))
        word = str(value.value).strip().lower() if isinstance(value, Scalar) else ""
        if word not in choices and not is_empty(value):
            self._refuse(name, value, expected)
        return choices.get(word, default)
