"""Reads entries that are written as fields: term files with front matter, YAML, JSON and CSV."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.sources.data import Data, Fields, Items, Scalar, UnreadableDataError, is_empty
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.fields import CANONICAL, FieldReader, folded, read_scope
from mkdocs_grimoire.sources.form import Form, Tools, as_markdown
from mkdocs_grimoire.sources.headings import own_anchors, part_anchors, title
from mkdocs_grimoire.sources.source import Anchors, Group, Parsed, Source
from mkdocs_grimoire.sources.tables import read_csv, read_json
from mkdocs_grimoire.text.markup import headings

LIST_KEYS = ("terms", "entries", "glossary")
"""Under which of its keys a mapping may have the entries."""

SCHEMA = "$schema"
"""The key of a mapping from terms that is none; `$PATH` may be a term."""

UNQUOTED = re.compile("[\"'`<>&\x00-\x08\x0e-\x1f\x7f]")
"""What an attribute of HTML cannot have as it is; themes write fragments without escaping them."""

FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*\n*\Z", re.MULTILINE)
"""What ends front matter."""


class RecordForm(Form):
    """A source whose entries are written as fields."""

    def place(self, number: int) -> Place:
        """Return the place of a line, the first of the file being 1."""
        return Place(self.source.path, number)

    def entry(self, fields: Fields, body: Scalar | None = None) -> Entry | None:
        """Return the entry of some fields, or None if they have no term.

        Args:
            fields: The fields.
            body: The definition, if it is no field; where it is empty, the field is it after all.
        """
        reader = FieldReader(fields, self.place, self.leads_to)
        term = " ".join(reader.text("term").split())
        if term:
            has_body = body is not None and str(body.value).strip()
            definition = body if body and has_body else reader.scalar("definition")
            place = self.place(reader.line("term"))
            text = str(definition.value).rstrip()
            entry = Entry(
                term=term,
                anchor=self.tools.anchors.give(as_fragment(reader.text("id")), term),
                place=place,
                heading=as_markdown(term),
                definition=text,
                definition_line=definition.line,
                is_one_line=definition.is_one_line,
                unit=str(place),
                **self.complete(place, term, text, reader.said()),
            )
        elif not any(finding.subject == "term" for finding in reader.findings):
            self.report(self.place(fields.line), Problem.NO_TERM_FIELD)
        self.findings += reader.findings
        return entry if term else None


def as_fragment(text: str) -> str:
    """Return the fragment that a field wants, without what would end it in a theme's template."""
    return "-".join(UNQUOTED.sub("", text).split())


class TableForm(RecordForm):
    """A source that is YAML, JSON or CSV: a list of entries, or a mapping from terms to them."""

    def read(self) -> Parsed:
        """Return what the source says."""
        entries: list[Entry] = []
        try:
            data = self._readers()[PurePath(self.source.path).suffix.lower()](self.source.text)
            entries = self._entries(list(self._records(data)))
        except UnreadableDataError as error:
            self.report(self.place(error.line), Problem.UNREADABLE, detail=str(error))
        return Parsed(self.source, (Group("", tuple(entries)),), findings=tuple(self.findings))

    def _readers(self) -> Mapping[str, Callable[[str], Data]]:
        yaml = self.tools.read_yaml
        return {".yml": yaml, ".yaml": yaml, ".json": read_json, ".csv": read_csv}

    def _entries(self, records: list[Fields]) -> list[Entry]:
        """Return the entries of records; what is wrong with all of them is reported once."""
        if not any("term" in field_names(record) for record in records):
            if not self.findings:
                detail = "none has a 'term'" if records else "the table is empty"
                self.report(Place(self.source.path), Problem.NO_ENTRY, detail=detail)
            return []
        anchors = self.tools.anchors.anew()
        found = (self.entry(record) for record in records)
        return [self._with_parts(entry, anchors) for entry in found if entry is not None]

    def _with_parts(self, entry: Entry, anchors: Anchors) -> Entry:
        """Return an entry with the parts of its definition, which few have."""
        parts = part_anchors(entry.definition, anchors, self.tools.plain)
        return replace(entry, **self.targets([], parts)) if parts else entry

    def _records(self, data: Data) -> Iterator[Fields]:
        """Yield the fields of each entry."""
        if isinstance(data, Items):
            for item in data.values:
                if isinstance(item, Fields):
                    yield item
                else:
                    self._refuse(item)
        elif isinstance(data, Fields):
            inner = _entries_in(data)
            if inner is None:
                yield from self._named_records(data)
            else:
                self.scope, wrong = read_scope(data, self.source.path)
                self.findings += wrong
                yield from self._records(inner)
        elif data.value is not None:
            self._refuse(data)

    def _named_records(self, data: Fields) -> Iterator[Fields]:
        """Yield the fields of each entry of a mapping from terms to definitions or fields."""
        for name, value in data.pairs:
            if name.value == SCHEMA:
                continue
            term = Scalar("term", name.line), name
            if isinstance(value, Fields):
                yield Fields((term, *value.pairs), name.line)
            elif isinstance(value, Scalar):
                yield Fields((term, (Scalar("definition", name.line), value)), name.line)
            else:
                self._refuse(value)

    def _refuse(self, value: Data) -> None:
        self.report(self.place(value.line), Problem.NO_FIELDS, detail=str(value))


