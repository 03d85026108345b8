"""Builds sites for real, in this process; a warning counts against the test that caused it."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from templates import compiled_once

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Level

# Material prints a notice about MkDocs 2 to whoever imports it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "example_site"
SHARED = ROOT.parent / "shared"
"""Real documentation, which is beside the project and not in it; tests skip where it is missing."""


def pytest_collection_finish() -> None:
    """Let the garbage collector look seldom at what stays to the end: it took a tenth of the time.

    It is not frozen: Hypothesis 6.100 asks the collector who refers to its random numbers.
    """
    gc.set_threshold(50_000, 20, 20)


@dataclass
class Built:
    """A site that has been built."""

    folder: Path
    """Where its HTML is."""
    config: Any
    """The MkDocs configuration that it was built with."""
    records: list[logging.LogRecord] = field(default_factory=list)
    """What was logged."""
    was_asked: bool = False
    """Whether the test has looked at the warnings."""

    @property
    def warnings(self) -> list[str]:
        """All warnings and errors, of any plugin; to ask for them is to assert them."""
        self.was_asked = True
        return self.messages(logging.WARNING)

    @property
    def findings(self) -> list[str]:
        """All findings of the plugin with their levels and exact places; they are asserted."""
        self.was_asked = True
        plugin = self.config.plugins["grimoire"]
        found = ((plugin.settings.level(each.problem.rule), each) for each in self.found)
        return [
            f"{level} {each.place.exact} {each.message} [{each.problem.rule.key}]"
            for level, each in found
            if level is not Level.IGNORE
        ]

    @property
    def found(self) -> list[Diagnostic]:
        """What the build has found."""
        found: list[Diagnostic] = self.config.plugins["grimoire"].current_build.finish()
        return found

    def messages(self, level: int) -> list[str]:
        """Return what was logged at a level or above."""
        return [record.getMessage() for record in self.records if record.levelno >= level]

    def html(self, path: str) -> str:
        """Return a file of the site."""
        return (self.folder / path).read_text(encoding="utf-8")

    def content(self, path: str) -> str:
        """Return what a page of the theme `mkdocs` shows of its Markdown, cards included."""
        page = self.html(path)
        start = page.index('role="main">') + len('role="main">')
        return page[start : page.rindex("<footer")].rsplit("</div>", 3)[0].strip()


class _Records(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__()
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


def build_config(config_file: Path, folder: Path, **overrides: Any) -> Built:
    """Build the site of a configuration file into a folder, as the command does."""
    logger = logging.getLogger("mkdocs")
    records: list[logging.LogRecord] = []
    handler, level = _Records(records), logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    # MkDocs keeps plugins that know of its start for all that one process builds, other sites too.
    vars(MkDocsConfig)["plugins"].plugin_cache.clear()
    try:
        config = load_config(str(config_file), site_dir=str(folder), **overrides)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    return Built(folder, config, records)


def write_site(
    root: Path, files: Mapping[str, str | bytes], options: Mapping[str, Any], **config: Any
) -> Path:
    """Write the sources of a site and return its configuration file.

    Args:
        root: The folder of the site.
        files: Paths in `docs/` (or, with `../` before it, beside it) and what is in them.
        options: Options of the plugin.
        **config: Further keys of `mkdocs.yml`; `later_plugins` are listed after this one.
    """
    for name, content in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    later = config.pop("later_plugins", [])
    plugins = [*config.pop("plugins", []), {"grimoire": dict(options)}, *later]
    text = yaml.safe_dump({"site_name": "Test", "plugins": plugins, **config})
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return root / "mkdocs.yml"


BARE_PAGE = "<!DOCTYPE html>\n<html><head></head><body>{{ page.content }}</body></html>\n"


def bare_theme(root: Path) -> dict[str, Any]:
    """Write a theme that shows the content of a page alone, and return what names it.

    Args:
        root: The folder of the site.
    """
    (root / "theme").mkdir(parents=True, exist_ok=True)
    (root / "theme" / "main.html").write_text(BARE_PAGE, encoding="utf-8")
    return {"name": None, "custom_dir": "theme"}


SiteBuilder = Callable[..., Built]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteBuilder]:
    """Return a function that builds a site; a warning that the test does not ask for fails it.

    The function takes `files` and `options` as `write_site` does, and further keys of `mkdocs.yml`.
    """
    made: list[Built] = []

    def make(
        files: Mapping[str, str | bytes], options: Mapping[str, Any] | None = None, **config: Any
    ) -> Built:
        root = tmp_path / f"site{len(made)}"
        (root / "docs").mkdir(parents=True)
        made.append(build_config(write_site(root, files, options or {}, **config), root / "out"))
        return made[-1]

    yield make
    for built in made:
        if not built.was_asked:
            assert built.warnings == []


@pytest.fixture(scope="session", autouse=True)
def templates() -> Iterator[None]:
    """Let all sites share the compiled templates of their themes."""
    with compiled_once():
        yield


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the example site, built once for all tests."""
    built = build_config(EXAMPLE / "mkdocs.yml", tmp_path_factory.mktemp("example"))
    assert built.warnings == []
    return built


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return the browser, of which there can be but one in a process."""
    from browser import chromium  # noqa: PLC0415 - most tests need no driver of browsers

    with chromium() as running:
        yield running
