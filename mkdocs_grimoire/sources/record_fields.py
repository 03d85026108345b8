"""Writes an entry as the fields that a source in JSON or CSV has."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_grimoire.sources.entry import Entry

Value = str | tuple[str, ...]


def record(entry: Entry, aliases: tuple[str, ...] | None = None) -> Mapping[str, Value]:
    """Return the fields of an entry that say anything, by their names in a source.

    Args:
        entry: The entry.
        aliases: What to write in place of the aliases that its author listed. Those leave out the
            labels that were read out of the definition: they will be read out of it again.
    """
    fields: dict[str, Value] = {
        "term": entry.term,
        "id": entry.anchor,
        "definition": entry.definition.strip("\n"),
        "aliases": entry.aliases if aliases is None else aliases,
        "hidden": entry.hidden,
        "short": entry.short,
        "see": entry.see,
        "tags": entry.tags,
        "case": str(entry.case or ""),
        "autolink": "" if entry.autolink else "off",
        "url": entry.url,
        "avoid": entry.avoid,
        "never": entry.never,
        "scope": entry.scope,
    }
    return {name: value for name, value in fields.items() if value}
