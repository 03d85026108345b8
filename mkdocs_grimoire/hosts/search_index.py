"""Has the search plugins of MkDocs and Material read pages without our links, and adds words.

Both plugins gather their records in a list, which they write when the site is done. What is added
there reaches every form of the index: the file, the one that MkDocs builds in advance, the script
of Material's offline plugin, and the common index of several languages. An index that is unlike
these two is left alone.

Nothing that is added is shown, nor does it change the score of any record that has the word:

* Material indexes whatever fields its configuration names, and shows the title, the text and the
  tags. The words are a field of their own, of little weight. Before version 9.7 it had no choice
  of fields, and nothing is added.
* MkDocs indexes the title and the text, and shows the first 200 characters. But of two records with
  one location lunr keeps the words of both and the scores of the second, and MkDocs shows the
  second. So the words are a record before the page's own, and score nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from mkdocs_grimoire.hosts.contents import Contents
from mkdocs_grimoire.linking.links import without_occurrences
from mkdocs_grimoire.linking.search_words import GAPS, Cut, Mentions, missing_words
from mkdocs_grimoire.sources.entry import Entry

FIELD = "grimoire"
"""The field of Material's records that has the words."""

WEIGHT = 0.01
"""What a word in it counts, where one in the text counts 1.

Small enough for the record of a page, which Material counts two and a half times as much as that
of a section, to come after any section that has the word; and large enough for lunr, which rounds
scores to three places.
"""

END = "~"
"""What ends each word in it.

Material looks for all that begins with what was typed, and lunr counts the less for a word the more
records have it. So the words must not be those of any text, lest these count less than before.
"""

Record = dict[str, Any]

CutBy = Callable[..., Cut]


class _Part(NamedTuple):
    """A record, and the entries that what it stands for speaks of."""

    record: Record
    entries: Iterable[Entry]


def read_without_links(index: object) -> None:
    """Have an index read each page as it is without the links that are made of its words.

    So its records are those of a site without the plugin, to the letter: a parser may take a tag
    for the end of a word. And reading ten thousand links takes longer than making them. Nor
    does it look each heading up from the first one on: `Contents` says where it stopped.

    Args:
        index: What a plugin keeps of the site for its search; it reads no page yet.
    """
    read = getattr(index, "add_entry_from_context", None)
    if read is None or isinstance(read, _ReadWithoutLinks):
        return
    index.add_entry_from_context = _ReadWithoutLinks(read)  # type: ignore[attr-defined] # just seen


class _ReadWithoutLinks:
    """Stands before the method by which an index reads a page."""

    def __init__(self, read: Callable[[Any], None]) -> None:
        self._read = read

    def __call__(self, page: Any) -> None:
        """Read a page, whose content and table of contents are others for that time."""
        content, toc = page.content, page.toc
        page.content, page.toc = without_occurrences(content or ""), Contents(toc)
        try:
            self._read(page)
        finally:
            page.content, page.toc = content, toc


def add_words(index: object, url: str, mentions: Mentions, cut: CutBy = Cut) -> None:
    """Add to the records of a page the words by which its text would not be found.

    Args:
        index: What a plugin keeps of the site for its search, the page being the last in it.
        url: URL of the page, relative to the root of the site.
        mentions: The entries that each part of the page speaks of.
        cut: Returns how words are cut; one that remembers may serve all pages of a build.
    """
    config = getattr(index, "config", None)
    if not mentions or not isinstance(config, dict):
        return
    separator = str(config.get("separator") or GAPS)
    fields, records = config.get("fields"), getattr(index, "entries", None)
    if isinstance(fields, dict) and isinstance(records, list):
        _fill_fields(
            records, fields, url, mentions, cut(separator, finds_beginnings=True, is_html=True)
        )
    records = getattr(index, "_entries", None)
    if isinstance(records, list) and config.get("indexing") == "full":
        _insert_records(records, url, mentions, cut(separator, finds_beginnings=False))


def _fill_fields(
    records: list[Record], fields: dict[str, Any], url: str, mentions: Mentions, cut: Cut
) -> None:
    """Give Material's records a field with the words."""
    for record, entries in _parts(_of_page(records, url), mentions):
        words = missing_words(entries, _text(record), cut)
        if words:
            record[FIELD] = " ".join(f"{word}{END}" for word in words)
            fields.setdefault(FIELD, {"boost": WEIGHT})


def _insert_records(records: list[Record], url: str, mentions: Mentions, cut: Cut) -> None:
    """Put a record with the words before each of MkDocs' own that lacks some."""
    own = _of_page(records, url)
    added = {
        record["location"]: " ".join(missing_words(entries, _text(record), cut))
        for record, entries in _parts(own, mentions)
    }
    del records[len(records) - len(own) :]
    for record in own:
        location = record["location"]
        if added.get(location):
            records.append({"location": location, "title": "", "text": added[location]})
        records.append(record)


def _of_page(records: list[Record], url: str) -> list[Record]:
    """Return the records of the page that was read last."""
    start = len(records)
    while start and _is_of_page(records[start - 1], url):
        start -= 1
    return records[start:]


def _is_of_page(record: object, url: str) -> bool:
    location = record.get("location") if isinstance(record, dict) else None
    return isinstance(location, str) and location.partition("#")[0] == url


def _parts(records: list[Record], mentions: Mentions) -> Iterator[_Part]:
    """Yield those records of a page that speak of entries; the first, for all that has none."""
    anchors = [record["location"].partition("#")[2] for record in records]
    rest = [entry for anchor in mentions if anchor not in anchors for entry in mentions[anchor]]
    for number, (record, anchor) in enumerate(zip(records, anchors, strict=True)):
        entries = [*mentions.get(anchor, ()), *(() if number else rest)]
        if entries:
            yield _Part(record, entries)


def _text(record: Record) -> str:
    """Return all that a record has to be found by."""
    return f"{record.get('title') or ''} {record.get('text') or ''}"
