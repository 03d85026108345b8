"""Measures what the project promises of its speed and size, each figure beside its bound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from documents import Documents, Pair, make_pair
from measure import (
    OwnTime,
    Ratio,
    Run,
    build,
    check,
    cpu,
    interleaved,
    memory,
    output,
    own_time,
    ratio,
)
from weight import gzipped, weight

IMPORT = """
import time, mkdocs.commands.build, mkdocs.config.defaults, markdown.extensions.toc
begun = time.process_time()
import mkdocs_grimoire.plugin
print(time.process_time() - begun)
"""
"""What importing the plugin adds to what a build has imported without it."""


class Figure(NamedTuple):
    """A measure and what it must not exceed."""

    what: str
    value: str
    bound: str
    is_met: bool | None
    """None where there is no bound."""


def _ratio(what: str, value: Ratio, bound: float | None = None) -> Figure:
    is_met = None if bound is None else value.value <= bound
    return Figure(what, str(value), "" if bound is None else f"{bound:g}", is_met)


def _number(what: str, value: float, unit: str, bound: float) -> Figure:
    return Figure(what, f"{value:.1f} {unit}", f"{bound:g} {unit}", value <= bound)


def measure(
    folder: Path, documents: Documents, sizes: Sequence[int], rounds: int
) -> Iterator[Figure]:
    """Yield the figures.

    Args:
        folder: An empty folder.
        documents: What is built.
        sizes: Entries of three glossaries: a small one, an ordinary one and a great one.
        rounds: How many times each build is measured.
    """
    small, ordinary, great = sizes
    pairs = {size: make_pair(folder / str(size), documents, size) for size in sizes}
    twice = make_pair(folder / "twice", documents, ordinary, copies=2)
    yield from _whole(pairs[ordinary], ordinary, rounds, bound=1.05)
    yield from _growth_in_entries(pairs[small], pairs[great], (small, great), rounds)
    yield from _growth_in_pages(pairs[ordinary], twice, rounds)
    yield from _whole(pairs[great], great, rounds, bound=1.25)
    yield from _size(pairs[ordinary].ours.with_name("site-grimoire"))
    yield _import_time(rounds)


def _whole(pair: Pair, entries: int, rounds: int, bound: float) -> Iterator[Figure]:
    """Yield what the whole build takes with the plugin, and the command, which builds no site."""
    tasks: dict[str, Callable[[], Run]] = {
        "bare": partial(build, pair.bare),
        "ours": partial(build, pair.ours),
        "check": partial(check, pair.ours),
    }
    runs = interleaved(rounds, tasks)
    bare, ours = runs["bare"], runs["ours"]
    of_bare = f"of the bare build, {entries} entries"
    yield _ratio(f"CPU time {of_bare}", ratio(cpu(ours), cpu(bare)), bound)
    yield _ratio(f"peak memory {of_bare}", ratio(memory(ours), memory(bare)), 1.15)
    check_cpu = ratio(cpu(runs["check"]), cpu(ours))
    yield _ratio(f"`grimoire check` of the build with the plugin, {entries} entries", check_cpu)


def _growth_in_entries(
    few: Pair, many: Pair, sizes: tuple[int, int], rounds: int
) -> Iterator[Figure]:
    """Yield how finding and linking on the other pages grows with the entries."""
    runs = _own_in_turns(few, many, rounds)
    times = [[run.part("grimoire-link") for run in side] for side in runs]
    what = f"finding and linking on other pages, {sizes[0]} to {sizes[1]} entries"
    yield _ratio(what, ratio(times[1], times[0]), 3)


def _growth_in_pages(once: Pair, twice: Pair, rounds: int) -> Iterator[Figure]:
    """Yield how the plugin's own time grows with the pages."""
    runs = _own_in_turns(once, twice, rounds)
    times = [[run.total for run in side] for side in runs]
    yield _ratio("the plugin's own time, twice the pages", ratio(times[1], times[0]), 2.1)


def _own_in_turns(first: Pair, second: Pair, rounds: int) -> tuple[list[OwnTime], list[OwnTime]]:
    """Build two sites in turns and tell where the plugin's own time goes."""
    runs: tuple[list[OwnTime], list[OwnTime]] = [], []
    for _ in range(rounds):
        runs[0].append(own_time(first.ours))
        runs[1].append(own_time(second.ours))
    return runs


def _size(site: Path) -> Iterator[Figure]:
    """Yield what a page, the script and the style weigh."""
    found = weight(site)
    what = f"page weight of 15 entries ({found.entries} uses on {found.pages} pages)"
    yield _number(what, found.of_fifteen, "KiB", 5)
    for name, bound in (("grimoire.js", 4), ("grimoire.css", 2)):
        file = site / "assets" / "grimoire" / name
        yield _number(name, gzipped(file) / 1024, "KiB", bound)


def _import_time(rounds: int) -> Figure:
    """Return the least time that importing the plugin takes: all else is the machine's noise."""
    output("-c", IMPORT)  # writes the bytecode
    least = min(float(output("-c", IMPORT)) for _ in range(2 * rounds + 1))
    return _number("importing the plugin", 1000 * least, "ms", 50)
