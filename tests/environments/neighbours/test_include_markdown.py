"""Beside include-markdown, which makes one page of several files before it is converted."""

from __future__ import annotations

from conftest import SiteBuilder
from site_parts import STRICT, backlinks, linked_terms
from walk import dead_links

GLOSSARY = "## Softmax { avoid=softmaks }\n\nTurns numbers into shares.\n\n## Logit\n\nA number.\n"
INCLUDE = '{% include-markdown "../parts/note.md" %}'
UNKNOWN = "term not in glossary: 'softmx'. Did you mean 'softmax'? [undefined]"
UNUSED = {"validation": {"unused": "ignore"}}
PLUGINS = ["include-markdown"]


def test_terms_and_references_in_included_text_lead_to_the_glossary_from_every_depth(
    site: SiteBuilder,
) -> None:
    page = '# {}\n\n{{%\n   include-markdown "../parts/note.md"\n   heading-offset=1\n%}}\n'
    files = {
        "glossary.md": GLOSSARY,
        "index.md": "# Home\n",
        "a/first.md": page.format("First"),
        "b/second.md": page.format("Second"),
        "parts/note.md": "# Note\n\nA softmax, [two](term:logit), [a part](../a/first.md#note).\n",
    }
    built = site(files, plugins=PLUGINS, exclude_docs="parts/", **STRICT)
    expected = {"softmax": "../../glossary/#softmax", "two": "../../glossary/#logit"}
    assert linked_terms(built, "a/first/index.html") == expected
    assert linked_terms(built, "b/second/index.html") == expected
    assert backlinks(built) == [
        "../a/first/#use-logit",
        "../b/second/#use-logit",
        "../a/first/#use-softmax",
        "../b/second/#use-softmax",
    ]
    assert dead_links(built.folder) == []


def test_a_glossary_page_may_be_made_of_included_files_which_have_no_entries(
    site: SiteBuilder,
) -> None:
    files = {
        "glossary.md": f'# Words\n\n{{% include-markdown "../parts/intro.md" %}}\n\n{GLOSSARY}',
        "index.md": "# Home\n\nA softmax.\n",
        "../parts/intro.md": "These words are ours.\n",
    }
    built = site(files, plugins=PLUGINS, **STRICT)
    assert "These words are ours." in built.html("glossary/index.html")
    assert dead_links(built.folder) == []


def test_a_finding_in_an_included_file_names_that_file_and_its_line(site: SiteBuilder) -> None:
    files = {
        "glossary.md": GLOSSARY,
        "a/first.md": f"# First\n\nA logit, a softmaks.\n\n{INCLUDE}\n",
        "b/second.md": '{%\n  include-markdown "../../beside/far.md"\n  start="<!--s-->"\n%}\n',
        "parts/note.md": "---\ntitle: Note\n---\n\nOne softmaks and <term:nothing>.\n",
        "../beside/far.md": "No softmaks.\n<!--s-->\n\nFar <term:softmx>.\n",
    }
    built = site(files, UNUSED, plugins=PLUGINS, exclude_docs="parts/")
    assert built.findings == [
        "warn a/first.md:3:12 use 'softmax' instead of 'softmaks' [avoid]",
        f"warn beside/far.md:4:6 {UNKNOWN}",
        "warn parts/note.md:5:5 use 'softmax' instead of 'softmaks' [avoid]",
        "warn parts/note.md:5:19 term not in glossary: 'nothing' [undefined]",
    ]


def test_many_files_that_a_glob_includes_are_each_named_in_their_findings(
    site: SiteBuilder,
) -> None:
    files = {
        "glossary.md": GLOSSARY,
        "index.md": '# Home\n\n{% include-markdown "parts/*.md" exclude="./parts/c.md" %}\n',
        "parts/a.md": "One logit.\n\nOne <term:alpha>.\n",
        "parts/b.md": "One <term:beta>.\n",
        "parts/c.md": "One <term:gamma>.\n",
    }
    built = site(files, UNUSED, plugins=PLUGINS, exclude_docs="parts/")
    assert built.findings == [
        "warn parts/a.md:3:6 term not in glossary: 'alpha' [undefined]",
        "warn parts/b.md:1:6 term not in glossary: 'beta' [undefined]",
    ]
