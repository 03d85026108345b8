"""Builds a site again and again in one process, as `mkdocs serve` does after each change.

    python tests/benchmarks/serve.py FOLDER REBUILDS

The folder has `bare.yml`, `grimoire.yml` and `docs`, the latter with `terms.yml` beside it as a
further source. A change of a page, of the glossary and of the other source follow each other; after
each, the site is built bare and with the plugin, each with its configuration read anew, and what
the page then says is asserted. What the server adds (it watches files, and answers) is not here.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from live import live_objects
from mkdocs.commands.build import build
from mkdocs.config import load_config

PAGE, OTHER = "changing.md", "terms.yml"
SETTLED = 6
"""Rebuilds after which caches are full and nothing may be added any more."""


class Warnings(logging.Handler):
    """Keeps what is warned of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.messages.append(record.getMessage())


class Site:
    """A site that changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._glossary = folder / "docs" / "glossary.md"
        self._text = self._glossary.read_text("utf-8")
        self.page, self.entry, self.other = "0", "0", "0"
        self._warnings = Warnings()
        logging.getLogger("mkdocs").addHandler(self._warnings)
        self.write()

    def write(self) -> None:
        """Write the page, the glossary and the other source as they now are."""
        page = f"# Changing\n\nqwpage{self.page} has qwentry{self.entry} and qwother{self.other}."
        undefined = " [gone](term:qwgone)" if self._is_wrong else ""
        (self._folder / "docs" / PAGE).write_text(f"{page}{undefined}\n", "utf-8")
        entry = f"## qwentry{self.entry}\n\nThe card says {self.entry} here.\n"
        self._glossary.write_text(f"{self._text}\n{entry}", "utf-8")
        (self._folder / OTHER).write_text(
            f"qwother{self.other}: A note {self.other} here.\n", "utf-8"
        )

    @property
    def _is_wrong(self) -> bool:
        """Whether the page has a reference that nothing defines: every other time."""
        return int(self.page) % 2 == 1

    def build(self, name: str) -> float:
        """Build the site and return the seconds of the processor."""
        self._warnings.messages.clear()
        begun = time.process_time()
        config = load_config(str(self._folder / f"{name}.yml"), site_dir=str(self.site(name)))
        build(config)
        return time.process_time() - begun

    def site(self, name: str) -> Path:
        """Return where a configuration's site is."""
        return self._folder / f"site-{name}"

    def stale(self) -> list[str]:
        """Return what the site with the plugin has left from before, or lacks."""
        html = (self.site("grimoire") / "changing" / "index.html").read_text("utf-8")
        wanted = {
            "page": f"qwpage{self.page} has",
            "link to the entry": f'#qwentry{self.entry}" id',
            "card of the entry": f"The card says {self.entry} here.",
            "link to the other entry": f'#qwother{self.other}" id',
            "card of the other entry": f"A note {self.other} here.",
        }
        found = [name for name, text in wanted.items() if text not in html]
        links, cards = html.count('<a class="grimoire-term"'), html.count("<template data-grimoire")
        found += ["number of links or cards"] if (links, cards) != (2, 2) else []
        warned = [message for message in self._warnings.messages if "qwgone" in message]
        return found + (["warning"] if len(warned) != int(self._is_wrong) else [])


def changes(site: Site) -> dict[str, Callable[[str], None]]:
    """Return what may change, and how."""
    return {
        "a page": lambda number: setattr(site, "page", number),
        "the glossary": lambda number: setattr(site, "entry", number),
        "another source": lambda number: setattr(site, "other", number),
    }


def resident() -> float:
    """Return the resident memory in MiB, where the system tells; else 0."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def main() -> None:
    """Rebuild, and print what it took."""
    folder, rebuilds = Path(sys.argv[1]), int(sys.argv[2])
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.lastResort = None
    site = Site(folder)
    ways = list(changes(site).items())
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    objects, sizes = [], []
    for number in range(rebuilds):
        name, change = ways[number % len(ways)]
        change(str(number))
        site.write()
        ours, stale = site.build("grimoire"), site.stale()
        if stale:
            sys.exit(f"rebuild {number}, {name}: stale: {', '.join(stale)}")
        times[name].append((ours, site.build("bare")))
        objects.append(live_objects().total())
        sizes.append(resident())
    if max(objects[SETTLED:], default=0) > max(objects[:SETTLED]):
        sys.exit(f"objects grow: {objects}")
    print(json.dumps({"times": times, "objects": objects, "resident": sizes}))


if __name__ == "__main__":
    main()
