"""Beside plugins that rewrite links, in Markdown or in HTML, before this one and after it."""

from __future__ import annotations

import re

import pytest
from conftest import Built, SiteBuilder
from site_parts import STRICT, backlinks, cards, linked_terms
from walk import dead_links

FILES = {
    "index.md": "# Home\n\nA softmax, [[guide/deep]], [that](term:logit), <term:Softmax>.\n",
    "glossary.md": "## Softmax\n\nEach logit is a share.\n\n## Logit\n\nSee [[guide/deep]].\n",
    "guide/deep.md": "# Deep\n\nA softmax, [by hand](../glossary.md#logit).\n",
}

IN_MARKDOWN = '''
import posixpath
import re
from mkdocs.plugins import event_priority

@event_priority({priority})
def on_page_markdown(markdown, page, config, files):
    """Make Markdown of links as wikis write them."""
    folder = posixpath.dirname(page.file.src_uri)
    def link(found):
        return f"[{{found[1]}}]({{posixpath.relpath(found[1] + '.md', folder or '.')}})"
    return re.sub(r"\\[\\[(.*?)\\]\\]", link, markdown)
'''

IN_HTML = '''
import re
from mkdocs.plugins import event_priority

@event_priority({priority})
def on_page_content(html, page, config, files):
    """Mark each link to a page with where it was followed."""
    return re.sub(r'(<a [^>]*?href=")([^":#]+)', r'\\1\\2?from=' + page.file.name, html)
'''

FIRST, LAST = 5000, -5000
IN_MARKDOWN_ORDERS = pytest.mark.parametrize("in_markdown", [FIRST, LAST])
IN_HTML_ORDERS = pytest.mark.parametrize("in_html", [FIRST, LAST])


def build(site: SiteBuilder, *, in_markdown: int, in_html: int) -> Built:
    """Build a site with both, at their priorities."""
    hooks = {
        "../in_markdown.py": IN_MARKDOWN.format(priority=in_markdown),
        "../in_html.py": IN_HTML.format(priority=in_html),
    }
    return site({**FILES, **hooks}, hooks=["in_markdown.py", "in_html.py"], **STRICT)


@IN_HTML_ORDERS
@IN_MARKDOWN_ORDERS
def test_terms_are_links_that_are_rewritten_as_all_others_are(
    site: SiteBuilder, in_markdown: int, in_html: int
) -> None:
    built = build(site, in_markdown=in_markdown, in_html=in_html)
    assert linked_terms(built, "index.html") == {
        "softmax": "glossary/?from=index#softmax",
        "that": "glossary/?from=index#logit",
        "Softmax": "glossary/?from=index#softmax",
    }
    assert linked_terms(built, "guide/deep/index.html") == {
        "softmax": "../../glossary/?from=deep#softmax",
        "by hand": "../../glossary/?from=deep#logit",
    }
    assert dead_links(built.folder) == []


@IN_HTML_ORDERS
@IN_MARKDOWN_ORDERS
def test_links_of_others_stay_beside_terms_and_on_the_glossary_page(
    site: SiteBuilder, in_markdown: int, in_html: int
) -> None:
    built = build(site, in_markdown=in_markdown, in_html=in_html)
    assert '<a href="guide/deep/?from=index">guide/deep</a>' in built.html("index.html")
    glossary = built.html("glossary/index.html")
    assert 'See <a href="../guide/deep/?from=glossary">guide/deep</a>' in glossary
    assert not any(
        re.search(r"<a [^>]*>[^<]*<a ", built.html(path.relative_to(built.folder).as_posix()))
        for path in built.folder.rglob("*.html")
    )


@IN_HTML_ORDERS
@IN_MARKDOWN_ORDERS
def test_cards_and_backlinks_lead_where_they_should_whoever_is_first(
    site: SiteBuilder, in_markdown: int, in_html: int
) -> None:
    built = build(site, in_markdown=in_markdown, in_html=in_html)
    assert cards(built, "guide/deep/index.html") == ["softmax", "logit"]
    assert backlinks(built) == [
        "../#use-logit",
        "../guide/deep/#use-logit",
        "../#use-softmax",
        "../guide/deep/#use-softmax",
    ]
    assert 'Each <a href="../../glossary/#logit">logit</a>' in built.html("guide/deep/index.html")
