"""What can be found wrong: the rules, their wording in one table, and the finding as a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

from mkdocs_grimoire.findings.place import Place

SUBJECT_LENGTH = 80
"""Characters of a subject that a message shows; a label may be any length."""

UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""What a terminal would obey, and what it could not be told."""

DETAIL_LENGTH = 400
"""Characters of a reason that a message shows; it may quote what was not understood."""


class Level(StrEnum):
    """What a finding does, in MkDocs' own words."""

    ERROR = "error"
    """Logged as an error; fails any build."""
    WARN = "warn"
    """Logged as a warning; fails a strict build."""
    INFO = "info"
    """Logged for information."""
    IGNORE = "ignore"
    """Not logged."""


class Rule(Enum):
    """What is checked. The name is the rule's name in `validation`, the value its default level."""

    UNDEFINED = Level.WARN, "a reference names nothing in the glossary"
    DUPLICATE = Level.WARN, "a term is defined twice"
    AMBIGUOUS = Level.WARN, "a label belongs to two entries; neither is auto-linked by it"
    EMPTY = Level.WARN, "an entry has no definition"
    INVALID = Level.WARN, "a source, entry or attribute cannot be read; the rest is kept"
    MATH = Level.WARN, "a formula cannot be converted"
    UNUSED = Level.INFO, "nothing uses an entry, other definitions included"
    AVOID = Level.WARN, "the text uses a wording that an entry lists under 'avoid'"
    EXPANSION = Level.INFO, "the text spells an acronym out otherwise than the glossary"
    ACRONYM = Level.IGNORE, "an acronym is used on three pages or more and spelled out nowhere"
    CIRCULAR = Level.INFO, "an entry is defined by another that only it defines, or by itself"
    STALE = Level.INFO, "another site cannot be reached; an old copy of its terms is used"

    def __init__(self, level: Level, meaning: str) -> None:
        """Unpack the value.

        Args:
            level: The level unless `validation` says another.
            meaning: When the rule finds something, as a clause.
        """
        self.level = level
        self.meaning = meaning

    @property
    def key(self) -> str:
        """The rule's name as users write it."""
        return self.name.lower()


