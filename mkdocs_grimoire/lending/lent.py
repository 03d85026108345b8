"""What another site lends: the terms in its files, checked to be terms, and not yet trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from mkdocs_grimoire.lending.sphinx_inventory import LARGEST, MAGIC, TERM, Item, unpack
from mkdocs_grimoire.sources.data import UnreadableDataError
from mkdocs_grimoire.sources.entry import Case

FORMAT = 1
"""Version of the format of `glossary.json`, raised when readers of the one before would err."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Characters that no text has; some stand for other things while a page is converted."""

CASES = {"": None, **{str(case): case for case in Case}}


class LentEntry(NamedTuple):
    """A term of another site."""

    term: str
    """The preferred label, as plain text."""
    anchor: str
    """Fragment of the entry, by which it is referenced as well."""
    url: str
    """Where it is, relative to the file that says so, or absolute."""
    aliases: tuple[str, ...] = ()
    """Other labels that are shown."""
    hidden: tuple[str, ...] = ()
    """Labels that are not."""
    never: tuple[str, ...] = ()
    """Spellings that are not linked."""
    case: Case | None = None
    """The case rule of the entry."""
    autolink: bool = True
    """Whether prose may be linked."""
    title: str = ""
    """HTML of the term, which nobody has looked at."""
    short: str = ""
    """HTML of the short form, likewise; empty if there is no card."""


class Lent(NamedTuple):
    """What a file lends."""

    site: str
    """Name of the site; empty if it has none."""
    entries: tuple[LentEntry, ...]
    """Its entries."""
    refused: tuple[str, ...] = ()
    """What was wrong with the others, a clause for each."""


class _WrongEntryError(ValueError):
    """An entry that cannot be used; the message says why."""


def read_lent(content: bytes) -> Lent:
    """Return what a file lends: an `objects.inv` or a `glossary.json`, whichever it is.

    Raises:
        UnreadableDataError: If it is neither, or damaged, or too large, or has no term.
    """
    if len(content) > LARGEST:
        raise UnreadableDataError(f"it is larger than {LARGEST // 2**20} MiB")
    lent = _from_objects(content) if content.startswith(MAGIC) else _from_json(content)
    if not lent.entries:
        raise UnreadableDataError(lent.refused[0] if lent.refused else "it has no terms")
    return lent


def _from_objects(content: bytes) -> Lent:
    """Return the terms of an inventory; those of one place are one entry."""
    inventory = unpack(content)
    places: dict[str, list[Item]] = {}
    for item in inventory.items:
        if item.role == TERM:
            places.setdefault(item.uri, []).append(item)
    entries, refused = _checked([_term_at(uri, items) for uri, items in places.items()])
    return Lent(_site(inventory.project), entries, refused)


def _term_at(uri: str, items: Sequence[Item]) -> LentEntry:
    labels = tuple(item.text or item.name for item in items)
    names = tuple(item.name for item in items if item.text)
    anchor = unquote(uri.partition("#")[2])
    return LentEntry(labels[0], anchor, uri, aliases=labels[1:], hidden=names)


def _from_json(content: bytes) -> Lent:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, json.JSONDecodeError) else "not UTF-8, or too deep"
        raise UnreadableDataError(f"it is no JSON: {reason}") from error
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise UnreadableDataError("it has no list 'entries'")
    if data.get("version") != FORMAT:
        raise UnreadableDataError(f"its format is of another version than {FORMAT}")
    name = data.get("name")
    entries, refused = _checked(data["entries"])
    return Lent(_site(name if isinstance(name, str) else ""), entries, refused)


def _site(name: str) -> str:
    return " ".join(FORBIDDEN.sub("", name).split())


def _checked(records: Sequence[Any]) -> tuple[tuple[LentEntry, ...], tuple[str, ...]]:
    """Return the entries of records, and what was wrong with those that are none."""
    entries: dict[str, LentEntry] = {}
    refused = []
    for number, record in enumerate(records, start=1):
        try:
            entry = record if isinstance(record, LentEntry) else _entry(record)
            _check(entry)
        except _WrongEntryError as error:
            refused.append(f"entry {number}: {error}")
            continue
        entries.setdefault(entry.anchor or entry.url, entry)
    return tuple(entries.values()), tuple(refused)


def _check(entry: LentEntry) -> None:
    """Make sure that an entry can be used.

    Raises:
        _WrongEntryError: If it cannot.
    """
    for name in ("term", "url"):
        if not getattr(entry, name).strip():
            raise _WrongEntryError(f"it has no '{name}'")
    if any(FORBIDDEN.search(text) for text in _texts(entry)):
        raise _WrongEntryError("it has characters that no text has")


def _texts(entry: LentEntry) -> Iterator[str]:
    yield from (entry.term, entry.anchor, entry.url, entry.title, entry.short)
    yield from (*entry.aliases, *entry.hidden, *entry.never)


def _entry(record: Any) -> LentEntry:
    """Return the entry of a record in `glossary.json`.

    Raises:
        _WrongEntryError: If a value is of another kind.
    """
    if not isinstance(record, dict):
        raise _WrongEntryError("it is no mapping")
    html = record.get("html", {})
    if not isinstance(html, dict):
        raise _WrongEntryError("'html' is no mapping")
    case = _text(record, "case")
    if case not in CASES:
        raise _WrongEntryError("'case' is not smart, ignore or exact")
    return LentEntry(
        term=" ".join(_text(record, "term").split()),
        anchor=_text(record, "anchor"),
        url=_text(record, "url"),
        aliases=_labels(record, "aliases"),
        hidden=_labels(record, "hidden"),
        never=_labels(record, "never"),
        case=CASES[case],
        autolink=_text(record, "autolink") != "off",
        title=_text(html, "term"),
        short=_text(html, "short"),
    )


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name, "")
    if not isinstance(value, str):
        raise _WrongEntryError(f"'{name}' is no text")
    return value


def _labels(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = record.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise _WrongEntryError(f"'{name}' is no list of texts")
    return tuple(text for value in values if (text := " ".join(value.split())))