def _entries_in(data: Fields) -> Items | Fields | None:
    """Return the value of the key of a mapping that has the entries, or None."""
    for name, value in data.pairs:
        if name.value in LIST_KEYS:
            if isinstance(value, Scalar) and is_empty(value):
                return Items((), value.line)
            if not isinstance(value, Scalar):
                return value
    return None


class TermFileForm(RecordForm):
    """A Markdown file that is one entry: front matter, and the definition below it."""

    def __init__(self, source: Source, tools: Tools, front: Fields) -> None:
        super().__init__(source, tools)
        self._front = front

    def read(self) -> Parsed:
        """Return what the source says; a file without text that has a `layout` is no entry."""
        text = self.source.text
        names = field_names(self._front)
        if not text.strip() and "layout" in names and "short" not in names:
            return Parsed(self.source, (Group("", ()),))
        entry = self.entry(self._front, Scalar(text, self.source.first_line))
        entries = () if entry is None else (self._with_targets(entry),)
        return Parsed(self.source, (Group("", entries),), findings=tuple(self.findings))

    def _with_targets(self, entry: Entry) -> Entry:
        """Return an entry to which links to its file lead, without a title that is its term."""
        found = headings(entry.definition)
        titles = [title(heading.line, heading.text) for heading in found]
        anchors = own_anchors(titles, self.tools.anchors.anew(), self.tools.plain)
        parts = [anchors[heading.line] for heading in found]
        own, definition = [""], entry.definition
        if found and found[0].level == 1 and self.tools.plain(titles[0].markdown) == entry.term:
            lines = definition.split("\n")
            first, last = found[0].line, found[0].line + found[0].lines
            # As many lines as before, so that those below keep their numbers.
            definition = "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]])
            own.append(parts.pop(0))
        return replace(entry, definition=definition, **self.targets(own, parts))


def read_front(source: Source, read_yaml: Callable[[str], Data]) -> tuple[Fields, list[Diagnostic]]:
    """Return the fields of a source's front matter, and what is wrong with it."""
    nothing = Fields((), 1)
    if not source.front:
        return nothing, []
    try:
        # The first fence begins a document in YAML as well, so that lines are those of the file.
        data = read_yaml(FENCE.sub("", source.front))
    except UnreadableDataError as error:
        place = Place(source.path, error.line)
        problem = Problem.UNREADABLE_FIELDS
        return nothing, [Diagnostic(place, problem, "front matter", str(error))]
    return data if isinstance(data, Fields) else nothing, []


def field_names(fields: Fields) -> set[str]:
    """Return the names in some fields, ours in the form that we use."""
    names = {folded(str(name.value)) for name, _ in fields.pairs}
    return {CANONICAL.get(name, name) for name in names}
