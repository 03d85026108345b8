"""Runs the prose cases in `linking/`: Markdown, and the HTML that it becomes.

A file with cases may have a glossary of its own in `glossaries/`, and options in `HOW`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import SiteBuilder
from markdown import Markdown
from markdown.extensions.toc import slugify

from mkdocs_grimoire.builds.build import Build, Page, start_build
from mkdocs_grimoire.builds.extension import GrimoireExtension, heading_text
from mkdocs_grimoire.builds.options import Options
from mkdocs_grimoire.builds.page_options import PageOptions
from mkdocs_grimoire.glossary.forms import Accents, Comparison
from mkdocs_grimoire.hosts.yaml_data import read_yaml
from mkdocs_grimoire.linking.linker import Autolink
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.parsing import parse
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.source import Anchors, Source

FOLDER = Path(__file__).parent / "linking"
EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.details",
    "pymdownx.tabbed",
]
CONFIGS: dict[str, dict[str, Any]] = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.tabbed": {"alternate_style": True},
}
HOW: dict[str, tuple[Options, Autolink]] = {
    "accents": (
        Options(backlinks=False, comparison=Comparison(accents=Accents.IGNORE)),
        Autolink.PAGE,
    ),
    "pairs": (Options(backlinks=False), Autolink.ALL),
    "plurals": (Options(backlinks=False), Autolink.ALL),
    "spaceless": (Options(backlinks=False), Autolink.ALL),
    "spellings": (Options(backlinks=False), Autolink.ALL),
    "abbreviations": (Options(backlinks=False), Autolink.ALL),
    "formats": (Options(backlinks=False), Autolink.ALL),
    "neighbours": (Options(backlinks=False), Autolink.ALL),
    "hidden": (Options(backlinks=False), Autolink.ALL),
}
"""How the cases of a file are converted, if not as the others are."""

DEFAULT = (Options(backlinks=False), Autolink.PAGE)

LINK = re.compile(
    r'<a class="grimoire-term" data-grimoire="([^"]*)" href="glossary\.md#([^"]*)">(.*?)</a>',
    re.DOTALL,
)


def cases() -> Iterator[Any]:
    """Yield title, Markdown and HTML of each case: a title, then two texts between full stops."""
    for path in sorted(FOLDER.glob("*.md")):
        if path.name != "glossary.md":
            text = path.read_text(encoding="utf-8")
            for title, source, expected in re.findall(
                r"(.+)\n\.\n((?s:.*?))\n\.\n((?s:.*?))\n\.(?=\n)", text
            ):
                yield pytest.param(path.stem, source, expected, id=f"{path.stem}: {title}")


@cache
def build_of(stem: str) -> Build:
    """Return a build of the glossary of a file with cases."""
    own = FOLDER / "glossaries" / f"{stem}.md"
    text = (own if own.exists() else FOLDER / "glossary.md").read_text(encoding="utf-8")
    options, _ = HOW.get(stem, DEFAULT)
    anchors = Anchors(lambda text: str(slugify(text, "-")))
    source = Source("glossary.md", text, base="glossary.md")
    parsed = parse(source, Tools(heading_text(), anchors, Docs(), read_yaml))
    return start_build(options, [parsed])


@pytest.fixture
def build() -> Build:
    """Return a build of the glossary that most cases share."""
    return build_of("glossary")


def convert(build: Build, source: str, autolink: Autolink = Autolink.PAGE) -> str:
    """Return the HTML of a page, its links to entries shortened to `<a #anchor>`."""
    page = Page("page.md", "page/", "glossary.md", PageOptions(autolink), lambda: source)
    extension = GrimoireExtension(lambda _: (build, page))
    md = Markdown(extensions=[*EXTENSIONS, extension], extension_configs=CONFIGS)
    return LINK.sub(lambda link: f"<a #{link[1]}>{link[3]}</a>", md.convert(source))


@pytest.mark.parametrize(("stem", "source", "expected"), list(cases()))
def test_a_page_becomes_what_the_case_says(stem: str, source: str, expected: str) -> None:
    _, autolink = HOW.get(stem, DEFAULT)
    assert convert(build_of(stem), source, autolink) == expected


def test_the_first_use_on_a_page_is_linked(build: Build) -> None:
    html = convert(build, "softmax entropy softmax\n\n# H\n\nsoftmaxes")
    assert html.count("<a #softmax>") == 1


def test_the_first_use_under_each_heading_is_linked(build: Build) -> None:
    html = convert(build, "softmax softmax\n\n# H\n\nsoftmax\n\n## I\n\nsoftmax", Autolink.SECTION)
    assert html.count("<a #softmax>") == 3


def test_every_use_is_linked(build: Build) -> None:
    assert convert(build, "softmax softmax\n\nsoftmaxes", Autolink.ALL).count("<a #softmax>") == 3


def test_no_use_is_linked_but_references_are(build: Build) -> None:
    html = convert(build, "softmax [x](term:softmax)", Autolink.OFF)
    assert html == "<p>softmax <a #softmax>x</a></p>"


def test_a_caption_that_begins_with_a_term_keeps_the_space_after_its_number(
    site: SiteBuilder,
) -> None:
    files = {
        "glossary.md": "## Softmax\n\nShares.\n",
        "index.md": "A figure.\n\n/// figure-caption\nSoftmax of two.\n///\n",
    }
    built = site(files, {}, markdown_extensions=["pymdownx.blocks.caption"])
    figure = re.sub("<a [^>]*>", "<a>", built.content("index.html"))
    assert "Figure 1.</span> <a>Softmax</a> of two." in figure
