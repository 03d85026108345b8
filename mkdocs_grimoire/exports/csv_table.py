"""CSV, in the form that the plugin reads as a source."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.sources.record_fields import Value, record

NAME = "csv"


def export(glossary: Glossary) -> Mapping[str, str]:
    """Return a file with a row for each entry, and a column for each field that any has."""
    records = [record(entry) for entry in glossary.entries]
    names = list(dict.fromkeys(["term", *(name for fields in records for name in fields)]))
    text = io.StringIO()
    # All in quotes: a reader may take the blanks before a cell for none.
    table = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    table.writerow(names)
    table.writerows([_cell(fields.get(name, "")) for name in names] for fields in records)
    return {"glossary.csv": text.getvalue()}


def _cell(value: Value) -> str:
    """Return the text of a cell; a list has commas."""
    return value if isinstance(value, str) else ", ".join(value)
