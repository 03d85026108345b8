"""Builds the configuration that the manual shows for all hosts, in each of them."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from manual import Section, sections
from sites import Site, built, tool

HOSTS = ("mkdocs", "properdocs", "zensical")


@pytest.fixture(scope="module")
def section() -> Section:
    """Return the section of the manual that no other test can build."""
    built_here = "built in `hosts`"
    (found,) = [each for each in sections() if built_here in " ".join(each.reasons)]
    return found


def site_of(files: Mapping[str, str], root: Path, host: str) -> Site:
    """Return the site of some files, built strictly by a host."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    subprocess.run([*tool("grimoire"), "assets", "docs"], cwd=root, check=True, capture_output=True)
    return built(host, root, "--strict", "--clean")


@pytest.mark.parametrize("host", HOSTS)
def test_the_configuration_for_all_hosts_builds_strictly_and_links(
    section: Section, tmp_path: Path, host: str
) -> None:
    site = site_of(section.files, tmp_path, host)
    assert (site.status, site.warnings) == (0, []), site.output
    assert site.pages[""].links == [
        ("logit", "glossary/#logit", "logits"),
        ("softmax", "glossary/#softmax", "softmax"),
    ]


@pytest.mark.parametrize("host", HOSTS)
def test_a_glossary_page_with_nothing_but_its_title_has_the_entries_of_the_sources(
    section: Section, tmp_path: Path, host: str
) -> None:
    terms = section.files["includes/terms.yml"] + "- {term: Logit, definition: A score.}\n"
    files = {"docs/glossary.md": "# Glossary\n", "includes/terms.yml": terms}
    site = site_of({**section.files, **files}, tmp_path, host)
    assert (site.status, site.warnings) == (0, []), site.output
    assert site.pages["glossary/"].anchors[-2:] == ["logit", "softmax"]
