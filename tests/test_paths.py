"""Where links lead from a page of the docs, or from a source elsewhere."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trying import tried_on

from mkdocs_grimoire.sources.paths import Docs, Target, is_address, link_between, sibling

FILES = frozenset({"index.md", "guide/a.md", "guide/index.md", "img/x y.png", "terms/a.md"})
DOCS = Docs(FILES, "/site/docs")
NESTED = Docs(FILES, "/site/src/docs")


def test_a_link_leads_to_the_file_that_the_host_finds_for_it() -> None:
    files = frozenset({"a.fr.md", "index.fr.md"})
    docs = Docs(files, "/site/docs", meant=lambda path: path.replace(".md", ".fr.md"))
    assert docs.target("index.fr.md", "a.md#x") == Target("a.fr.md", "x")
    assert docs.page("../terms.yml", "a.md#x") == "a.fr.md#x"


@pytest.mark.parametrize(
    ("base", "link", "path", "fragment"),
    [
        ("guide/a.md", "index.md", "guide/index.md", ""),
        ("guide/a.md", "../index.md#x", "index.md", "x"),
        ("guide/a.md", "#x%20y", "guide/a.md", "x y"),
        ("guide/a.md", "", "guide/a.md", ""),
        ("guide/a.md", "../img/x%20y.png", "img/x y.png", ""),
        ("guide/a.md", "gone.md?x#y", "guide/gone.md", "y"),
        ("guide/a.md", "/top/", "/top", ""),
        ("guide/a.md", "../../out.md", "../out.md", ""),
        # A source beside the docs.
        ("../terms.md", "docs/guide/a.md", "guide/a.md", ""),
        ("../terms.md", "guide/a.md", "guide/a.md", ""),
        ("../terms.md", "other.md", "../other.md", ""),
        ("../terms.md", "#x", "../terms.md", "x"),
        ("../inc/terms.md", "../docs/img/x%20y.png", "img/x y.png", ""),
        ("../inc/terms.md", "img/x%20y.png", "img/x y.png", ""),
        ("../inc/terms.md", "img/gone.png", "../inc/img/gone.png", ""),
        ("../inc/terms.md", "../docs/gone.md", "gone.md", ""),
    ],
)
def test_a_link_leads_to_a_path_from_the_docs(
    base: str, link: str, path: str, fragment: str
) -> None:
    assert DOCS.target(base, link) == Target(path, fragment)


@pytest.mark.parametrize(
    ("base", "link", "path"),
    [
        ("../../terms.md", "src/docs/guide/a.md", "guide/a.md"),
        ("../../inc/terms.md", "../src/docs/guide/a.md", "guide/a.md"),
        ("../terms.md", "docs/guide/a.md", "guide/a.md"),
        ("../../terms.md", "guide/a.md", "guide/a.md"),
    ],
)
def test_the_docs_are_found_however_deep_they_lie(base: str, link: str, path: str) -> None:
    assert NESTED.target(base, link) == Target(path, "")


@pytest.mark.parametrize(
    "link",
    ["https://example.org/#x", "//example.org", "mailto:a@example.org", "http://[x", "term:x"],
)
def test_a_link_off_the_site_leads_nowhere_in_it(link: str) -> None:
    assert DOCS.target("guide/a.md", link) is None
    assert DOCS.rebased(link, "guide/a.md", "glossary.md") == link


@pytest.mark.parametrize(
    ("base", "link", "expected"),
    [
        ("terms/a.md", "b.md#x", "terms/b.md#x"),
        ("terms/a.md", "../img/x%20y.png", "img/x%20y.png"),
        ("terms/a.md", "#x", "terms/a.md#x"),
        ("terms/a.md", "../glossary.md#x", "#x"),
        ("terms/a.md", "/top/", "/top/"),
        ("../inc/t.md", "#x", "#x"),
        ("../inc/t.md", "../docs/guide/a.md?q#x", "guide/a.md?q#x"),
        ("../inc/t.md", "gone.png", "../inc/gone.png"),
    ],
)
def test_a_link_of_a_source_becomes_one_of_the_page(base: str, link: str, expected: str) -> None:
    assert DOCS.rebased(link, base, "glossary.md") == expected


def test_a_link_of_a_source_becomes_one_of_a_page_in_a_folder() -> None:
    assert DOCS.rebased("../img/x%20y.png", "terms/a.md", "about/words.md") == "../img/x%20y.png"
    assert DOCS.rebased("a.md", "guide/b.md", "about/words.md") == "../guide/a.md"


@pytest.mark.parametrize(
    ("base", "link", "expected"),
    [
        ("glossary.md", "https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("glossary.md", "HTTP://example.org", "HTTP://example.org"),
        ("glossary.md", "//example.org", "//example.org"),
        ("glossary.md", "mailto:a@example.org", "mailto:a@example.org"),
        ("glossary.md", "guide/a.md#x", "guide/a.md#x"),
        ("glossary.md", "guide/a/#x", "guide/a.md#x"),
        ("glossary.md", "guide/", "guide/index.md"),
        ("glossary.md", "/guide/a/", "guide/a.md"),
        ("glossary.md", "/elsewhere/", "/elsewhere/"),
        ("glossary.md", "img/x%20y.png", "img/x y.png"),
        ("terms/a.md", "../guide/a.md", "guide/a.md"),
        ("terms/a.md", "guide/a.md", "guide/a.md"),
        ("../terms.yml", "docs/guide/a.md", "guide/a.md"),
        ("../terms.yml", "guide/a.md", "guide/a.md"),
        ("glossary.md", "gone.md", None),
        ("glossary.md", "#x", None),
        ("glossary.md", "../../etc/passwd", None),
        ("glossary.md", "javascript:alert(1)", None),
        ("glossary.md", "JavaScript:alert(1)", None),
        ("glossary.md", "java\tscript:alert(1)", None),
        ("glossary.md", "\x01javascript:alert(1)", None),
        ("glossary.md", "data:text/html,x", None),
        ("glossary.md", "vbscript:x", None),
        ("glossary.md", "file:///etc/passwd", None),
        ("glossary.md", "http://[x", None),
    ],
)
def test_a_url_is_an_address_or_a_page_of_the_docs(
    base: str, link: str, expected: str | None
) -> None:
    assert DOCS.page(base, link) == expected


@pytest.mark.parametrize(
    ("base", "path", "expected"),
    [
        ("../terms/a.md", "/container/", "../terms/container.md"),
        ("../terms/a.md", "/container", "../terms/container.md"),
        ("../terms/a.md", "/en/container.html", "../terms/container.md"),
        ("a.md", "/container/", "container.md"),
    ],
)
def test_a_link_from_the_root_of_a_source_s_own_site_means_the_file_beside_it(
    base: str, path: str, expected: str
) -> None:
    assert sibling(base, path) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://a.b", True), ("//a.b", True), ("/a", True), ("mailto:a@b", True), ("a.md#x", False)],
)
def test_an_address_is_told_from_a_docs_path(url: str, *, expected: bool) -> None:
    assert is_address(url) is expected


@pytest.mark.parametrize(
    ("page", "other", "expected"),
    [
        ("a.md", "a.md", ""),
        ("a.md", "b/c.md", "b/c.md"),
        ("b/c.md", "a.md", "../a.md"),
        ("b/c.md", "b/d.md", "d.md"),
    ],
)
def test_pages_are_linked_by_their_sources(page: str, other: str, expected: str) -> None:
    assert link_between(page, other) == expected


PARTS = st.lists(st.sampled_from(["a", "b", "ab", "c.md"]), min_size=1, max_size=4)


@given(PARTS, PARTS, st.integers(0, 2))
@tried_on(25)
def test_a_link_between_two_pages_leads_to_the_other(
    page: list[str], other: list[str], ups: int
) -> None:
    target = "/".join([*[".."] * ups, *other])
    link = link_between("/".join(page), target)
    folder = "/".join(page[:-1])
    assert posixpath.normpath(posixpath.join(folder, link or page[-1])) == target
