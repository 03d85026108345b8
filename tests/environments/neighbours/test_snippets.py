"""Beside `pymdownx.snippets`, which puts files into a page while it is converted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conftest import SiteBuilder
from site_parts import STRICT, backlinks, linked_terms
from walk import dead_links

GLOSSARY = "## Softmax { avoid=softmaks }\n\nTurns numbers into shares.\n\n## Logit\n\nA number.\n"
BLOCK = "--8<--\nparts/note.md\nbeside/far.md:part\n--8<--\n"
FAR = "No.\n; --8<-- [start:part]\n\nFar <term:softmx>.\n; --8<-- [end:part]\n"
UNKNOWN = "term not in glossary: 'softmx'. Did you mean 'softmax'? [undefined]"
UNUSED = {"validation": {"unused": "ignore"}}


def snippets(root: Path, **options: Any) -> dict[str, Any]:
    """Return the configuration of the extension for a site."""
    found = {"base_path": [str(root), str(root / "docs")], "check_paths": True, **options}
    return {"markdown_extensions": [{"pymdownx.snippets": found}]}


def test_terms_and_references_in_snippets_lead_to_the_glossary_from_every_depth(
    site: SiteBuilder, tmp_path: Path
) -> None:
    files = {
        "glossary.md": GLOSSARY,
        "index.md": "# Home\n",
        "a/first.md": '# First\n\n--8<-- "parts/note.md"\n',
        "b/c/second.md": '# Second\n\n--8<-- "parts/note.md:2:2"\n',
        "../parts/note.md": "A softmax.\nAnd [two](term:logit).\n",
    }
    built = site(files, **snippets(tmp_path / "site0"), **STRICT)
    assert linked_terms(built, "a/first/index.html") == {
        "softmax": "../../glossary/#softmax",
        "two": "../../glossary/#logit",
    }
    assert linked_terms(built, "b/c/second/index.html") == {"two": "../../../glossary/#logit"}
    assert backlinks(built) == [
        "../a/first/#use-logit",
        "../b/c/second/#use-logit",
        "../a/first/#use-softmax",
    ]
    assert dead_links(built.folder) == []


def test_abbreviations_that_are_appended_to_every_page_stay_abbreviations(
    site: SiteBuilder, tmp_path: Path
) -> None:
    files = {
        "glossary.md": "## POS\n\nPart of speech.\n",
        "index.md": "# Home\n\nA POS and an NLP.\n",
        "../abbreviations.md": "*[POS]: part of speech\n*[NLP]: natural language processing\n",
    }
    config = snippets(tmp_path / "site0", auto_append=["abbreviations.md"])
    config["markdown_extensions"].append("abbr")
    built = site(files, {"validation": {"unused": "ignore"}}, **config, **STRICT)
    assert '<abbr title="part of speech">POS</abbr> and an <abbr' in built.html("index.html")
    assert linked_terms(built, "index.html") == {}
    assert dead_links(built.folder) == []


def test_a_finding_in_a_snippet_names_its_file_and_line(site: SiteBuilder, tmp_path: Path) -> None:
    files = {
        "glossary.md": GLOSSARY,
        "a/first.md": f"# First\n\nA logit, a softmaks.\n\n{BLOCK}",
        "parts/note.md": "One softmaks and <term:nothing>.\n",
        "../beside/far.md": FAR,
    }
    built = site(files, UNUSED, **snippets(tmp_path / "site0"), exclude_docs="parts/")
    assert built.findings == [
        "warn a/first.md:3:12 use 'softmax' instead of 'softmaks' [avoid]",
        f"warn beside/far.md:4:6 {UNKNOWN}",
        "warn parts/note.md:1:5 use 'softmax' instead of 'softmaks' [avoid]",
        "warn parts/note.md:1:19 term not in glossary: 'nothing' [undefined]",
    ]
