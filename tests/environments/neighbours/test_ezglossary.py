"""Beside ezglossary, which puts links into HTML and again into the finished page."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import SiteBuilder
from site_parts import STRICT, backlinks, cards, linked_terms
from walk import dead_links

FILES = {
    "index.md": "# Home\n\nA softmax of each <units:share>, and [that](term:logit).\n",
    "glossary.md": "## Softmax\n\nEach logit is a <units:share> now.\n\n## Logit\n\nA number.\n",
    "units.md": "# Units\n\nunits:share\n:   What a softmax gives.\n",
    "guide/deep.md": "# Deep\n\nThe <units:share|shares of> a softmax.\n",
}
IN_EITHER_ORDER = pytest.mark.parametrize("key", ["plugins", "later_plugins"])


def with_ezglossary(key: str) -> dict[str, Any]:
    """Return the configuration of a site, its plugins listed under a key."""
    options = {"sections": ["units"], "tooltip": "short"}
    return {
        key: [{"ezglossary": options}],
        "markdown_extensions": ["def_list"],
        "site_url": "https://example.org/",
        **STRICT,
    }


@IN_EITHER_ORDER
def test_both_link_what_is_theirs(site: SiteBuilder, key: str) -> None:
    built = site(FILES, **with_ezglossary(key))
    assert linked_terms(built, "index.html") == {
        "softmax": "glossary/#softmax",
        "that": "glossary/#logit",
    }
    assert linked_terms(built, "guide/deep/index.html") == {"softmax": "../../glossary/#softmax"}
    assert ">shares of</a> a <a class=" in built.html("guide/deep/index.html")
    assert backlinks(built) == [
        "../#use-logit",
        "../#use-softmax",
        "../units/#use-softmax",
        "../guide/deep/#use-softmax",
    ]
    assert dead_links(built.folder) == []


@IN_EITHER_ORDER
def test_a_card_does_without_the_links_that_are_made_after_it(site: SiteBuilder, key: str) -> None:
    built = site(FILES, **with_ezglossary(key))
    page = built.html("guide/deep/index.html")
    assert cards(built, "guide/deep/index.html") == ["softmax"]
    assert "logit</a> is a <units:share> now.</p>" in page.split("<template", 1)[1]
