"""Builds a site and tells where the plugin's own time goes, event by event and step by step.

    python tests/benchmarks/own_time.py mkdocs.yml SITE_FOLDER [live]

It prints JSON. Nothing in the package is changed: the plugin's events, and the processors that its
Markdown extension registers, are wrapped before the build. The time of one that is called within
another counts for it alone, so that the parts add up. With `live` it counts what is in memory of
the plugin's own classes at the end of the build.
"""

from __future__ import annotations

import functools
import json
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from live import PACKAGE, live_objects
from markdown.extensions import Extension
from markdown.util import Registry
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.plugins import CombinedEvent

from mkdocs_grimoire.builds.extension import GrimoireExtension
from mkdocs_grimoire.plugin import GrimoirePlugin


class Clock:
    """Adds up the time of functions, without that of others which they call."""

    def __init__(self, page: str) -> None:
        """Begin.

        Args:
            page: Docs path of the glossary page, whose processors are timed apart.
        """
        self._glossary = page
        self._is_glossary = False
        self._within: list[int] = []
        self.nanoseconds: Counter[str] = Counter()
        """By what is timed."""

    def turn_to(self, path: str) -> None:
        """Note the page at hand."""
        self._is_glossary = path == self._glossary

    def timed(
        self, function: Callable[..., Any], name: str, *, by_page: bool
    ) -> Callable[..., Any]:
        """Return a function that does the same and is timed."""

        @functools.wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            if "page" in named:
                self.turn_to(named["page"].file.src_uri)
            begun = time.process_time_ns()
            self._within.append(0)
            try:
                return function(*arguments, **named)
            finally:
                taken = time.process_time_ns() - begun
                place = " (glossary page)" if by_page and self._is_glossary else ""
                self.nanoseconds[f"{name}{place}"] += taken - self._within.pop()
                if self._within:
                    self._within[-1] += taken

        return run


def wrap_plugin(clock: Clock) -> None:
    """Time all that the plugin and its Markdown extension do."""
    for name, method in list(vars(GrimoirePlugin).items()):
        if isinstance(method, CombinedEvent):  # an event that is served twice, at two priorities
            timed = (clock.timed(part, name, by_page=False) for part in method.methods)
            setattr(GrimoirePlugin, name, CombinedEvent(*timed))
        elif name.startswith("on_"):
            setattr(GrimoirePlugin, name, clock.timed(method, name, by_page=False))
    extend: Callable[..., Any] = GrimoireExtension.extendMarkdown
    wrapped = clock.timed(extend, "extendMarkdown", by_page=False)
    setattr(GrimoireExtension, Extension.extendMarkdown.__name__, wrapped)
    register = Registry.register

    def register_timed(registry: Registry[Any], item: Any, name: str, priority: float) -> None:
        if type(item).__module__.startswith(PACKAGE):
            method = "run" if hasattr(item, "run") else "handleMatch"
            setattr(item, method, clock.timed(getattr(item, method), name, by_page=True))
        register(registry, item, name, priority)

    setattr(Registry, register.__name__, register_timed)


def main() -> None:
    """Build, and print what it took."""
    config_file, site, *options = sys.argv[1:]
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    clock = Clock("glossary.md")
    wrap_plugin(clock)
    begun = time.process_time()
    config = load_config(config_file, site_dir=site)
    build(config)
    taken = {
        "build": time.process_time() - begun,
        "own": {name: taken / 1e9 for name, taken in clock.nanoseconds.most_common()},
        "live": live_objects() if "live" in options else {},
    }
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
