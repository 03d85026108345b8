"""The same plugin in ProperDocs as in MkDocs: pages, findings, exit codes, server and command."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from conftest import EXAMPLE, ROOT, write_site
from walk import dead_links

ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "1700000000",  # the date in the sitemap
}
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
PATIENCE = 60  # seconds

FINDINGS = {
    "index.md": "# Home\n\nA softmax, [one](term:softmx), $x$.\n",
    "glossary.md": "## Softmax\n\n$\\nothing$\n\n## Softmax\n\nAgain.\n\n## Empty\n",
    "guide/deep.md": "# Deep\n\n## Logit { .term }\n\nA number. A softmax.\n",
}
THEME = {"theme": {"name": "mkdocs", "highlightjs": False}}


def run(host: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command of a host."""
    command = [str(Path(sys.executable).parent / host), *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


def built_by_both(config: Path, folder: Path, *options: str) -> dict[str, tuple[int, list[str]]]:
    """Build a site in both hosts, and return the exit code and the findings of each."""
    found = {}
    for host in ("mkdocs", "properdocs"):
        done = run(host, "build", "-f", config, "-d", folder / host, *options, cwd=folder)
        said = [line for line in done.stderr.splitlines() if "grimoire:" in line]
        found[host] = done.returncode, said
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of a site but for what says which host made them."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): GENERATOR.sub(b"", path.read_bytes()) for path in found
    }


def test_the_example_site_is_the_same_but_for_the_name_of_its_generator(tmp_path: Path) -> None:
    found = built_by_both(EXAMPLE / "mkdocs.yml", tmp_path, "--strict")
    assert found["mkdocs"] == found["properdocs"]
    assert found["properdocs"][0] == 0
    made = files(tmp_path / "properdocs")
    assert made == files(tmp_path / "mkdocs")
    assert b'<a class="grimoire-term"' in made["index.html"]
    assert dead_links(tmp_path / "properdocs") == []


def test_the_content_of_pages_is_the_same_in_the_theme_that_each_host_has_of_its_own(
    tmp_path: Path,
) -> None:
    config = write_site(tmp_path, FINDINGS, {}, **THEME)
    built_by_both(config, tmp_path)

    def content(host: str, page: str) -> str:
        html = (tmp_path / host / page).read_text(encoding="utf-8")
        return html.split('role="main">')[1].split("<footer")[0]

    for page in ("index.html", "glossary/index.html", "guide/deep/index.html"):
        assert 'data-grimoire="softmax"' in content("properdocs", page)
        assert content("properdocs", page) == content("mkdocs", page)


@pytest.mark.parametrize(
    ("options", "code", "count"),
    [((), 0, 6), (("--strict",), 1, 6), (("-q", "--strict"), 1, 4), (("-q",), 0, 0)],
)
def test_findings_and_exit_codes_are_the_same(
    tmp_path: Path, options: tuple[str, ...], code: int, count: int
) -> None:
    config = write_site(tmp_path, FINDINGS, {}, **THEME)
    found = built_by_both(config, tmp_path, *options)
    assert found["properdocs"] == found["mkdocs"]
    exit_code, findings = found["properdocs"]
    assert (exit_code, len(findings)) == (code, count)


def test_a_finding_of_level_error_fails_the_build_of_both(tmp_path: Path) -> None:
    options = {"validation": {"undefined": "error"}}
    found = built_by_both(write_site(tmp_path, FINDINGS, options, **THEME), tmp_path)
    assert found["properdocs"] == found["mkdocs"]
    assert found["properdocs"][0] == 1


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def served(config: Path) -> Iterator[Callable[[str], str]]:
    """Serve a site, and yield what reads its pages; they are empty as long as there are none."""
    port = free_port()
    command = [str(Path(sys.executable).parent / "properdocs"), "serve", "-f", str(config)]
    with subprocess.Popen(
        [*command, "-a", f"127.0.0.1:{port}"],
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:

        def page(path: str) -> str:
            assert server.poll() is None
            try:
                with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=PATIENCE) as answer:
                    return str(answer.read().decode())
            except OSError:
                return ""

        try:
            yield page
        finally:
            server.terminate()


def wait_for(page: Callable[[], str], text: str) -> str:
    """Return a page as soon as it has a text."""
    end = time.monotonic() + PATIENCE
    while text not in (found := page()):
        assert time.monotonic() < end, found
        time.sleep(0.2)
    return found


def test_its_server_builds_a_page_anew_when_a_source_outside_the_docs_changes(
    tmp_path: Path,
) -> None:
    site = {"index.md": "# Home\n\nA softmax, a logit.\n", "../terms.yml": "Softmax: Old.\n"}
    config = write_site(tmp_path, site, {"sources": ["terms.yml"]}, **THEME)
    with served(config) as page:
        before = wait_for(lambda: page(""), "Old.")
        assert 'data-grimoire="logit"' not in before
        (tmp_path / "terms.yml").write_text("Softmax: New.\nLogit: A number.\n", encoding="utf-8")
        after = wait_for(lambda: page(""), "New.")
        assert 'data-grimoire="logit"' in after


def check(*arguments: str, cwd: Path, environment: Mapping[str, Any] = ENVIRONMENT) -> str:
    """Return what `grimoire check` prints; it must have something to say."""
    code = "from mkdocs_grimoire.command.start import main; main()"
    isolated = ["-S"] if environment is not ENVIRONMENT else []
    done = subprocess.run(
        [sys.executable, *isolated, "-c", code, "check", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    return done.stdout


def test_the_command_reads_a_configuration_of_either_host(tmp_path: Path) -> None:
    config = write_site(tmp_path, FINDINGS, {}, **THEME)
    in_mkdocs = check(cwd=tmp_path)
    assert "term not in glossary: 'softmx'" in in_mkdocs
    config.rename(tmp_path / "properdocs.yml")
    assert check(cwd=tmp_path) == in_mkdocs
    assert check("-f", str(tmp_path / "properdocs.yml"), cwd=tmp_path.parent) == in_mkdocs


def test_the_command_needs_no_mkdocs(tmp_path: Path) -> None:
    write_site(tmp_path, FINDINGS, {}, **THEME)
    packages = tmp_path / "packages"
    packages.mkdir()
    for path in Path(pytest.__file__).parent.parent.iterdir():
        if not re.match(r"mkdocs(-[\d.]+\.dist-info)?$", path.name):
            (packages / path.name).symlink_to(path)
    environment = {**ENVIRONMENT, "PYTHONPATH": f"{packages}{os.pathsep}{ROOT}"}
    assert check(cwd=tmp_path, environment=environment) == check(cwd=tmp_path)
