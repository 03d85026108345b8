"""The options as MkDocs reads them."""

from __future__ import annotations

import posixpath

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError

from mkdocs_grimoire.build import Math, Options
from mkdocs_grimoire.diagnostics import Level, Rule
from mkdocs_grimoire.entry import Case
from mkdocs_grimoire.forms import Accents, Comparison
from mkdocs_grimoire.interface import WORD_NAMES, words_for
from mkdocs_grimoire.lemmas import lemmatizer, problem
from mkdocs_grimoire.linker import Autolink
from mkdocs_grimoire.parsing import MARKDOWN_SUFFIXES

ENGLISH_CODE = "en"

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
    avoid = c.Choice(LEVELS, default=str(Rule.AVOID.level))
    expansion = c.Choice(LEVELS, default=str(Rule.EXPANSION.level))
    acronym = c.Choice(LEVELS, default=str(Rule.ACRONYM.level))
    circular = c.Choice(LEVELS, default=str(Rule.CIRCULAR.level))

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


class _Languages(c.OptionallyRequired[list[str]]):
    """Languages by their codes: `true` is English, `false` is none."""

    def run_validation(self, value: object) -> list[str]:
        """Check a value and return it as a list of codes."""
        if isinstance(value, bool):
            return [ENGLISH_CODE] if value else []
        codes = [value] if isinstance(value, str) else value
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise ValidationError(f"expected true, false or language codes, got {value!r}.")
        others = [code for code in codes if code != ENGLISH_CODE]
        wrong = problem(others) if others else ""
        if wrong:
            raise ValidationError(wrong)
        return codes


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
    accents = c.Choice([str(choice) for choice in Accents], default="exact")
    """How letters with accents compare with those without."""
    plurals = _Languages(default=["en"])
    """The languages in which an inflected form of a label matches."""
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
    search = c.Type(bool, default=True)
    """Whether the site's search finds a section by labels that it does not have."""
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
            comparison=self._comparison(),
            tooltips=self.tooltips,
            math=Math(self.math),
            sort=self.sort,
            backlinks=self.backlinks,
            toc=self.toc,
            search=self.search,
            words=words_for(self.language or language, self.words),
            rules=frozenset(
                rule for rule in Rule if self.validation.level(rule) is not Level.IGNORE
            ),
        )

    def _comparison(self) -> Comparison:
        """Return how labels compare with texts: English by its rules, other languages by lemma."""
        others = [code for code in self.plurals if code != ENGLISH_CODE]
        return Comparison(
            case=Case(self.case),
            accents=Accents(self.accents),
            plurals=ENGLISH_CODE in self.plurals,
            lemma=lemmatizer(others) if others else None,
        )
