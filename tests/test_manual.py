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
LINE = re.compile(r"^(?:WARNING|ERROR|INFO) +-  (?:grimoire: )?", re.MULTILINE)


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
