"""The options as users write them: one field each, read in the same way by every host."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from typing import Any

from mkdocs_grimoire.builds.lemmas import lemmatizer, problem
from mkdocs_grimoire.builds.options import Math, Options
from mkdocs_grimoire.findings.diagnostics import Level, Rule, quoted
from mkdocs_grimoire.findings.silence import RULES
from mkdocs_grimoire.glossary.forms import Accents, Comparison
from mkdocs_grimoire.lending.lenders import Lender, read_lenders
from mkdocs_grimoire.linking.linker import Autolink
from mkdocs_grimoire.pages.interface import WORD_NAMES, words_for
from mkdocs_grimoire.sources.entry import Case
from mkdocs_grimoire.sources.parsing import MARKDOWN_SUFFIXES

ENGLISH_CODE = "en"

Reader = Callable[[Any], Any]
"""Returns what a written value means, or raises `ValueError` with what is wrong."""


def _option(read: Reader, meaning: str, *, default: Any) -> Any:
    """Return a field of `Settings`.

    Args:
        read: What reads a value.
        meaning: What the option does, in Markdown; users read it in a table of the options.
        default: The value as users would write it.
    """
    return field(
        default_factory=lambda: read(default),
        metadata={"default": default, "read": read, "meaning": meaning},
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected text, got {value!r}")  # noqa: TRY004 - one kind for all
    return value


def _optional_text(value: Any) -> str:
    return "" if value is None else _text(value)


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"expected true or false, got {value!r}")  # noqa: TRY004 - likewise
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"expected a number, got {value!r}")  # noqa: TRY004 - likewise
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"expected a list of texts, got {value!r}")
    return tuple(value)


def _choice(kind: type[StrEnum]) -> Reader:
    """Return what reads one word of several, of which YAML reads `off` as `False`."""

    def read(value: Any) -> StrEnum:
        word = "off" if value is False else value
        if word not in list(kind):
            raise ValueError(f"expected one of {', '.join(kind)}; got {value!r}")
        return kind(word)

    return read


def _docs_path(value: Any) -> str:
    """Return the docs path of a Markdown page without `./` and the like."""
    path = posixpath.normpath(_text(value))
    if not path.endswith(MARKDOWN_SUFFIXES) or path.startswith(("/", "../")):
        raise ValueError(f"{quoted(value)} is not the path of a Markdown file in the docs")
    return path


def _named(value: Any, readers: Mapping[str, Reader], kind: str) -> dict[str, Any]:
    """Return what a mapping says, each value read by what is named as its key is.

    Raises:
        ValueError: If a name is unknown or its value is wrong; it names the name.
    """
    if not isinstance(value, Mapping):
        raise ValueError(f"expected a mapping, got {value!r}")  # noqa: TRY004 - likewise
    found = {}
    for name, said in value.items():
        if name not in readers:
            raise ValueError(f"unknown {kind} '{name}'. Known are {', '.join(readers)}")
        try:
            found[name] = readers[name](said)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
    return found


def _words(value: Any) -> dict[str, str]:
    """Return words of the interface by their names."""
    return _named(value, dict.fromkeys(WORD_NAMES, _text), "word")


def _levels(value: Any) -> dict[Rule, Level]:
    """Return the level of each rule."""
    said = _named(value, dict.fromkeys(RULES, _choice(Level)), "rule")
    return {rule: said.get(key, rule.level) for key, rule in RULES.items()}


def _languages(value: Any) -> tuple[str, ...]:
    """Return languages by their codes: `true` is English, `false` is none."""
    if isinstance(value, bool):
        return (ENGLISH_CODE,) if value else ()
    codes = [value] if isinstance(value, str) else value
    if not isinstance(codes, list | tuple) or not all(isinstance(code, str) for code in codes):
        raise ValueError(f"expected true, false or language codes, got {value!r}")
    others = [code for code in codes if code != ENGLISH_CODE]
    if wrong := problem(others) if others else "":
        raise ValueError(wrong)
    return tuple(codes)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user has set, checked."""

    page: str = _option(_docs_path, "docs path of the glossary page", default="glossary.md")
    sources: tuple[str, ...] = _option(
        _texts,
        "further glossaries: paths, folders or globs, relative to `mkdocs.yml`",
        default=[],
    )
    autolink: Autolink = _option(
        _choice(Autolink),
        "`page`: the first use on a page; `section`: the first under each heading; `all`; `off`",
        default="page",
    )
    exclude: tuple[str, ...] = _option(
        _texts, "globs of docs paths in whose text nothing is auto-linked", default=[]
    )
    case: Case = _option(
        _choice(Case),
        "`smart`: a word with a capital beyond its first letter matches exactly, any other ignores "
        "case; `ignore`; `exact`",
        default="smart",
    )
    accents: Accents = _option(
        _choice(Accents), "`ignore`: “naive” and “naïve” are the same", default="exact"
    )
    plurals: tuple[str, ...] = _option(
        _languages,
        "English plurals and singulars of a label match, unless another entry claims that text; "
        "`false`; or languages to compare words by lemma in: `de`, `[en, de]`",
        default=True,
    )
    tooltips: bool = _option(_switch, "cards", default=True)
    math: Math = _option(
        _choice(Math),
        "`mathml`: formulas of entries become MathML; `site`: left to the site's renderer; `off`",
        default="mathml",
    )
    sort: bool = _option(_switch, "entries are sorted, ignoring case and accents", default=True)
    backlinks: bool = _option(_switch, "“used in” under each entry", default=True)
    toc: int = _option(
        _count,
        "how many entries the table of contents lists at most; if there are more, it lists none",
        default=50,
    )
    inventories: tuple[Lender, ...] = _option(
        read_lenders,
        "other sites to borrow terms from, by the names that references have for them",
        default={},
    )
    search: bool = _option(
        _switch,
        "the site's search finds a section by all labels of the entries that it names",
        default=True,
    )
    language: str = _option(
        _optional_text, "language of the interface; the theme's, if none is given", default=None
    )
    words: Mapping[str, str] = _option(_words, "interface words of your own", default={})
    validation: Mapping[Rule, Level] = _option(_levels, "the level of each rule", default={})

    def level(self, rule: Rule) -> Level:
        """Return the level of a rule."""
        return self.validation[rule]

    def options(self, language: str) -> Options:
        """Return what the core needs to know.

        Args:
            language: The theme's language.
        """
        return Options(
            page=self.page,
            autolink=self.autolink,
            comparison=self._comparison(),
            tooltips=self.tooltips,
            math=self.math,
            sort=self.sort,
            backlinks=self.backlinks,
            toc=self.toc,
            search=self.search,
            words=words_for(self.language or language, self.words),
            rules=frozenset(rule for rule in Rule if self.level(rule) is not Level.IGNORE),
        )

    def _comparison(self) -> Comparison:
        """Return how labels compare with texts: English by its rules, other languages by lemma."""
        others = [code for code in self.plurals if code != ENGLISH_CODE]
        return Comparison(
            case=self.case,
            accents=self.accents,
            plurals=ENGLISH_CODE in self.plurals,
            lemma=lemmatizer(others) if others else None,
        )


def all_options() -> dict[str, Field[Any]]:
    """Return the options by their names: `metadata` has `default`, `read` and `meaning`."""
    return {option.name: option for option in fields(Settings)}


def read_settings(said: Mapping[str, Any]) -> Settings:
    """Return the settings that a mapping of options means.

    Args:
        said: Values as users write them; what is missing has its default.

    Raises:
        ValueError: If an option is unknown or its value is wrong; it names the option.
    """
    readers = {name: option.metadata["read"] for name, option in all_options().items()}
    return Settings(**_named(said, readers, "option"))
