"""The options as MkDocs reads them."""

from __future__ import annotations

import posixpath

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError

from mkdocs_grimoire.build import Math, Options
from mkdocs_grimoire.diagnostics import Level, Rule
from mkdocs_grimoire.entry import Case
from mkdocs_grimoire.interface import WORD_NAMES, words_for
from mkdocs_grimoire.linker import Autolink
from mkdocs_grimoire.parsing import MARKDOWN_SUFFIXES

LEVELS = tuple(str(level) for level in Level)


class ValidationConfig(Config):
    """The level of each rule; their meaning stands in `diagnostics.Rule`."""

    undefined = c.Choice(LEVELS, default=str(Rule.UNDEFINED.level))
    duplicate = c.Choice(LEVELS, default=str(Rule.DUPLICATE.level))
    ambiguous = c.Choice(LEVELS, default=str(Rule.AMBIGUOUS.level))
    empty = c.Choice(LEVELS, default=str(Rule.EMPTY.level))
    invalid = c.Choice(LEVELS, default=str(Rule.INVALID.level))
    math = c.Choice(LEVELS, default=str(Rule.MATH.level))
    unused = c.Choice(LEVELS, default=str(Rule.UNUSED.level))

    def level(self, rule: Rule) -> Level:
        """Return the level of a rule."""
        return Level(self[rule.key])


class _Switch(c.Choice[str]):
    """A choice among words of which YAML reads `off` as `False`."""

    def run_validation(self, value: object) -> str:
        """Check a value, `False` being `off`."""
        return super().run_validation("off" if value is False else value)


class _DocsPath(c.Type[str]):
    """The docs path of a Markdown page."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        """Check a value and return it without `./` and the like."""
        path = posixpath.normpath(super().run_validation(value))
        if not path.endswith(MARKDOWN_SUFFIXES) or path.startswith(("/", "../")):
            raise ValidationError(f"'{value}' is not the path of a Markdown file in the docs.")
        return path


class _Words(c.DictOfItems[str]):
    """Words of the interface by their names."""

    def __init__(self) -> None:
        super().__init__(c.Type(str), default={})

    def run_validation(self, value: object) -> dict[str, str]:
        """Check a value: each name is one of the table's."""
        words = super().run_validation(value)
        unknown = sorted(set(words) - set(WORD_NAMES))
        if unknown:
            known = ", ".join(WORD_NAMES)
            raise ValidationError(f"unknown word '{unknown[0]}'. The words are {known}.")
        return words


class GrimoireConfig(Config):
    """The plugin's options."""

    page = _DocsPath(default="glossary.md")
    """Docs path of the glossary page."""
    sources = c.ListOfItems(c.Type(str), default=[])
    """Further sources: paths or globs, relative to `mkdocs.yml`."""
    autolink = _Switch([str(choice) for choice in Autolink], default="page")
    """Which occurrences are linked."""
    exclude = c.ListOfItems(c.Type(str), default=[])
    """Globs of docs paths in whose text nothing is auto-linked."""
    case = c.Choice([str(choice) for choice in Case], default="smart")
    """How the letters of labels compare with those of the text."""
    plurals = c.Type(bool, default=True)
    """Whether a regular English plural of a label matches."""
    tooltips = c.Type(bool, default=True)
    """Whether pages carry cards."""
    math = _Switch([str(choice) for choice in Math], default="mathml")
    """What becomes of formulas in entries and cards."""
    sort = c.Type(bool, default=True)
    """Whether entries are sorted on the page."""
    backlinks = c.Type(bool, default=True)
    """Whether each entry lists the places that use it."""
    toc = c.Type(int, default=50)
    """How many entries the table of contents lists at most; if there are more, it lists none."""
    language = c.Optional(c.Type(str))
    """Language of the interface; the theme's, if none is given."""
    words = _Words()
    """Words of the interface in place of the language's own."""
    validation = c.SubConfig(ValidationConfig)
    """The level of each rule."""

    def options(self, language: str) -> Options:
        """Return what the core needs to know.

        Args:
            language: The theme's language.
        """
        return Options(
            page=self.page,
            autolink=Autolink(self.autolink),
            case=Case(self.case),
            plurals=self.plurals,
            tooltips=self.tooltips,
            math=Math(self.math),
            sort=self.sort,
            backlinks=self.backlinks,
            toc=self.toc,
            words=words_for(self.language or language, self.words),
        )
