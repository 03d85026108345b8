"""The command finds what a build finds, and fails where a strict build fails."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import EXAMPLE, SHARED, build_config, write_site
from helpers import runner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from test_corpus import EXTENSIONS
from test_goldens import FOLDER, load

from mkdocs_grimoire.command.cli import main
from mkdocs_grimoire.command.site import read_site
from mkdocs_grimoire.findings.diagnostics import Level

CORPUS = SHARED / "corpus" / "argo-cd"
LEVELS = {logging.ERROR: Level.ERROR, logging.WARNING: Level.WARN, logging.INFO: Level.INFO}
GOLDENS = sorted(FOLDER.glob("*.yml"))

Said = tuple[Level, str]


def built(config: Path, folder: Path) -> list[Said]:
    """Return what a build says."""
    records = build_config(config, folder).records
    said = [(LEVELS[record.levelno], record.getMessage()) for record in records]
    return [(level, text) for level, text in said if text.startswith("grimoire: ")]


def checked(config: Path) -> list[Said]:
    """Return what the command finds, as a build would say it: once what is said alike."""
    found = read_site(str(config)).findings
    return list(dict.fromkeys((level, f"grimoire: {finding}") for level, finding in found))


def strict_build(config: Path, folder: Path) -> int:
    """Return the exit code of a strict build, but for MkDocs' own warnings."""
    try:
        build(load_config(str(config), site_dir=str(folder), strict=True))
    except Abort as error:
        return error.code
    return 0


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_both_find_the_same_in_a_golden_and_agree_on_the_exit_code(
    tmp_path: Path, path: Path
) -> None:
    golden = load(path)
    options, more = golden.get("options") or {}, golden.get("config", {})
    config = write_site(tmp_path, golden["files"], options, **more)
    assert checked(config) == built(config, tmp_path / "out")
    result = runner().invoke(main, ["check", "-f", str(config)])
    assert result.exit_code == strict_build(config, tmp_path / "out")


def test_both_find_the_same_in_the_example_site(tmp_path: Path) -> None:
    config = EXAMPLE / "mkdocs.yml"
    assert checked(config) == built(config, tmp_path) != []


CODE = """# Home

An entry.

```markdown title="a.md"
[words](term:nothing)
```

```markdown hl_lines="1"
[words](term:nothing)
```
"""


@pytest.mark.parametrize(
    "extensions",
    [["fenced_code", "codehilite"], ["pymdownx.highlight", "pymdownx.superfences"]],
    ids=" ".join,
)
def test_neither_finds_anything_in_code_with_a_title(tmp_path: Path, extensions: list[str]) -> None:
    code = CODE if "codehilite" not in extensions else CODE.replace(' title="a.md"', "")
    files = {"glossary.md": "## Entry\n\nText.\n", "index.md": code}
    config = write_site(tmp_path, files, {}, markdown_extensions=extensions)
    assert checked(config) == built(config, tmp_path / "out") == []


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the project")
def test_both_find_the_same_in_real_documentation(tmp_path: Path) -> None:
    shutil.copytree(CORPUS / "docs", tmp_path / "docs")
    shutil.copyfile(CORPUS / "glossary-24.md", tmp_path / "docs" / "glossary.md")
    text = (tmp_path / "docs" / "glossary.md").read_text(encoding="utf-8")
    heading = next(line for line in text.split("\n") if line.startswith("## "))
    spoiled = text.replace(heading, f'{heading} {{ avoid="cluster, manifest" }}', 1)
    (tmp_path / "docs" / "glossary.md").write_text(spoiled, encoding="utf-8")
    content = {
        "site_name": "Corpus",
        "theme": "mkdocs",
        "plugins": [{"grimoire": {"validation": {"acronym": "info"}}}],
        "markdown_extensions": EXTENSIONS,
        "validation": {"links": {"not_found": "info"}},
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    found = checked(tmp_path / "mkdocs.yml")
    assert len(found) > 100
    assert found == built(tmp_path / "mkdocs.yml", tmp_path / "out")


# Findings of level `error`

ERRORS: dict[str, Any] = {"validation": {"undefined": "error"}}
WRONG = {"glossary.md": "## A\n\nText.\n", "index.md": "A and [x](term:y)."}


def mkdocs(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("flags", [[], ["--strict"], ["--quiet"]], ids=" ".join)
def test_a_finding_of_level_error_fails_any_build(tmp_path: Path, flags: list[str]) -> None:
    write_site(tmp_path, WRONG, ERRORS)
    result = mkdocs("build", *flags, cwd=tmp_path)
    assert result.returncode == 1
    assert "index.md:1: term not in glossary: 'y' [undefined]" in result.stderr
    assert "grimoire: findings of level 'error': 1" in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "site" / "index.html").exists()


def test_a_finding_of_level_warn_fails_a_strict_build_alone(tmp_path: Path) -> None:
    write_site(tmp_path, WRONG, {})
    codes = [
        mkdocs("build", *flags, cwd=tmp_path).returncode
        for flags in ([], ["--strict"], ["--strict", "--quiet"])
    ]
    assert codes == [0, 1, 1]


def test_a_finding_of_level_error_is_an_error_of_mkdocs_own_when_a_site_is_served(
    tmp_path: Path,
) -> None:
    config = load_config(str(write_site(tmp_path, WRONG, ERRORS)), site_dir=str(tmp_path / "out"))
    with pytest.raises(Abort, match="Aborted with a BuildError!"):
        build(config, serve_url="http://127.0.0.1:8000/")
    (tmp_path / "docs" / "index.md").write_text("A.", encoding="utf-8")
    build(load_config(config.config_file_path, site_dir=str(tmp_path / "out")))


def test_the_command_exits_alike_for_a_finding_of_level_error(tmp_path: Path) -> None:
    config = write_site(tmp_path, WRONG, ERRORS)
    result = runner().invoke(main, ["check", "-f", str(config)])
    assert result.exit_code == 1
    assert "index.md:1:11: error: term not in glossary" in result.stdout