class Problem(Enum):
    """Each sentence that is ever printed, and the rule it belongs to.

    `{subject}` is what the finding is about, in quotes, and `{name}` the same without them;
    `{detail}` is a place or a reason, `{suggestion}` what to write instead, in quotes.
    """

    UNDEFINED_TERM = Rule.UNDEFINED, "term not in glossary: {subject}"
    UNDEFINED_ANCHOR = Rule.UNDEFINED, "the glossary page has no entry {subject}"
    UNDEFINED_SEE = Rule.UNDEFINED, "'see' names a term not in glossary: {subject}"
    DUPLICATE_TERM = Rule.DUPLICATE, "{subject} is defined already at {detail}"
    AMBIGUOUS_LABEL = Rule.AMBIGUOUS, "{subject} is also a label of {detail}"
    LONG_LABEL = Rule.INVALID, "{subject} has too many words to be found in a text"
    EMPTY_ENTRY = Rule.EMPTY, "{subject} has no definition"
    NO_TERM = Rule.INVALID, "a heading without text is no entry"
    NO_ENTRY = Rule.INVALID, "no entry found: {detail}"
    NOT_SHOWN = Rule.INVALID, "the heading of {subject} is none on the page; is it in raw HTML?"
    UNCLOSED_TAG = Rule.INVALID, "{subject} is not closed"
    STRAY_TAG = Rule.INVALID, "{subject} closes nothing"
    NO_SOURCE = Rule.INVALID, "no glossary: {subject} does not exist and 'sources' is empty"
    NO_PAGE = Rule.INVALID, "this host makes no pages: create {subject}"
    NO_ASSET = Rule.INVALID, "{subject} is missing or of another release; {detail}"
    NOT_LOADED = Rule.INVALID, "pages do not load {subject}; add it to '{detail}'"
    NO_MATCH = Rule.INVALID, "sources: {subject} matches no file"
    OUTSIDE = Rule.INVALID, "sources: {subject} leads out of the project by a symbolic link"
    NO_FORM = Rule.INVALID, "sources: {subject} is not Markdown, YAML, JSON or CSV"
    UNREADABLE = Rule.INVALID, "cannot be read: {detail}"
    NOT_UTF8 = Rule.INVALID, "is not UTF-8: {detail}"
    BROKEN_ATTRIBUTES = Rule.INVALID, "attributes of {subject} cannot be read: {detail}"
    UNKNOWN_ATTRIBUTE = Rule.INVALID, "unknown attribute {subject}"
    UNKNOWN_FIELD = Rule.INVALID, "unknown field {subject}"
    WRONG_FIELD = Rule.INVALID, "{name}: {detail}"
    NO_NAME = Rule.INVALID, "a value has no name, which the header or a key gives: {detail}"
    NO_FIELDS = Rule.INVALID, "expected an entry with fields, got {detail}"
    NO_TERM_FIELD = Rule.INVALID, "an entry has no 'term'"
    UNREADABLE_FIELDS = Rule.INVALID, "{name} cannot be read: {detail}"
    WRONG_OPTION = Rule.INVALID, "front matter 'grimoire': {detail}"
    EMPTY_SCOPE = Rule.INVALID, "the scope of {subject} matches no page: {detail}"
    NO_INVENTORY = Rule.INVALID, "inventories: {subject} cannot be read: {detail}"
    WRONG_INVENTORY = Rule.INVALID, "inventories: {subject} has what cannot be used: {detail}"
    STALE_INVENTORY = Rule.STALE, "inventories: {subject} cannot be fetched: {detail}"
    REFUSED_FORMULA = Rule.MATH, "formula {subject} cannot be converted: {detail}"
    UNKNOWN_RULE = Rule.INVALID, "no rule is named {subject}"
    UNUSED_ENTRY = Rule.UNUSED, "nothing uses the entry {subject}"
    AVOIDED_WORDING = Rule.AVOID, "use {suggestion} instead of {subject}", ""
    OTHER_EXPANSION = Rule.EXPANSION, "{subject} is spelled out as {detail}"
    UNKNOWN_ACRONYM = (
        Rule.ACRONYM,
        "{subject} is used on {detail} pages that do not spell it out",
        "Add {suggestion}",
    )
    CIRCULAR_CHAIN = Rule.CIRCULAR, "{subject} is defined by what it defines: {detail}"
    CIRCULAR_START = Rule.CIRCULAR, "the definition of {subject} starts from the term: {detail}"

    def __init__(
        self, rule: Rule, wording: str, remedy: str = "Did you mean {suggestion}?"
    ) -> None:
        """Unpack the value.

        Args:
            rule: The rule that finds it.
            wording: The sentence, without its place and remedy.
            remedy: What to do, if there is a suggestion; empty if the sentence says it.
        """
        self.rule = rule
        self.wording = wording
        self.remedy = remedy


class Edit(NamedTuple):
    """A change of the text at the place of a finding."""

    old: str
    """What stands there."""
    new: str
    """What is to stand there."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding."""

    place: Place
    """Where it was found."""
    problem: Problem
    """What was found."""
    subject: str = ""
    """What it was found of: a label, a name, a formula; as the author wrote it."""
    detail: str = ""
    """The other place, or the reason."""
    suggestion: str = ""
    """What the author may have meant, or should write."""
    edit: Edit | None = None
    """The change that mends it, where that is safe."""

    @property
    def sentence(self) -> str:
        """What was found."""
        name = shortened(self.subject)
        return self.problem.wording.format(
            subject=f"'{name}'",
            name=name,
            detail=shortened(self.detail, DETAIL_LENGTH),
            suggestion=quoted(self.suggestion),
        )

    @property
    def remedy(self) -> str:
        """What to do, or an empty string."""
        if not self.suggestion:
            return ""
        return self.problem.remedy.format(suggestion=quoted(self.suggestion))

    @property
    def message(self) -> str:
        """What was found, and what to do."""
        return f"{self.sentence}. {self.remedy}" if self.remedy else self.sentence

    def __str__(self) -> str:
        return f"{self.place}: {self.message} [{self.problem.rule.key}]"


def shortened(text: str, length: int = SUBJECT_LENGTH) -> str:
    """Return a text on one line, cut to a number of characters."""
    line = " ".join(UNPRINTABLE.sub("\ufffd", text).split()) if text else ""
    return line if len(line) <= length else line[: length - 1] + "…"


def quoted(text: str) -> str:
    """Return the same in quotes."""
    return f"'{shortened(text)}'"
