"""Which phrases of a text look like terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from helpers import Untouchable, tree

from mkdocs_grimoire.text.flat import FlatText
from mkdocs_grimoire.text.phrases import introduced_terms, names


def found(find: Callable[[FlatText], Iterator[tuple[int, int]]], markup: str) -> list[str]:
    """Return what a function finds in a document."""
    flat = FlatText(tree(f"<div>{markup}</div>"), lambda _: "", Untouchable)
    return [" ".join(flat.text[start:end].split()) for start, end in find(flat)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>It has a Custom Resource for it.</p>", ["Custom Resource"]),
        (
            "<p>the Config\nManagement Plugin, a Git URL</p>",
            ["Config Management Plugin", "Git URL"],
        ),
        ("<p>a GitHub App</p>", ["GitHub App"]),
        ("<p>see (the) Big Thing</p>", ["Big Thing"]),
    ],
)
def test_words_with_capitals_in_mid_sentence_are_a_name(text: str, expected: list[str]) -> None:
    assert found(names, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<p>Custom Resource is one.</p>",
        "<p>Done. Custom Resource is one.</p>",
        "<p>the Resource is one</p>",
        "<p>press 'Sync Now' or \"Sync Now\"</p>",
        "<p>press <strong>Sync Now</strong> or <b>go to Sync Now</b></p>",
        "<p>the <code>Custom Resource</code> of <a>Custom Resource</a></p>",
        "<h2>the Custom Resource</h2>",
        "<p>at Some Path/To and My Thing.md and x-My Thing</p>",
        "<p>the One Two Three Four Five</p>",
    ],
)
def test_sentences_buttons_code_titles_and_paths_are_none(text: str) -> None:
    assert found(names, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p><strong>Live state</strong> The state of a thing.</p>", "Live state"),
        ("<p>A <em>live state</em> is the state of a thing.</p>", "live state"),
        ("<p><strong>live state</strong> (now) means all of it</p>", "live state"),
        ("<p><strong>live state</strong> — a state</p>", "live state"),
        ("<p>this is called a <em>live state</em>, and</p>", "live state"),
        ("<p>known as <strong>gRPC</strong></p>", "gRPC"),
    ],
)
def test_emphasis_that_is_defined_introduces_a_term(text: str, expected: str) -> None:
    assert found(introduced_terms, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "<p>This <em>must</em> be the <strong>first</strong> is a.</p>",
        "<p><em>very much</em> so</p>",
        "<p><strong>Save</strong> the file, <strong>Note:</strong> The file</p>",
        "<p>a tab called <strong>Settings</strong></p>",
        "<p><strong>a very long remark indeed</strong> is a remark</p>",
        "<p><strong>step 2</strong> is the last</p>",
    ],
)
def test_stress_buttons_and_remarks_introduce_none(text: str) -> None:
    assert found(introduced_terms, text) == []
