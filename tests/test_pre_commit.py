"""The hook for pre-commit: that the file is one, and names what is installed."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import yaml
from conftest import ROOT

from mkdocs_grimoire.sources.parsing import MARKDOWN_SUFFIXES, TABLE_SUFFIXES


@pytest.fixture
def hook() -> dict[str, Any]:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (found,) = hooks
    return dict(found)


def test_the_hook_runs_a_console_script_of_the_project(hook: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    script, command = hook["entry"].split()
    assert project["scripts"][script] == "mkdocs_grimoire.command.start:main"
    assert command == "check"
    assert (hook["id"], hook["language"]) == ("grimoire-check", "python")
    assert hook["pass_filenames"] is False  # a finding may be in a file that has not changed


def test_the_hook_runs_for_every_form_of_source_and_for_nothing_else(hook: dict[str, Any]) -> None:
    for suffix in (*MARKDOWN_SUFFIXES, *TABLE_SUFFIXES):
        assert re.search(hook["files"], f"docs/a{suffix}")
    assert not re.search(hook["files"], "setup.py")
