"""Beside Material's blog, which converts a post again for each page that shows its beginning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from conftest import Built, SiteBuilder
from site_parts import STRICT, backlinks, cards, linked_terms
from walk import dead_links

from mkdocs_grimoire.command.site import read_site

POST = """---
date: 2026-01-0{day}
categories: [Models]
---

# Post {day}

A softmax at the beginning, the [post](other.md), <a data-grimoire="x" href="https://x.org/">raw</a>.

<!-- more -->

A logit at the end.
"""
FILES = {
    "index.md": "# Home\n",
    "blog/index.md": "# Blog\n\nAbout each logit.\n",
    "blog/posts/one.md": POST.format(day=1),
    "blog/posts/other.md": POST.format(day=2),
    "glossary.md": "## Softmax\n\nA function.\n\n## Logit\n\nA score.\n",
}
BLOG = {"blog": {"pagination_per_page": 1}}
VIEWS = {
    "blog": "../glossary/",
    "blog/page/2": "../../../glossary/",
    "blog/archive/2026": "../../../glossary/",
    "blog/category/models": "../../../glossary/",
}


def build(site: SiteBuilder, files: Mapping[str, str], **config: Any) -> Built:
    """Build a site with a blog; `config` says where among the plugins that is."""
    return site({**FILES, **files}, theme={"name": "material", "font": False}, **config)


def ids(html: str) -> list[str]:
    return re.findall(r'id="(use-[^"]*)"', html)


@pytest.fixture(params=["plugins", "later_plugins"])
def built(request: pytest.FixtureRequest, site: SiteBuilder) -> Built:
    """Return a site with a blog, which is listed before the glossary or after it."""
    return build(site, {}, **{request.param: [BLOG]}, **STRICT)


def test_no_link_is_dead(built: Built) -> None:
    assert dead_links(built.folder) == []


def test_posts_are_linked_and_have_their_cards(built: Built) -> None:
    post = "blog/2026/01/02/post-2/index.html"
    assert linked_terms(built, post) == {
        "softmax": "../../../../../glossary/#softmax",
        "logit": "../../../../../glossary/#logit",
    }
    assert cards(built, post) == ["softmax", "logit"]
    assert ids(built.html(post)) == ["use-softmax", "use-logit"]


@pytest.mark.parametrize(("view", "to_glossary"), VIEWS.items())
def test_every_view_links_what_it_shows_and_has_the_cards_of_no_more(
    built: Built, view: str, to_glossary: str
) -> None:
    html = built.html(f"{view}/index.html")
    shown = re.findall('<a class="grimoire-term"[^>]*href="([^"]*)"', html)
    assert f"{to_glossary}#softmax" in shown
    assert all(href.startswith(f"{to_glossary}#") for href in shown)
    keys = {href.split("#")[1] for href in shown}
    assert sorted(cards(built, f"{view}/index.html")) == sorted(keys)
    assert keys == ({"softmax", "logit"} if view == "blog" else {"softmax"})


def test_a_use_in_an_excerpt_is_a_use_of_the_post_alone(built: Built) -> None:
    assert [ids(built.html(f"{view}/index.html")) for view in VIEWS] == [["use-logit"], [], [], []]
    assert backlinks(built) == [
        "../blog/#use-logit",
        "../blog/2026/01/01/post-1/#use-logit",
        "../blog/2026/01/02/post-2/#use-logit",
        "../blog/2026/01/01/post-1/#use-softmax",
        "../blog/2026/01/02/post-2/#use-softmax",
    ]


def test_a_finding_in_a_post_is_said_once(site: SiteBuilder) -> None:
    wrong = POST.format(day=1).replace("A softmax", "A <term:softmx>")
    built = build(site, {"blog/posts/one.md": wrong}, plugins=[BLOG])
    fact = "grimoire: blog/posts/one.md:8: term not in glossary: 'softmx'."
    said = [f"{fact} Did you mean 'softmax'? [undefined]"]
    assert built.warnings == said
    found = read_site(str(built.config.config_file_path)).findings
    assert [f"grimoire: {finding}" for _, finding in found] == said


def test_a_post_may_define_a_term(site: SiteBuilder) -> None:
    post = POST.format(day=3) + "\n## Attention head { .term }\n\nOne part of a layer.\n"
    home = "# Home\n\nAn attention head.\n"
    built = build(site, {"blog/posts/three.md": post, "index.md": home}, plugins=[BLOG], **STRICT)
    assert linked_terms(built, "index.html") == {
        "attention head": "blog/2026/01/03/post-3/#attention-head"
    }
    assert dead_links(built.folder) == []
