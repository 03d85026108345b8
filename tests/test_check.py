"""The command `grimoire check`: what it prints, how it exits, and that it never breaks down."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from conftest import EXAMPLE, write_site
from helpers import runner

from mkdocs_grimoire.command import cli
from mkdocs_grimoire.command.terminal import Progress, has_colours, paint, show
from mkdocs_grimoire.findings.diagnostics import Level

FILES = {"glossary.md": "## Softmax\n\nText.\n", "guide/a.md": "One [x](term:softmx).\n"}


def check(*arguments: str | Path, **more: Any) -> Result:
    """Run the command in this process; whatever it raises is a failure of the test."""
    result = runner().invoke(cli.main, ["check", *map(str, arguments)], **more)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    command = [sys.executable, "-c", "from mkdocs_grimoire.command.cli import main; main()"]
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    return subprocess.run(
        [*command, *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_a_finding_is_printed_with_its_place_and_the_exit_code_is_1(tmp_path: Path) -> None:
    write_site(tmp_path, FILES, {})
    result = run("check", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        "glossary.md:1: info: nothing uses the entry 'Softmax' [unused]",
        "guide/a.md:1:9: warn: term not in glossary: 'softmx'. Did you mean 'softmax'? [undefined]",
    ]


def test_the_exit_code_is_0_without_findings_and_info_counts_if_it_is_to(tmp_path: Path) -> None:
    config = write_site(tmp_path, {"glossary.md": FILES["glossary.md"]}, {})
    assert check("-f", config).exit_code == 0
    assert check("-f", config, "--strict").exit_code == 1
    config = write_site(tmp_path, {"index.md": "Softmax."}, {})
    assert check("-f", config, "-s").exit_code == 0


def test_the_example_site_is_clean() -> None:
    assert check("-f", EXAMPLE / "mkdocs.yml").exit_code == 0


def test_a_configuration_may_come_from_the_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = write_site(tmp_path, FILES, {})
    monkeypatch.chdir(tmp_path)
    result = check("-f", "-", "--fix", input=config.read_bytes())
    assert result.exit_code == 0
    assert "docs/guide/a.md: fixed: 1" in result.stderr


# Paths of files


def paths(result: Result) -> list[str]:
    """Return the paths that a SARIF log and the workflow commands would name."""
    found = json.loads(result.stdout)["runs"][0]["results"]
    places = (each["locations"][0]["physicalLocation"] for each in found)
    return [place["artifactLocation"]["uri"] for place in places]


def test_code_hosts_are_told_paths_from_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    config = write_site(tmp_path / "site", FILES, {})
    assert paths(check("-f", config, "--format", "sarif")) == [
        "site/docs/glossary.md",
        "site/docs/guide/a.md",
    ]
    assert (
        "file=site/docs/guide/a.md,line=1,col=9" in check("-f", config, "--format", "github").stdout
    )


def test_without_a_repository_paths_start_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = write_site(tmp_path / "site", FILES, {})
    monkeypatch.chdir(tmp_path)
    assert paths(check("-f", config, "--format", "sarif"))[0] == "site/docs/glossary.md"
    monkeypatch.chdir(tmp_path / "site" / "docs")
    assert paths(check("-f", config, "--format", "sarif"))[0] == "docs/glossary.md"


def test_sources_beside_the_docs_and_the_configuration_are_files_as_well(tmp_path: Path) -> None:
    files = {"index.md": "A.", "../words/a.yml": "A: [x](term:bb)\n"}
    config = write_site(tmp_path / "site", files, {"sources": ["words/*", "none.yml"]})
    assert paths(check("-f", config, "--format", "sarif")) == ["mkdocs.yml", "words/a.yml"]


def test_a_page_that_no_file_has_keeps_its_docs_path(tmp_path: Path) -> None:
    hook = (
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    files.append(File.generated(config, 'made.md', content='[x](term:y)'))\n"
    )
    files = {"glossary.md": "## A\n\nText.\n", "index.md": "A.", "../hook.py": hook}
    config = write_site(tmp_path / "site", files, {}, hooks=["hook.py"])
    assert paths(check("-f", config, "--format", "sarif")) == ["made.md"]


# Failures


HOOK = "def on_page_markdown(markdown, **kwargs):\n    raise KeyError('what\\na key')\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("site_name: [", "MkDocs encountered an error parsing the configuration file"),
        ("- a list", "The configuration is invalid"),
        ("{}", "Required configuration not provided"),
        ("site_name: A\nplugins: [nope]\n", '"nope" plugin is not installed'),
        ("site_name: A\nplugins: []\n", "mkdocs.yml does not have the plugin 'grimoire'"),
        (
            "site_name: A\nplugins: [{grimoire: {case: loud}}]\n",
            "expected one of smart, ignore, exact",
        ),
        ("site_name: A\nplugins: [{grimoire: {nope: 1}}]\nstrict: true\n", "nope"),
        ("site_name: A\nplugins: [grimoire]\ndocs_dir: none\n", "isn't an existing directory"),
        ("site_name: A\nplugins: [grimoire]\ntheme: none\n", "Unrecognised theme name"),
        ("site_name: A\nplugins: [grimoire]\nmarkdown_extensions: [none]\n", "none"),
        ("site_name: A\nplugins: [grimoire]\nhooks: [hook.py]\n", "KeyError"),
        ("site_name: A\nplugins: [grimoire]\nhooks: [none.py]\n", "none.py"),
        ("site_name: A\nplugins: [grimoire]\nhooks: [broken.py]\n", "SyntaxError"),
        ("site_name: A\nplugins: [grimoire]\nhooks: [leaves.py]\n", "leaves.py"),
        ("site_name: A\nplugins: [grimoire]\nhooks: [build_error.py]\n", "said so"),
    ],
)
def test_whatever_is_wrong_with_a_site_is_one_line_and_exit_code_2(
    tmp_path: Path, text: str, reason: str
) -> None:
    files = {
        "index.md": "Text.",
        "glossary.md": "## A\n\nText.\n",
        "../hook.py": HOOK,
        "../broken.py": "def (",
        "../leaves.py": "import sys\ndef on_config(config):\n    sys.exit(0)\n",
        "../build_error.py": (
            "from mkdocs.exceptions import PluginError\n"
            "def on_env(env, **kwargs):\n    pass\n"
            "def on_files(files, **kwargs):\n    raise PluginError('said so')\n"
        ),
    }
    write_site(tmp_path, files, {}).write_text(text, encoding="utf-8")
    result = run("check", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("Error: ")
    assert reason in result.stderr


@pytest.mark.parametrize("name", ["none.yml", "."])
def test_a_configuration_that_is_no_file_is_one_line_as_well(tmp_path: Path, name: str) -> None:
    for arguments in (["-f", str(tmp_path / name)], []):
        result = run("check", *arguments, cwd=tmp_path)
        assert result.returncode == 2
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("content", [b"\xff", None])
def test_a_page_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    config = write_site(tmp_path, {**FILES, "bad.md": content or b""}, {})
    if content is None:
        (tmp_path / "docs" / "bad.md").unlink()
        (tmp_path / "docs" / "bad.md").symlink_to("nowhere.md")
    result = check("-f", config)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert "bad.md" in line


def test_what_another_plugin_logs_as_an_error_is_shown_and_no_failure(tmp_path: Path) -> None:
    hook = (
        "import logging\n"
        "def on_config(config):\n"
        "    logging.getLogger('mkdocs.hooks').error('not\\nnice')\n"
    )
    files = {"glossary.md": "## A\n\nText.\n", "index.md": "A.", "../hook.py": hook}
    config = write_site(tmp_path, files, {}, hooks=["hook.py"])
    result = check("-f", config)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Error: not nice\n")


# Terminals


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def clock(*times: float) -> Callable[[], float]:
    """Return what says these times."""
    return iter(times).__next__


def test_progress_is_shown_on_a_terminal_after_a_second_and_leaves_nothing_behind() -> None:
    stream = Terminal()
    progress = Progress(stream, clock(0, 0.5, 1.5, 2))
    progress(1, 4)
    assert stream.getvalue() == ""
    progress(2, 4)
    progress(4, 4)
    shown = stream.getvalue().split("\r")
    assert shown == [
        "",
        f"Reading pages [{'#' * 15}{' ' * 15}] 2/4",
        f"Reading pages [{'#' * 30}] 4/4",
    ]
    progress.clear()
    assert stream.getvalue().endswith("\r" + " " * len(shown[-1]) + "\r")


def test_progress_is_not_shown_in_a_pipe() -> None:
    stream = io.StringIO()
    progress = Progress(stream, clock(0, 5))
    progress(1, 2)
    progress.clear()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("stream", "no_color", "expected"),
    [
        (Terminal, None, True),
        (Terminal, "", True),
        (Terminal, "1", False),
        (io.StringIO, None, False),
    ],
)
def test_colours_are_for_terminals_whose_users_want_them(
    monkeypatch: pytest.MonkeyPatch,
    stream: type[io.StringIO],
    no_color: str | None,
    *,
    expected: bool,
) -> None:
    monkeypatch.setattr(sys, "stdout", stream())
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    assert has_colours() is expected


def test_a_report_has_colours_where_they_are_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = write_site(tmp_path, FILES, {})
    monkeypatch.setattr(cli, "has_colours", lambda: True)
    assert paint("warn", Level.WARN) in check("-f", config).stdout
    assert "\x1b" not in check("-f", config, "--format", "github").stdout


def test_what_an_output_cannot_encode_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding="ascii"))
    show("a → b\n")
    assert buffer.getvalue() == b"a \\u2192 b\n"
