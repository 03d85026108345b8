"""Beside monorepo, which puts the docs of several projects together in a folder of its own."""

from __future__ import annotations

from typing import Any

from conftest import Built, SiteBuilder
from site_parts import backlinks, cards, linked_terms
from walk import dead_links

FILES = {
    "index.md": "# Home\n\nA softmax, an attention head.\n",
    "glossary.md": "## Softmax\n\nTurns each logit into a share.\n",
    "../terms/logit.md": "---\ntitle: Logit\n---\nA number.\n",
    "../api/mkdocs.yml": "site_name: api\nnav:\n  - Start: index.md\n  - Deep: deep/page.md\n",
    "../api/docs/index.md": "# API\n\nA softmax and [that](term:logit).\n",
    "../api/docs/deep/page.md": "# Deep\n\n## Attention head { .term }\n\nWith a softmax.\n",
}
NAV = ["index.md", "glossary.md", {"API": "!include ./api/mkdocs.yml"}]


def build(site: SiteBuilder, files: dict[str, str], **config: Any) -> Built:
    """Build the site, and remove the folder that the neighbour leaves behind."""
    built = site(files, {"sources": ["terms/"]}, plugins=["monorepo"], nav=NAV, **config)
    built.config.plugins["monorepo"].merger.cleanup()
    return built


def test_terms_are_shared_by_all_projects(site: SiteBuilder) -> None:
    built = build(site, FILES, strict=True)
    assert linked_terms(built, "index.html") == {
        "softmax": "glossary/#softmax",
        "attention head": "api/deep/page/#attention-head",
    }
    assert linked_terms(built, "api/index.html") == {
        "softmax": "../glossary/#softmax",
        "that": "../glossary/#logit",
    }
    assert cards(built, "api/deep/page/index.html") == ["softmax"]
    assert "../api/deep/page/#use-softmax" in backlinks(built)
    assert dead_links(built.folder) == []


def test_findings_name_pages_by_their_place_in_the_site_and_sources_by_their_own(
    site: SiteBuilder,
) -> None:
    files = {
        **FILES,
        "../api/docs/index.md": "# API\n\nA <term:nothing>.\n",
        "../terms/logit.md": "---\ntitle: Logit\n---\n",
    }
    assert build(site, files).warnings == [
        "grimoire: api/index.md:3: term not in glossary: 'nothing' [undefined]",
        "grimoire: terms/logit.md:2: 'Logit' has no definition [empty]",
    ]
