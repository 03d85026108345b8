"""Beside redirects, which asks early which pages there are."""

from __future__ import annotations

from conftest import SiteBuilder
from site_parts import STRICT
from walk import dead_links

FILES = {"index.md": "A softmax.\n", "../terms.yml": "Softmax: A function.\n"}
MAPS = {"lexicon.md": "glossary.md", "old/softmax.md": "glossary.md#softmax"}
REDIRECTS = {"redirects": {"redirect_maps": MAPS}}


def test_a_redirect_may_lead_to_a_generated_page(site: SiteBuilder) -> None:
    built = site(FILES, {"sources": ["terms.yml"]}, plugins=[REDIRECTS], **STRICT)
    assert 'href="../glossary/"' in built.html("lexicon/index.html")
    assert 'href="../../glossary/#softmax"' in built.html("old/softmax/index.html")
    assert dead_links(built.folder) == []


def test_a_redirect_may_lead_to_a_generated_page_of_a_plugin_that_is_listed_later(
    site: SiteBuilder,
) -> None:
    built = site(FILES, {"sources": ["terms.yml"]}, later_plugins=[REDIRECTS], **STRICT)
    assert dead_links(built.folder) == []
