"""Reads YAML into values that know their lines; the only module that knows PyYAML."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

import yaml

from mkdocs_grimoire.sources.data import (
    DEEPEST,
    Data,
    Fields,
    Items,
    Scalar,
    UnreadableDataError,
    whole,
)

NUMBER = re.compile(r"[-+]?(?:[0-9]+|[0-9]*\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?")
WORDS = {"": None, "~": None} | {
    form: value
    for word, value in (("null", None), ("true", True), ("false", False))
    for form in (word, word.title(), word.upper())
}
"""The plain words that are no text in YAML 1.2: `NO` and `2024-01-01` are, other than in 1.1."""

BREAKS = str.maketrans("\x85\u2028\u2029", "   ")
"""What ends a line in YAML 1.1, and for no editor, so that all lines below would be miscounted."""

TOO_DEEP = "nested too deep"

OWN_WORDS = {"exceeded maximum nesting depth": TOO_DEEP}
"""What the parser says of problems that have words of ours.

It looks ahead within a line, and so may come upon a limit of its own before we come upon ours.
"""

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Knows no types: every scalar is the text that the author wrote. The fast one, if it is built."""


def read_yaml(text: str) -> Data:
    """Return what a YAML text says.

    Raises:
        UnreadableDataError: If it is no YAML, or more than one document, or nested too deep.
    """
    text = text.translate(BREAKS)
    try:
        return _YamlReader(text).read()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        line = min(line, text.count("\n") + 1)  # the end may be told as a line of its own
        problem = error.problem or "not understood"
        raise UnreadableDataError(OWN_WORDS.get(problem, problem), line) from error
    except yaml.YAMLError as error:  # a character that YAML forbids
        raise UnreadableDataError(str(error).split("\n", 1)[0]) from error


class _YamlReader:
    """Makes values of the events of the parser.

    Not of its nodes: those are composed by recursion in C, which a deep text takes down. A value
    that is referred to ten thousand times is one value here.
    """

    def __init__(self, text: str) -> None:
        self._events = yaml.parse(text, Loader=LOADER)
        self._last = text.count("\n") + 1
        self._anchors: dict[str, Data] = {}
        self._depth = 0

    def read(self) -> Data:
        found = [self._value(event) for event in self._events if isinstance(event, yaml.NodeEvent)]
        if len(found) > 1:
            raise UnreadableDataError("expected one document", min(found[1].line, self._last))
        return found[0] if found else Scalar(None, 1)

    def _value(self, event: Any, *, is_name: bool = False) -> Data:
        if isinstance(event, yaml.AliasEvent):
            return self._known(event)
        if isinstance(event, yaml.ScalarEvent):
            # A name is a text, whatever it looks like: `404: Not found` is an entry.
            value: Data = Scalar(event.value, _line(event)) if is_name else _scalar(event)
        else:
            value = self._collection(event)
        if event.anchor:
            self._anchors[event.anchor] = value
        return value

    def _known(self, alias: yaml.AliasEvent) -> Data:
        if alias.anchor not in self._anchors:
            reason = f"'*{alias.anchor}' refers to nothing before it"
            raise UnreadableDataError(reason, _line(alias))
        return self._anchors[alias.anchor]

    def _collection(self, event: yaml.NodeEvent) -> Data:
        """Return a list or a mapping, up to its end."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadableDataError(TOO_DEEP, _line(event))
        items = takewhile(lambda item: not isinstance(item, yaml.CollectionEndEvent), self._events)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        values = [
            self._value(item, is_name=not is_list and number % 2 == 0)
            for number, item in enumerate(items)
        ]
        self._depth -= 1
        if is_list:
            return Items(tuple(values), _line(event))
        names = (
            value if isinstance(value, Scalar) else Scalar("", value.line) for value in values[::2]
        )
        return Fields(tuple(zip(names, values[1::2], strict=True)), _line(event))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    if event.style in {"|", ">"} and event.value:
        return Scalar(event.value, _line(event) + 1)
    value = event.value if event.style else _plain(event.value)
    return Scalar(value, _line(event), is_one_line=_is_one_line(event))


def _is_one_line(event: yaml.ScalarEvent) -> bool:
    """Return whether a scalar ends where it begins, so that its line breaks are escaped."""
    end = event.end_mark.line + 1 if event.end_mark else 0
    return end == _line(event)


def _plain(text: str) -> str | float | bool | None:
    """Return what a scalar without quotes is, by the core schema of YAML 1.2."""
    if text in WORDS:
        return WORDS[text]
    if NUMBER.fullmatch(text) is None:
        return text
    return whole(text) if text.lstrip("+-").isdigit() else float(text)
