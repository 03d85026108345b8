"""`grimoire why`: each word of a page that is or might be a use, and the rule that decided."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from conftest import write_site
from helpers import entry, glossary, runner

from mkdocs_grimoire.command.cli import main
from mkdocs_grimoire.command.why import Explanation, Question, split_place
from mkdocs_grimoire.findings.place import Place

GLOSSARY = """# Glossary

## Softmax { aliases="normalised exponential" avoid="soft max" }

Turns a logit into a share.

## POS

Part of Speech.

## Entropy

The mean surprise.

## Cross Entropy

Other entropy.

## Go { never="go" }

A language.

## Pod { scope="cluster/*" }

A box.

## Lead { autolink="off" }

A metal.
"""


def why(
    root: Path,
    page: str,
    *question: str,
    options: Mapping[str, Any] | None = None,
    **files: str | bytes,
) -> Result:
    """Return what is said of a page, its text being `page`, of the glossary above."""
    pages = {f"{name.replace('_', '/')}.md": text for name, text in files.items()}
    config = write_site(root, {"glossary.md": GLOSSARY, "page.md": page, **pages}, options or {})
    arguments = question or ("page.md",)
    return runner().invoke(main, ["why", "-f", str(config), *arguments])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A softmax.", "page.md:1:3: 'softmax' → Softmax: linked, the first use on the page"),
        (
            "A [word](term:softmax).",
            "page.md:1:4: 'word' → Softmax: linked, a reference",
        ),
        (
            "# A softmax",
            "page.md:1:5: 'softmax' → Softmax: not linked, in a heading",
        ),
        ("A `softmax`.", "page.md:1:4: 'softmax' → Softmax: not linked, in code"),
        ("<code>softmax</code>!", "page.md:1:7: 'softmax' → Softmax: not linked, in code"),
        ("```\\nx\\nsoftmax\\n```", "page.md:3:1: 'softmax' → Softmax: not linked, in code"),
        ("[softmax](x.md)", "page.md:1:2: 'softmax' → Softmax: not linked, in a link"),
        ("A *soft*max.", "page.md:1:4: 'softmax' → Softmax: not linked, markup breaks the word"),
        (
            "<b class='no-term'>softmax</b>!",
            "page.md:1:20: 'softmax' → Softmax: not linked, in an element with the class 'no-term'",
        ),
        ("so $softmax$", "page.md:1:5: 'softmax' → Softmax: not linked, in a formula"),
        (
            "at www.softmax.org",
            "page.md:1:8: 'softmax' → Softmax: not linked, in a URL or an e-mail address",
        ),
        ("a pos", "page.md:1:3: 'pos' → POS: not linked, the case differs from 'POS'"),
        ("we go", "page.md:1:4: 'go' → Go: not linked, its entry says never=\"go\""),
        (
            "a pod",
            "page.md:1:3: 'pod' → Pod: not linked, its entry holds on other pages: cluster/*",
        ),
        ("lead", "page.md:1:1: 'lead' → Lead: not linked, its entry says autolink=\"off\""),
    ],
)
def test_each_rule_is_named_where_it_decides(tmp_path: Path, text: str, said: str) -> None:
    result = why(tmp_path, text.replace("\\n", "\n") + "\n", cluster_a="a pod\n")
    assert (result.exit_code, result.output) == (0, said + "\n")


def test_a_later_use_names_the_line_of_the_first(tmp_path: Path) -> None:
    assert why(tmp_path, "---\na: b\n---\nA softmax,\n\na softmax.\n").output == (
        "page.md:4:3: 'softmax' → Softmax: linked, the first use on the page\n"
        "page.md:6:3: 'softmax' → Softmax: not linked, used already on line 4\n"
    )


def test_a_part_of_a_longer_label_names_it(tmp_path: Path) -> None:
    assert why(tmp_path, "A cross entropy.\n", "page.md:1", "entropy").output == (
        "page.md:1:3: 'cross entropy' → Cross Entropy: linked, the first use on the page\n"
        "page.md:1:9: 'entropy' → Entropy: not linked, a part of 'cross entropy' (Cross Entropy)\n"
    )


def test_the_second_of_a_pair_is_said_to_be_linked_by_the_first(tmp_path: Path) -> None:
    found = why(tmp_path, "normalised exponential (softmax)\n", options={"autolink": "all"})
    assert found.output == (
        "page.md:1:1: 'normalised exponential' → Softmax: linked, as every use is\n"
        "page.md:1:25: 'softmax' → Softmax: not linked, the label before it says the same, "
        "linked on line 1\n"
    )


@pytest.mark.parametrize(
    ("page", "options", "who"),
    [
        ("softmax\n", {"autolink": "off"}, "the site's 'autolink'"),
        ("softmax\n", {"exclude": ["page.md"]}, "the site's 'exclude'"),
        ("---\ngrimoire: false\n---\nsoftmax\n", {}, "the page's front matter"),
        ("---\ngrimoire: {autolink: off}\n---\nsoftmax\n", {}, "the page's front matter"),
    ],
)
def test_a_page_without_links_says_who_decided_that(
    tmp_path: Path, page: str, options: dict[str, Any], who: str
) -> None:
    assert (
        f"→ Softmax: not linked, switched off by {who}\n"
        in why(tmp_path, page, options=options).output
    )


def test_of_the_glossary_page_each_definition_is_explained(tmp_path: Path) -> None:
    found = why(tmp_path, "", "glossary.md", "entropy").output.splitlines()
    part = "a part of 'Cross Entropy' (Cross Entropy)"
    assert found == [
        "glossary.md:11: 'Entropy' → Entropy: not linked, in a heading",
        "glossary.md:15: 'Cross Entropy' → Cross Entropy: not linked, in a heading",
        f"glossary.md:15: 'Entropy' → Entropy: not linked, {part}",
        "glossary.md:17:7: 'entropy' → Entropy: linked, the first use on the page",
    ]


def test_a_source_is_asked_about_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "terms.yml").write_text("- term: Gate\n  definition: It has a softmax.\n")
    found = why(tmp_path, "", "terms.yml:2", options={"sources": ["terms.yml"]})
    assert found.output == (
        "terms.yml:2:24: 'softmax' → Softmax: linked, the first use on the page\n"
    )


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("sofmax", "'sofmax' is no label. Did you mean 'softmax'?"),
        ("xyzzy", "'xyzzy' is no label."),
        ("soft max", "'soft max' is no label, but a wording that Softmax avoids"),
        ("Softmax", "'Softmax' → Softmax: it does not stand in the text there"),
    ],
)
def test_a_word_that_is_nowhere_has_an_answer(tmp_path: Path, word: str, said: str) -> None:
    result = why(tmp_path, "Nothing.\n", "page.md", word)
    assert (result.exit_code, result.output) == (0, f"page.md: {said}\n")


def test_a_line_without_labels_says_so(tmp_path: Path) -> None:
    result = why(tmp_path, "softmax\n\nNothing.\n", "page.md:3:1")
    assert result.output == "page.md:3: no label of the glossary stands there\n"


def test_a_word_is_asked_about_by_any_label_of_its_entry(tmp_path: Path) -> None:
    result = why(tmp_path, "A softmax of entropy.\n", "page.md", "Normalised exponential")
    assert [line.split(" → ")[0] for line in result.output.splitlines()] == [
        "page.md:1:3: 'softmax'"
    ]


def test_a_page_may_be_named_by_its_path_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert why(tmp_path, "softmax\n", "docs/page.md").output.startswith("page.md:1:1: ")


def test_an_unknown_page_is_refused_with_the_nearest(tmp_path: Path) -> None:
    result = why(tmp_path, "", "pages.md")
    assert result.exit_code == 2
    assert result.stderr == "Error: no page is 'pages.md'. Did you mean 'page.md'?\n"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a/b.md", ("a/b.md", 0)),
        ("a.md:12", ("a.md", 12)),
        ("a.md:12:5", ("a.md", 12)),
        ("C:/a.md:3", ("C:/a.md", 3)),
        ("", ("", 0)),
    ],
)
def test_a_place_is_a_path_and_perhaps_a_line(name: str, parts: tuple[str, int]) -> None:
    assert split_place(name) == parts


def test_an_answer_keeps_to_the_line_and_the_word() -> None:
    softmax = entry("Softmax")
    explanations = [
        Explanation(Place("a.md", line, 1), surface, softmax, "because", is_linked=False)
        for line, surface in ((1, "softmax"), (2, "soft\nmax"), (2, "other"))
    ]
    said = Question("a.md", 2, "SOFT MAX").answer(explanations, glossary(softmax))
    assert said == ["a.md:2:1: 'soft max' → Softmax: not linked, because"]
