"""What holds for any site: links lead somewhere, templates are used, and bytes are the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import Built, bare_theme, build_config, write_site
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from test_properties import documents
from trying import tried_on
from walk import dead_links

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists"),
    "smarty",
]
TERMS = ["softmax", "cross entropy", "rank", "C++", "R&D", "HTML", "a softmax", "rank of a matrix"]

DEFINITIONS = [
    *("Shares of a rank.", "A [softmax](#softmax) of $x$.", "See <term:cross entropy>.", ""),
    *("Low Rank Adaptation (LRA) is.", "- a softmax\n- a rank\n", "```\nsoftmax\n```", "> R&D"),
    *(
        "A <b>rank</b>.[^n]\n\n[^n]: A softmax.",
        "[gone](term:nothing)",
        "$$\\frac{1}{2}$$",
        "&amp;",
    ),
    *("### More\n\nHTML.", "| a | b |\n|---|---|\n| rank | C++ |", "The rank.\n\nThe softmax."),
]
ATTRIBUTES = [
    *("", "", "", ' { aliases="size, extent" }', " { see=softmax }", " { autolink=off }"),
    *(" { tags=a }", ' { short="In **short**." }', " { #own }", ' { see="nothing" hidden=x }'),
    " { case=exact }",
]

glossaries = st.lists(
    st.tuples(st.sampled_from(TERMS), st.sampled_from(ATTRIBUTES), st.sampled_from(DEFINITIONS)),
    min_size=1,
    max_size=6,
).map(lambda made: "# Words\n\n" + "\n\n".join(f"## {a}{b}\n\n{c}" for a, b, c in made) + "\n")

options = st.fixed_dictionaries(
    {},
    optional={
        "autolink": st.sampled_from(["page", "section", "all", "off"]),
        "case": st.sampled_from(["smart", "ignore", "exact"]),
        "plurals": st.booleans(),
        "tooltips": st.booleans(),
        "math": st.sampled_from(["mathml", "site", "off"]),
        "sort": st.booleans(),
        "backlinks": st.booleans(),
        "exclude": st.sampled_from([["guide/*"], ["*"]]),
    },
)


class Site(NamedTuple):
    """What a site is made of."""

    files: Mapping[str, str]
    options: Mapping[str, Any]
    has_folders: bool

    def build(self, root: Path, **overrides: Any) -> Built:
        """Build it in a folder."""
        config = write_site(
            root,
            self.files,
            self.options,
            markdown_extensions=EXTENSIONS,
            use_directory_urls=self.has_folders,
            theme=bare_theme(root),
        )
        return build_config(config, root / "site", **overrides)


sites = st.builds(
    Site,
    st.fixed_dictionaries(
        {"glossary.md": glossaries, "index.md": documents, "guide/a.md": documents}
    ),
    options,
    st.booleans(),
)


def pages(built: Built) -> dict[str, str]:
    """Return the pages of a site by their paths."""
    found = sorted(built.folder.rglob("*.html"))
    return {
        path.relative_to(built.folder).as_posix(): path.read_text(encoding="utf-8")
        for path in found
    }


OWN_LINK = re.compile(
    r'<a class="grimoire-term[^"]*" data-grimoire="(?P<anchor>[^"]*)" href="(?P<href>[^"]*)"'
)
TEMPLATE = re.compile(r'<template data-grimoire="([^"]*)">')
LINK = re.compile(
    r'<a class="grimoire-term" data-grimoire="[^"]*" href="[^"]*"(?: id="use-[^"]*")?>(.*?)</a>',
    re.DOTALL,
)
CARDS = re.compile(r"<template data-grimoire=.*</template>", re.DOTALL)


@given(sites)
@tried_on(6, HealthCheck.data_too_large)
def test_every_link_of_ours_leads_to_its_entry_and_every_template_is_used(site: Site) -> None:
    with tempfile.TemporaryDirectory() as folder:
        built = site.build(Path(folder))
        ours = {
            found["href"] for page in pages(built).values() for found in OWN_LINK.finditer(page)
        }
        dead = {each.split(": ", 1)[1] for each in dead_links(built.folder)}
        assert ours & dead == set()
        for html in pages(built).values():
            templates = TEMPLATE.findall(html)
            used = {found["anchor"] for found in OWN_LINK.finditer(html)}
            assert len(set(templates)) == len(templates)
            assert set(templates) == (used if site.options.get("tooltips", True) else set())


@given(sites)
@tried_on(6, HealthCheck.data_too_large)
def test_each_finding_is_told_once(site: Site) -> None:
    with tempfile.TemporaryDirectory() as folder:
        built = site.build(Path(folder))
        assert len(set(built.findings)) == len(built.findings)
        told = [each for each in built.warnings if each.startswith("grimoire: ")]
        assert len(set(told)) == len(told)


@given(sites)
@tried_on(6, HealthCheck.data_too_large)
def test_a_page_without_our_links_and_cards_is_the_page_without_us(site: Site) -> None:
    bare = site._replace(files={**site.files, "glossary.md": GLOSSARY_WITHOUT_USES})
    with tempfile.TemporaryDirectory() as ours, tempfile.TemporaryDirectory() as without:
        found = pages(bare.build(Path(ours)))
        expected = pages(bare.build(Path(without), plugins=[]))
        for path in ("index.html", "guide/a/index.html" if site.has_folders else "guide/a.html"):
            assert LINK.sub(r"\1", CARDS.sub("", found[path])) == expected[path]


GLOSSARY_WITHOUT_USES = "".join(f"## {term}\n\nMeans.\n\n" for term in TERMS)


@given(sites)
@tried_on(2, HealthCheck.data_too_large)
def test_a_site_is_the_same_however_often_and_in_whatever_order_it_is_built(site: Site) -> None:
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        found = pages(site.build(Path(first)))
        assert pages(site.build(Path(first))) == found
        backwards = site._replace(files=dict(reversed(list(site.files.items()))))
        assert pages(backwards.build(Path(second))) == found


BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config

build(load_config(sys.argv[1], site_dir=sys.argv[2]))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_site_is_the_same_for_any_hash_seed(tmp_path: Path, seed: str) -> None:
    entries = "".join(
        f'## {term} {{ aliases="{term} one, {term} two" tags="b, a" }}\n\nA rank, a softmax.\n\n'
        for term in TERMS
    )
    text = " ".join(f"{term} {term} one {term} two [x](term:nothing)" for term in TERMS)
    files = {"glossary.md": entries, "index.md": text, "guide/a.md": f"## B\n\n{text}"}
    site = Site(files, {"autolink": "all"}, has_folders=True)
    built = site.build(tmp_path)
    out = tmp_path / "other"
    subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path / "mkdocs.yml"), str(out)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    assert pages(Built(out, built.config)) == pages(built)
    assert [html.count('class="grimoire-term') > len(TERMS) for html in pages(built).values()] == [
        True
    ] * len(files)
