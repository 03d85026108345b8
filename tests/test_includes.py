"""Files that a page includes, and findings in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SiteBuilder

from mkdocs_grimoire.sources.includes import included_files, included_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('--8<-- "a/b.md"', ["a/b.md"]),
        ("    --8<-- 'b.md'", ["b.md"]),
        ('--8<-- "b.md:2:3"\n\n--8<-- "c.md:section"', ["b.md", "c.md"]),
        ("--8<--\na.md\n; b.md\n\nc.md\n--8<--", ["a.md", "c.md"]),
        ('{% include-markdown "../q.md" %}', ["../q.md"]),
        ('{% include "q.md" %}', ["q.md"]),
        (';--8<-- "no.md"', []),
        ("We include nothing.", []),
        ("", []),
    ],
)
def test_the_names_of_included_files_are_read(text: str, expected: list[str]) -> None:
    assert list(included_names(text)) == expected


def test_a_file_that_is_included_by_an_included_one_is_found_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('--8<-- "b.md"\n--8<-- "a.md"\n', encoding="utf-8")
    (tmp_path / "b.md").write_text("word", encoding="utf-8")
    found = included_files('--8<-- "a.md"\n--8<-- "gone.md"', [tmp_path], lambda path: path.name)
    assert [name for name, _ in found] == ["a.md", "b.md"]


def test_files_are_looked_for_three_deep_and_no_deeper(tmp_path: Path) -> None:
    for name, inner in ("ab", "bc", "cd", "de"):
        (tmp_path / f"{name}.md").write_text(f'--8<-- "{inner}.md"\n', encoding="utf-8")
    found = included_files('--8<-- "a.md"', [tmp_path], lambda path: path.name)
    assert [name for name, _ in found] == ["a.md", "b.md", "c.md"]


def test_a_glob_means_all_files_of_the_first_folder_that_has_any(tmp_path: Path) -> None:
    for name in ("docs/b.md", "docs/a.md", "c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("word", encoding="utf-8")
    folders = [tmp_path / "gone", tmp_path / "docs", tmp_path]
    found = included_files('{% include "*.md" %}', folders, lambda path: path.name)
    assert [name for name, _ in found] == ["a.md", "b.md"]


def test_a_finding_in_an_included_file_names_that_file(site: SiteBuilder, tmp_path: Path) -> None:
    files = {
        "glossary.md": "## Word { avoid=wort }\n\nA unit.\n",
        "index.md": '# Home\n\nA wort.\n\n--8<-- "parts/note.md"\n',
        "../parts/note.md": "A note, and\n\na bad wort and <term:nothing> in it.\n",
    }
    snippets = {"pymdownx.snippets": {"base_path": [str(tmp_path / "site0")]}}
    built = site(files, {"validation": {"unused": "ignore"}}, markdown_extensions=[snippets])
    assert built.findings == [
        "warn index.md:3:3 use 'word' instead of 'wort' [avoid]",
        "warn parts/note.md:3:7 use 'word' instead of 'wort' [avoid]",
        "warn parts/note.md:3:17 term not in glossary: 'nothing' [undefined]",
    ]


GENERATE = """
from mkdocs.structure.files import File

TEXT = "# Made\\n\\nA wort, <term:nothing>.\\n"

def on_files(files, config):
    files.append(File.generated(config, "made.md", content=TEXT))
"""


def test_a_finding_on_a_generated_page_names_its_line(site: SiteBuilder) -> None:
    files = {
        "glossary.md": "## Word { avoid=wort }\n\nA unit.\n",
        "../generate.py": GENERATE,
    }
    built = site(files, {"validation": {"unused": "ignore"}}, hooks=["generate.py"])
    assert built.findings == [
        "warn made.md:3:3 use 'word' instead of 'wort' [avoid]",
        "warn made.md:3:10 term not in glossary: 'nothing' [undefined]",
    ]
