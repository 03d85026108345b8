"""Building again and again in one process, as `mkdocs serve` does: changes are seen and watched."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from conftest import Built, build_config, write_site
from mkdocs.config import load_config

FILES = {
    "index.md": "A whisk, an oven and dough.\n",
    "../terms.yml": "Whisk: Beats air.\n",
    "../terms/oven.md": "---\ntitle: Oven\n---\nHot.\n",
    "../lists/a.md": "Dough\n: Flour.\n",
}
SOURCES = ["terms.yml", "terms", "lists/*.md"]


def linked(built: Built) -> list[str]:
    """Return the words that the home page links."""
    home = built.content("index.html").split("<template", 1)[0]
    return [part.split("</a>")[0] for part in home.split('">')[1:]]


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (("terms.yml", "Dough: Flour.\n"), ["whisk", "oven"], ["oven", "dough"]),
        (
            ("terms/oven.md", "---\ntitle: Dough\n---\nHot.\n"),
            ["whisk", "oven"],
            ["whisk", "dough"],
        ),
        (
            ("terms/dough.md", "---\ntitle: Dough\n---\nX.\n"),
            ["whisk", "oven"],
            ["whisk", "oven", "dough"],
        ),
        (("lists/a.md", "Oven\n: Hot.\n"), ["whisk", "oven", "dough"], ["whisk", "oven"]),
    ],
)
def test_a_second_build_sees_a_source_that_has_changed(
    tmp_path: Path, change: tuple[str, str], before: list[str], after: list[str]
) -> None:
    name, text = change
    sources = SOURCES if name.startswith("lists") else SOURCES[:2]
    config = write_site(tmp_path, FILES, {"sources": sources})
    assert linked(build_config(config, tmp_path / "out")) == before
    (tmp_path / name).write_text(text)
    assert linked(build_config(config, tmp_path / "out")) == after


def test_a_source_that_is_gone_is_gone_and_reported(tmp_path: Path) -> None:
    config = write_site(tmp_path, FILES, {"sources": SOURCES})
    assert build_config(config, tmp_path / "out").warnings == []
    (tmp_path / "terms.yml").unlink()
    built = build_config(config, tmp_path / "out")
    message = "grimoire: mkdocs.yml: sources: 'terms.yml' matches no file [invalid]"
    assert (linked(built), built.warnings) == (["oven", "dough"], [message])


def test_one_configuration_may_be_built_twice(tmp_path: Path) -> None:
    config = write_site(tmp_path, FILES, {"sources": SOURCES})
    first = build_config(config, tmp_path / "out")
    page = first.html("glossary/index.html")
    assert build_config(config, tmp_path / "out").html("glossary/index.html") == page


def live_objects() -> int:
    """Return how many objects of the package's classes are in memory."""
    gc.collect()
    kinds = (str(type(thing).__module__) for thing in gc.get_objects())
    return sum(kind.startswith("mkdocs_grimoire") for kind in kinds)


def test_builds_that_follow_each_other_leave_nothing_stale_and_nothing_in_memory(
    tmp_path: Path,
) -> None:
    counts = []
    for number in range(6):
        files = {
            "index.md": f"A whisk and oven{number}.{' [x](term:gone)' * (number % 2)}\n",
            "../terms.yml": f"Whisk: Beats {number}.\n",
            "glossary.md": f"# Glossary\n\n## Oven{number}\n\nHot: {number}.\n",
        }
        built = build_config(write_site(tmp_path, files, {"sources": SOURCES[:1]}), tmp_path / "o")
        home = built.content("index.html")
        assert linked(built)[:2] == ["whisk", f"oven{number}"]
        assert re.findall(r"(?:Beats|Hot:) (\d)", home) == [str(number)] * 2
        assert len(built.warnings) == number % 2
        del built
        counts.append(live_objects())
    assert set(counts[2:]) <= set(counts[:2])


def watched(root: Path, sources: list[str]) -> list[str]:
    """Return what is watched for sources, relative to the folder of the configuration."""
    config = load_config(str(write_site(root, FILES, {"sources": sources})))
    before = set(config.watch)
    config = config.plugins.on_config(config)
    return [str(Path(path).relative_to(root)) for path in config.watch if path not in before]


def test_every_source_is_watched(tmp_path: Path) -> None:
    sources = ["terms.yml", "terms", "lists/*.md", "lists/**/*.yml"]
    assert watched(tmp_path, sources) == ["terms.yml", "terms", "lists", "lists"]


@pytest.mark.parametrize("pattern", ["gone.yml", "gone/*.md", "gone/sub/a.md"])
def test_only_what_exists_is_watched_since_the_server_stops_at_anything_else(
    tmp_path: Path, pattern: str
) -> None:
    assert all((tmp_path / path).exists() for path in watched(tmp_path, [pattern]))
