"""Beside macros, whose Jinja reads `{{`, `{%` and `{#` wherever they stand."""

from __future__ import annotations

import pytest
from conftest import SiteBuilder
from site_parts import STRICT, cards, linked_terms
from walk import dead_links

MACROS = {"macros": {"on_error_fail": True}}
EXTRA = {"version": "4.2"}
USES = "# Home\n\nA softmax in version {{ version }}, and a logit.\n"
DEFINITIONS = (
    "- term: Softmax\n  definition: A share, $\\frac{{e^x}}{{n}}$, and `{#id}`.\n"
    "- term: Logit\n  definition: A score {% of %} something.\n"
)
GLOSSARY = (
    "# Words of {{ version }}\n\n## Softmax {#soft}\n\nFrom version {{ version }}.\n\n"
    "## Logit {#logit}\n\nA score.\n"
)


@pytest.mark.parametrize("key", ["plugins", "later_plugins"])
def test_what_looks_like_a_macro_in_a_generated_page_is_none(site: SiteBuilder, key: str) -> None:
    files = {"index.md": USES, "../terms.yml": DEFINITIONS}
    built = site(files, {"sources": ["terms.yml"]}, extra=EXTRA, **{key: [MACROS]}, **STRICT)
    page = built.html("glossary/index.html")
    assert "<code>{#id}</code>" in page
    assert "{% of %}" in page
    assert "<mfrac>" in page
    assert linked_terms(built, "index.html") == {
        "softmax": "glossary/#softmax",
        "logit": "glossary/#logit",
    }
    assert "version 4.2" in built.html("index.html")
    assert dead_links(built.folder) == []


@pytest.mark.parametrize("key", ["plugins", "later_plugins"])
def test_a_glossary_page_may_use_macros_and_ids_as_other_pages_do(
    site: SiteBuilder, key: str
) -> None:
    files = {"index.md": USES, "glossary.md": GLOSSARY}
    built = site(files, extra=EXTRA, **{key: [MACROS]}, **STRICT)
    page = built.html("glossary/index.html")
    assert '<h1 id="words-of-42">Words of 4.2' in page
    assert "<p>From version 4.2.</p>" in page
    assert cards(built, "index.html") == ["soft", "logit"]
    assert "<p>From version 4.2.</p>" in built.html("index.html")
    assert linked_terms(built, "index.html") == {
        "softmax": "glossary/#soft",
        "logit": "glossary/#logit",
    }
    assert dead_links(built.folder) == []
