"""Beside mike, which puts each version of a site into a folder of its own, on a branch."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

from conftest import write_site
from repository import ALONE, IDENTITY, commit_all
from walk import dead_links

FILES = {
    "index.md": "# Home\n\nA softmax.\n",
    "guide/part.md": "# Part\n\nA softmax.\n",
    "../terms.yml": "Softmax: A function.\n",
}


def run(folder: Path, *command: str) -> bytes:
    """Run a command in a folder and return what it prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **IDENTITY, **ALONE, "PATH": path}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, check=True
    ).stdout


def test_every_version_has_its_glossary_and_links_lead_to_that(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    write_site(
        root,
        FILES,
        {"sources": ["terms.yml"]},
        plugins=["mike"],
        # Where ProperDocs is installed mike builds with that, which lacks MkDocs' own themes.
        theme={"name": "material", "font": False},
        site_url="https://x.org/docs/",
        strict=True,
    )
    commit_all(root)
    for version in ("1.0", "2.0"):
        run(root, "mike", "deploy", version, *(["latest"] if version == "2.0" else []))
    archive = run(root, "git", "archive", "gh-pages")
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(tmp_path / "pages", filter="data")
    for version in ("1.0", "2.0", "latest"):
        page = tmp_path / "pages" / version / "guide" / "part" / "index.html"
        assert 'href="../../glossary/#softmax"' in page.read_text()
        assert dead_links(tmp_path / "pages" / version) == []
