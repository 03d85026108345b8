"""A style and a vocabulary for Vale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.glossary.vocabulary import Wording, avoided, label_words, lines
from mkdocs_grimoire.linking.prose import in_place_of
from mkdocs_grimoire.text.words import has_inner_capital

NAME = "vale"

CONFIGURATION = """\
StylesPath = styles
MinAlertLevel = warning
Vocab = Grimoire

[*.md]
BasedOnStyles = Vale, Grimoire
# It would write every word of the vocabulary in one case, and `RAG` is not `rag`.
Vale.Terms = NO
"""

RULE = """\
extends: substitution
message: "Use '%s' instead of '%s'."
level: warning
ignorecase: {ignorecase}
capitalize: {ignorecase}
vocab: false
swap:
"""

SPECIAL = re.compile(r"[\\.^$|?*+()\[\]{}]")
"""What means something else in an expression."""


def export(glossary: Glossary) -> Mapping[str, str]:
    """Return rules for the wordings to avoid, a vocabulary, and an example of `.vale.ini`.

    Wordings whose case counts have a rule of their own, if there are any.
    """
    wordings = avoided(glossary)
    accepted = lines(map(_accepted, label_words(glossary)))
    rules = {
        "Terms": _rule((each for each in wordings if not each.is_exact), ignorecase=True),
        "TermsInCase": _rule((each for each in wordings if each.is_exact), ignorecase=False),
    }
    return {
        ".vale.ini": CONFIGURATION,
        **{f"styles/Grimoire/{name}.yml": rule for name, rule in rules.items() if rule},
        "styles/config/vocabularies/Grimoire/accept.txt": accepted,
    }


def _rule(wordings: Iterable[Wording], *, ignorecase: bool) -> str:
    """Return a rule with a pair for each wording, or an empty string if there is none."""
    pairs = {_expression(each.text): in_place_of(each.text, each.entry) for each in wordings}
    swap = "".join(f"  {_quoted(bad)}: {_quoted(good)}\n" for bad, good in pairs.items())
    return RULE.format(ignorecase=str(ignorecase).lower()) + swap if swap else ""


def _expression(text: str) -> str:
    """Return the expression of a text and nothing else."""
    return SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def _accepted(word: str) -> str:
    """Return the expression of a word that is accepted, in any case unless its case is its own."""
    return _expression(word) if has_inner_capital(word) else f"(?i){_expression(word)}"


def _quoted(text: str) -> str:
    """Return a text as YAML has it between single quotes."""
    return "'" + text.replace("'", "''") + "'"
