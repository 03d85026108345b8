"""Builds what the manual shows: each file, each configuration, each answer of a command."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from conftest import EXAMPLE, ROOT, Built, build_config
from manual import PAGES, Block, Section, dialogue, sections
from markdown import Markdown

from mkdocs_grimoire.assets import FOLDER
from mkdocs_grimoire.cli import main
from mkdocs_grimoire.diagnostics import Rule
from mkdocs_grimoire.exports import formats
from mkdocs_grimoire.fields import ATTRIBUTES
from mkdocs_grimoire.settings import all_options, read_settings

SECTIONS = sections()
SITES = [section for section in SECTIONS if section.files and not section.texts("python")]
DEFAULTS = {
    "mkdocs.yml": "plugins: [grimoire]\n",
    "docs/index.md": "# Home\n",
}
NOT_BUILT = [
    "manual/hosts.md: One configuration for three hosts: needs mkdocs-autorefs; "
    "the environment `hosts` builds it with each host"
]


def written(section: Section, root: Path) -> Path:
    """Write the files of a section, and what a site cannot be without; return its folder."""
    files = {**DEFAULTS, **section.files}
    if "docs/glossary.md" not in files and "sources" not in files["mkdocs.yml"]:
        files["docs/glossary.md"] = "# Glossary\n\n## Nothing\n\nAn entry.\n"
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = yaml.safe_load(files["mkdocs.yml"])
    (root / "mkdocs.yml").write_text(yaml.safe_dump({"site_name": "Test", **config}), "utf-8")
    return root


def run(command: str, folder: Path) -> str:
    """Return what a command prints."""
    program, *arguments = shlex.split(command)
    if program == "grimoire":
        return CliRunner().invoke(main, arguments, catch_exceptions=False).output
    assert program == "mkdocs"
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines(keepends=True)
    return "".join(line for line in lines if line.startswith(("WARNING", "ERROR", "Aborted")))


@pytest.mark.parametrize("section", SITES, ids=str)
def test_a_section_shows_what_its_files_make(
    section: Section, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if section.reasons:
        pytest.skip("; ".join(section.reasons))
    folder = written(section, tmp_path)
    monkeypatch.chdir(folder)
    shown = [each for text in section.texts("console") for each in dialogue(text)]
    for command, printed in shown:
        assert run(command, folder) == printed, command
    if not shown:
        assert build_config(folder / "mkdocs.yml", tmp_path / "out", strict=True).warnings == []


def test_what_is_not_built_is_known() -> None:
    found = [f"{each}: {'; '.join(each.reasons)}" for each in SECTIONS if each.reasons]
    assert found == NOT_BUILT
