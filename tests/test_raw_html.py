"""Raw HTML in an entry, whole or not: what it costs the entry itself, and never another."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from conftest import Built, SiteBuilder, bare_theme, build_config, write_site
from helpers import markup
from hypothesis import given
from hypothesis import strategies as st
from trying import tried_on

EXTENSIONS = ["attr_list", "fenced_code", "footnotes", "md_in_html", "tables"]

# fmt: off
OTHERS = ["beta", "gamma"]

PIECES = [
    "<div>", "</div>", "<div markdown>", "<details>\n<summary>x</summary>", "</details>", "<p>",
    "</p>", "<b>", "</b>", "<i>", "</i>", "<table><tr><td>", "</table>", "<ul><li>", "<br>", "<hr>",
    "<!--", "-->", "<!-- x -->", "<!DOCTYPE", "<?php", "<![CDATA[", "<![x[", "]]>", "<script>",
    "</script>", "<style>", "<textarea>", "<svg><path/>", "</svg>", "</body>", "</template>",
    "<name>", "<a href=x>", "</a>", "word", "*word*", "`<div>`", "`", "```\n<div>\n```", "* item",
    "    <div>", "> quote", "$x<y$", "&amp;", "<", ">", "<div", "<div class='", "<x-y>", "[^1]",
    "\\<div>", "<https://example.org/>", "<term:nothing>", "| a | b |\n|---|---|\n| <b> | c |",
]
# fmt: on
"""Of what a definition is made."""

definitions = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", "\n", "\n\n"])), max_size=8
).map(lambda made: "".join(piece + gap for piece, gap in made))


def built_with(root: Path, definition: str) -> Built:
    """Return a site with an entry of some definition before two others."""
    glossary = (
        f"# Words\n\n## Alpha\n\n{definition}\n\n## Beta\n\nThe *beta*.\n\n## Gamma\n\nLast.\n"
    )
    files = {"glossary.md": glossary, "index.md": "Alpha, beta, gamma."}
    config = write_site(root, files, {}, markdown_extensions=EXTENSIONS, theme=bare_theme(root))
    return build_config(config, root / "site")


def others(built: Built) -> list[list[str]]:
    """Return the other two entries and their cards as a browser has them, each within what."""
    found = []
    for page, path in (
        ("glossary/index.html", ".//*[@id='{}']/.."),
        ("index.html", ".//template[@data-grimoire='{}']"),
    ):
        root = html5lib.parse(built.html(page), namespaceHTMLElements=False)
        parents = {child: parent for parent in root.iter() for child in parent}
        for name in OTHERS:
            nodes = root.findall(path.format(name))
            found += [[*around(node, parents), markup(node)] for node in nodes]
    return found


def around(node: Element, parents: Mapping[Element, Element]) -> list[str]:
    """Return the elements in which a node is, the innermost first."""
    parent = parents.get(node)
    return [] if parent is None else [str(parent.tag), *around(parent, parents)]


@given(definitions)
@tried_on(25)
def test_no_definition_costs_another_entry_anything(definition: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        expected = others(built_with(root / "plain", "Plain."))
        assert len(expected) == 2 * len(OTHERS)
        assert others(built_with(root / "other", definition)) == expected


@pytest.mark.parametrize(
    ("definition", "shown", "findings"),
    [
        ("<div>\nOpen.", "<div>\nOpen.\n</div>", ["'<div>' is not closed"]),
        (
            "<details>\n<summary>More</summary>\n\nOpen.",
            "<details>\n<summary>More</summary>\n\nOpen.\n</details>",
            ["'<details>' is not closed"],
        ),
        ("A <b>bold", "<p>A <b>bold</b></p>", ["'<b>' is not closed"]),
        ("A <script>x", "<p>A <script>x</script></p>", ["'<script>' is not closed"]),
        ("kubectl get <name>", "<p>kubectl get <name></name></p>", ["'<name>' is not closed"]),
        ("A </div> stray.", "<p>A  stray.</p>", ["'</div>' closes nothing"]),
        ("</section>\n\nAfter.", "<p>After.</p>", ["'</section>' closes nothing"]),
        ("<p>One", "<p>One\n</p>", []),
        ("<table><tr><td>x", "<table><tr><td>x\n</td></tr></table>", ["'<table>' is not closed"]),
        (
            "<!-- never ends\n\nmore",
            "<p>&lt;!-- never ends</p>\n<p>more</p>",
            ["'<!--' is not closed"],
        ),
        ("<!-- a -->\n\n<!-- b", "<p>&lt;!-- b</p>", ["'<!--' is not closed"]),
        ("<!DOCTYPE html", "<p>&lt;!DOCTYPE html</p>", ["'<!DOCTYPE' is not closed"]),
        ("<?php echo 1 ?>", "<p>&lt;?php echo 1 ?&gt;</p>", []),
        ("<![x[ y", "<p>&lt;![x[ y</p>", []),
        ('<a name="x"/> here', '<p><a name="x"/> here</a></p>', []),
        (
            "<div markdown>\n* *x*\n  <div>",
            "<li><em>x</em>",
            ["'<div>' is not closed", "'<div markdown>' is not closed"],
        ),
        ("`<div>` and\n\n```\n<div>\n```", "<p><code>&lt;div&gt;</code> and</p>", []),
        (
            "<br> <img src=x> <svg><path d='x'/></svg>",
            "<p><br> <img src=x> <svg><path d='x'/></svg></p>",
            [],
        ),
        (
            "* a\n\n    <details><summary>x</summary>\n\n    y\n\n    </details>",
            "<p><details><summary>x</summary></p>\n<p>y</p>\n</details>",
            [],
        ),
        ("A <units:share> now.", "<p>A <units:share> now.</p>", []),
        ("<div><b>x</div>", "<div><b>x</div>\n</b>", ["'<b>' is not closed"]),
    ],
)
def test_what_lacks_its_other_half_is_given_it_and_reported(
    tmp_path: Path, definition: str, shown: str, findings: list[str]
) -> None:
    built = built_with(tmp_path, definition)
    assert shown in built.html("glossary/index.html")
    told = [
        re.sub(r"^grimoire: glossary.md:\d+: | \[invalid\]$", "", each) for each in built.warnings
    ]
    assert sorted(told) == sorted(findings)


def test_a_quote_that_does_not_end_costs_its_entry_alone(tmp_path: Path) -> None:
    # What becomes text of it, the versions of Python-Markdown do not agree on.
    built = built_with(tmp_path / "other", "<div>\n<a href='x>y</a>\n</div>")
    assert others(built) == others(built_with(tmp_path / "plain", "Plain."))
    assert built.warnings
    assert all(each.endswith("[invalid]") for each in built.warnings)


def test_a_finding_names_the_line_of_the_tag_in_its_source(site: SiteBuilder) -> None:
    files = {
        "glossary.md": "# Words\n\nA lead <i>open.\n\n## Alpha\n\nText.\n\n<div>\nOpen.\n",
        "index.md": "Alpha, beta.",
        "../more.yml": "Beta:\n  definition: |\n    Text.\n\n    A <b>bold.\n",
    }
    built = site(files, {"sources": ["more.yml"]})
    assert built.warnings == [
        "grimoire: glossary.md:3: '<i>' is not closed [invalid]",
        "grimoire: glossary.md:9: '<div>' is not closed [invalid]",
        "grimoire: more.yml:5: '<b>' is not closed [invalid]",
    ]


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_search_knows_the_entries_after_one_that_leaves_html_open(
    site: SiteBuilder, theme: str
) -> None:
    files = {
        "glossary.md": "## Alpha\n\n<div>\nOpen.\n\n## Beta\n\nThe second.\n",
        "index.md": "Alpha, beta.",
    }
    built = site(files, theme=theme, plugins=["search"])
    assert len(built.warnings) == 1
    index = json.loads(built.html("search/search_index.json"))
    (text,) = [record["text"] for record in index["docs"] if record["location"] == "glossary/#beta"]
    assert text.removeprefix("<p>").removesuffix("</p>").strip() == "The second."


def test_a_mark_that_an_author_writes_names_no_entry(site: SiteBuilder) -> None:
    glossary = "## Alpha\n\nText.\n\n### Deeper <!-- grimoire: 99 -->\n\n<div>\nOpen.\n"
    built = site({"glossary.md": glossary, "index.md": "Alpha."})
    assert built.warnings == ["grimoire: glossary.md:7: '<div>' is not closed [invalid]"]
