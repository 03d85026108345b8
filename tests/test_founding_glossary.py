"""Builds the founding glossary as it is from the command line, on a site without extensions."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SHARED

SEED = SHARED / "seeds" / "grimoire.md"
CONFIG = """\
site_name: Grimoire
plugins:
  - search
  - grimoire:
      page: grimoire.md
"""
FIRST = """\
# First

A page on low-rank adaptation and on cross
entropy, on LoRA too and on softmax's form. Neither pos nor mi nor rag is a term.
"""

pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the founding glossary is not beside the project"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a site with the founding glossary and a second page."""
    (tmp_path / "docs").mkdir()
    shutil.copyfile(SEED, tmp_path / "docs" / "grimoire.md")
    (tmp_path / "docs" / "index.md").write_text(FIRST, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def build(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """Run `mkdocs build` and return its exit status and the warnings and errors that it printed."""
    command = [sys.executable, "-m", "mkdocs", "build", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, re.findall(r"^(?:WARNING|ERROR) +-  (.*)", done.stderr, re.MULTILINE)


def test_it_builds_strictly_and_unchanged(folder: Path) -> None:
    assert build(folder, "--strict") == (0, [])
    page = (folder / "site" / "grimoire" / "index.html").read_text(encoding="utf-8")
    body = page.split("<template", 1)[0]
    anchors = re.findall(r'<h2 id="([^"]*)">', body)
    assert len(anchors) == 22
    assert set(re.findall(r"\]\(#([^)]*)\)", SEED.read_text("utf-8"))) <= set(anchors)
    assert body.count("<math") == 14
    assert "$" not in body.split("<h2", 1)[1]


def test_another_page_links_its_terms_and_leaves_look_alikes_alone(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(CONFIG + "      autolink: all\n", encoding="utf-8")
    assert build(folder, "--strict") == (0, [])
    page = (folder / "site" / "index.html").read_text(encoding="utf-8").split("<template", 1)[0]
    links = re.findall(r'data-grimoire="([^"]*)" href="[^"]*"[^>]*>([^<]*)</a>', page)
    assert links == [
        ("lora", "low-rank adaptation"),
        ("cross-entropy", "cross\nentropy"),
        ("lora", "LoRA"),
        ("softmax", "softmax"),
    ]


@pytest.mark.parametrize("quiet", [[], ["--quiet"]])
def test_an_undefined_reference_fails_a_strict_build_and_is_named(
    folder: Path, quiet: list[str]
) -> None:
    with (folder / "docs" / "index.md").open("a") as page:
        page.write("\nThe seventh line has [a word](term:softmx).\n".replace("\n", "\n\n", 1))
    status, printed = build(folder, "--strict", *quiet)
    assert status == 1
    assert [line for line in printed if "[undefined]" in line] == [
        "grimoire: index.md:7: term not in glossary: 'softmx'. Did you mean 'softmax'? [undefined]"
    ]


def test_without_strict_the_author_s_words_stay(folder: Path) -> None:
    with (folder / "docs" / "index.md").open("a") as page:
        page.write("\nIt has [a word](term:softmx).\n")
    assert build(folder)[0] == 0
    page_html = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert 'It has <span class="grimoire-undefined">a word</span>.' in page_html


@pytest.mark.parametrize(
    ("option", "named"),
    [
        ("autolnk: all", "autolnk"),
        ("case: loud", "case"),
        ("validation: {undefined: maybe}", "undefined"),
    ],
)
def test_a_wrong_option_is_an_ordinary_configuration_error_that_names_it(
    folder: Path, option: str, named: str
) -> None:
    (folder / "mkdocs.yml").write_text(f"{CONFIG}      {option}\n", encoding="utf-8")
    status, printed = build(folder, "--strict")
    assert status == 1
    assert any(named in line for line in printed)
