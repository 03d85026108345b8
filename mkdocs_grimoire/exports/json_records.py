"""JSON, in the form that the plugin reads as a source."""

from __future__ import annotations

import json
from collections.abc import Mapping

from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.sources.record_fields import record

NAME = "json"


def export(glossary: Glossary) -> Mapping[str, str]:
    """Return a file with a list of the entries, each with the fields that it has."""
    records = [record(entry) for entry in glossary.entries]
    return {"glossary.json": json.dumps(records, ensure_ascii=False, indent=2) + "\n"}
