"""Sphinx and mkdocstrings link into a site of ours, and a site of ours into theirs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Built, build_config, write_site
from walk import dead_links

from mkdocs_grimoire.lending.sphinx_inventory import unpack

GLOSSARY = """\
# Glossary

## Cross Entropy { aliases="log loss, C++ loss" }

The loss of a softmax.

## LoRA

Low-Rank Adaptation (LoRA) trains less.

## Größe

Ein Maß.
"""

PROJECT = """\
project = "Networks"
extensions = ["sphinx.ext.intersphinx"]
intersphinx_mapping = {{"losses": ("https://losses.example/", {inventory!r})}}
nitpicky = True
html_theme = "basic"
"""

PAGE = """\
Networks
========

A :term:`Cross Entropy`, a :term:`cross entropy`, a :term:`log loss`, a :term:`C++ loss`.
The :term:`words <LOG LOSS>`, :term:`LoRA`, :term:`lora` and :term:`Low-Rank Adaptation`.
Also :external+losses:term:`Größe` and :external+losses:term:`shown <größe>`.
A :term:`tensor` of our own.

.. glossary::

   tensor
   multi-way array
      Numbers in a box.

   Rank
      How many ways it has.
"""

LINKS = {
    "Cross Entropy": "cross-entropy",
    "cross entropy": "cross-entropy",
    "log loss": "cross-entropy",
    "C++ loss": "cross-entropy",
    "words": "cross-entropy",
    "LoRA": "lora",
    "lora": "lora",
    "Low-Rank Adaptation": "lora",
    "Größe": "groe",
    "shown": "groe",
}


@pytest.fixture(scope="module")
def losses(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a site of ours."""
    root = tmp_path_factory.mktemp("losses")
    (root / "docs").mkdir()
    files = {"glossary.md": GLOSSARY, "index.md": "# Losses\n"}
    return build_config(write_site(root, files, {}, site_name="Losses"), root / "site")


@pytest.fixture(scope="module")
def networks(tmp_path_factory: pytest.TempPathFactory, losses: Built) -> Path:
    """Return a site of Sphinx that links into it, built with warnings as errors."""
    root = tmp_path_factory.mktemp("networks")
    inventory = str(losses.folder / "objects.inv")
    (root / "conf.py").write_text(PROJECT.format(inventory=inventory), encoding="utf-8")
    (root / "index.rst").write_text(PAGE, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", ".", "out"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return root / "out"


@pytest.mark.parametrize(("words", "anchor"), LINKS.items())
def test_sphinx_links_to_every_label_in_any_case(networks: Path, words: str, anchor: str) -> None:
    page = (networks / "index.html").read_text(encoding="utf-8")
    target = f'href="https://losses.example/glossary/#{anchor}"'
    found = [link for link in page.split("<a ") if target in link and f">{words}<" in link]
    assert found


def test_a_term_of_another_site_says_in_sphinx_whose_it_is(networks: Path) -> None:
    assert 'title="(in Losses)"' in (networks / "index.html").read_text(encoding="utf-8")


def test_a_site_of_ours_links_into_one_of_sphinx(networks: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    arrays = "[arrays](term:net:Multi-way%20arrays)"
    page = f"# X\n\n<term:net:tensor>, {arrays}, a rank, [x](term:net:y).\n"
    inventories = {"net": {"url": str(networks), "autolink": True}}
    config = write_site(tmp_path, {"index.md": page}, {"inventories": inventories})
    built = build_config(config, tmp_path / "site")
    assert built.warnings == ["grimoire: index.md:3: term not in glossary: 'net:y' [undefined]"]
    content = built.content("index.html")
    for words, anchor in (("tensor", "tensor"), ("arrays", "multi-way-array"), ("rank", "Rank")):
        assert f'/index.html#term-{anchor}">{words}</a>' in content
    assert dead_links(built.folder) == []


def test_the_inventory_of_sphinx_is_read_to_its_last_line(networks: Path) -> None:
    inventory = unpack((networks / "objects.inv").read_bytes())
    assert inventory.project == "Networks"
    items = {item.name: item for item in inventory.items}
    assert len(items) == len(inventory.lines)
    assert {name for name, item in items.items() if item.role == "std:term"} == {
        "tensor",
        "multi-way array",
        "Rank",
    }


def test_mkdocstrings_and_we_share_an_inventory(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "pkg.py").write_text('def run():\n    """Run."""\n')
    files = {"glossary.md": GLOSSARY, "api.md": "# API\n\n::: pkg\n"}
    handler = {"handlers": {"python": {"paths": [str(tmp_path / "docs")]}}}
    config = write_site(tmp_path, files, {}, plugins=[{"mkdocstrings": handler}])
    built = build_config(config, tmp_path / "site")
    assert built.warnings == []
    items = {item.name: item for item in unpack((built.folder / "objects.inv").read_bytes()).items}
    assert items["pkg.run"].role == "py:function"
    assert items["log loss"].uri == "glossary/#cross-entropy"


def test_mkdocstrings_links_to_our_terms_by_their_names(tmp_path: Path, losses: Built) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "pkg.py").write_text(
        'def run():\n    """Minimise the [loss][Cross Entropy], see [LoRA][]."""\n'
    )
    files = {"glossary.md": "# G\n\n## Own\n\nX.\n", "api.md": "# API\n\n::: pkg\n"}
    inventory = {
        "url": (losses.folder / "objects.inv").as_uri(),
        "base_url": "https://losses.example/",
        "domains": ["std"],
    }
    python = {"paths": [str(tmp_path / "docs")], "inventories": [inventory]}
    plugins = [{"mkdocstrings": {"handlers": {"python": python}}}]
    built = build_config(write_site(tmp_path, files, {}, plugins=plugins), tmp_path / "site")
    assert built.warnings == []
    page = built.html("api/index.html")
    for words, anchor in (("loss", "cross-entropy"), ("LoRA", "lora")):
        link = f'href="https://losses.example/glossary/#{anchor}">{words}</a>'
        assert link in page
