"""Link labels and footnotes, which a text defines apart from their use.

Sources that stand on one page may use one label for two things (`[1]`, `[^1]`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from mkdocs_grimoire.text.markup import blank_code

DEFINED = re.compile(
    r"^[ ]{0,3}\[(?P<label>\^?[^\[\]\n]+)\]:[^\n]*(?:\n(?:[ ]{4}|\t)[^\n]*|\n(?=\n*[ ]{4}))*",
    re.MULTILINE,
)
"""A label and what it stands for, with the indented lines below it."""


def defined_labels(text: str) -> set[str]:
    """Return the labels that a Markdown text defines, without case; a footnote's has its `^`."""
    return {found["label"].casefold() for found in _definitions(text)}


def _definitions(text: str) -> Iterator[re.Match[str]]:
    return DEFINED.finditer(blank_code(text)) if "]:" in text else iter(())


def definitions_for(text: str, part: str) -> str:
    """Return the lines of a text that define the labels which a part of it uses."""
    folded = part.casefold()
    needed = [
        text[slice(*found.span())]
        for found in _definitions(text)
        if f"[{found['label'].casefold()}]" in folded
    ]
    return "\n".join(needed)


def kept_apart(parts: Sequence[tuple[str, str]]) -> list[str]:
    """Return the parts of a page, labels renamed that two of its sources define.

    Args:
        parts: Pieces of Markdown in the order of the page, each with the name of what it belongs
            to: pieces of one name have the same labels.
    """
    owned: dict[str, set[str]] = defaultdict(set)
    for unit, text in parts:
        owned[unit] |= defined_labels(text)
    taken: set[str] = set()
    clashes: dict[str, set[str]] = {}
    for unit, labels in owned.items():
        clashes[unit] = labels & taken
        taken |= labels
    numbers = {unit: number for number, unit in enumerate(owned)}
    return [
        _renamed(text, clashes[unit], numbers[unit]) if clashes[unit] else text
        for unit, text in parts
    ]


def _renamed(text: str, labels: AbstractSet[str], number: int) -> str:
    """Return a text in which some labels, their definitions and uses, have a number."""
    either = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\\)\[(?P<label>{either})\](?P<after>\[\]|[\[(:]?)", re.IGNORECASE)
    parts, position = [], 0
    for found in pattern.finditer(blank_code(text)):
        parts += [text[position : found.start()], _new_label(found, text, number)]
        position = found.end()
    return "".join([*parts, text[position:]])


def _new_label(found: re.Match[str], text: str, number: int) -> str:
    """Return what a label in brackets becomes; what only looks like one stays."""
    label, after = found["label"], found["after"]
    new = f"[{label}~{number}]"
    is_second = text[max(0, found.start() - 2) : found.start()].rstrip(" ").endswith("]")
    if label.startswith("^") or is_second or (after == ":" and _begins_line(text, found.start())):
        return f"{new}{after}"
    if after in {"[", "("}:  # the words of a link that leads elsewhere
        return found[0]
    return f"[{label}]{new}{'' if after == '[]' else after}"


def _begins_line(text: str, position: int) -> bool:
    return not text[text.rfind("\n", 0, position) + 1 : position].strip()
