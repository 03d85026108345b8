"""Tells which form a source has, and reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from mkdocs_grimoire.sources.abbreviations import AbbreviationForm, is_abbreviation_list
from mkdocs_grimoire.sources.data import Fields
from mkdocs_grimoire.sources.fields import folded, read_scope
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.headings import HeadingForm
from mkdocs_grimoire.sources.lists import ListForm, is_definition_list
from mkdocs_grimoire.sources.records import TableForm, TermFileForm, read_front
from mkdocs_grimoire.sources.source import Parsed, Source

TABLE_SUFFIXES = (".yml", ".yaml", ".json", ".csv")
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def parse_all(sources: Sequence[Source], tools: Tools) -> list[Parsed]:
    """Read the entries of all sources.

    Args:
        sources: In the order in which the user named them, the glossary page first.
        tools: What reading them needs.

    Returns:
        What each says, in the same order. Abbreviations are read last, so that the explanation of
        one that another source has is given the fragment.
    """
    order = sorted(
        range(len(sources)), key=lambda number: _is_list_of_abbreviations(sources[number])
    )
    parsed = {number: parse(sources[number], tools) for number in order}
    return [parsed[number] for number in range(len(sources))]


def parse(source: Source, tools: Tools) -> Parsed:
    """Read the entries of a source, in the form that it has.

    Args:
        source: The source.
        tools: What reading it needs.

    Returns:
        The entries with what stands around them. Nothing raises: what cannot be read is a finding.
    """
    if _is_table(source):
        return TableForm(source, tools).read()
    front, findings = read_front(source, tools.read_yaml)
    if is_term_file(source, front):
        parsed = TermFileForm(source, tools, front).read()
    else:
        form = _markdown_form(source, tools)
        form.scope, wrong = read_scope(front, source.path)
        findings += wrong
        parsed = form.read()
    return replace(parsed, findings=(*findings, *parsed.findings))


def is_term_file(source: Source, front: Fields) -> bool:
    """Return whether a Markdown source is one entry.

    It is if its front matter has a `term`; a `title` makes it one only where a folder or a glob
    names it, since a page of many entries has a title as well.
    """
    names = {folded(str(name.value)) for name, _ in front.pairs}
    return not source.is_page and ("term" in names or ("title" in names and not source.is_named))


def _is_table(source: Source) -> bool:
    return PurePath(source.path).suffix.lower() in TABLE_SUFFIXES


def _is_list_of_abbreviations(source: Source) -> bool:
    return not (_is_table(source) or source.is_page) and is_abbreviation_list(source.text)


def _markdown_form(source: Source, tools: Tools) -> HeadingForm | ListForm | AbbreviationForm:
    """Return the form of a Markdown source with many entries."""
    if is_definition_list(source.text):
        return ListForm(source, tools)
    if is_abbreviation_list(source.text):
        return AbbreviationForm(source, tools)
    return HeadingForm(source, tools)
