"""Measures how the plugin's time and memory grow, and what greater sites would take on paper."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from documents import Generated, make_pair
from measure import OwnTime, build, own_time


class Point(NamedTuple):
    """A site and what it took."""

    pages: int
    entries: int
    own: float
    """Seconds of the plugin."""
    bare: float
    """Seconds of the bare build."""
    bare_memory: float
    """MiB of the bare build."""
    memory: float
    """MiB of the build with the plugin."""
    live: dict[str, int]
    """Objects of the plugin at the end, by class."""

    @property
    def more_memory(self) -> float:
        """MiB that the plugin adds."""
        return self.memory - self.bare_memory


class Line(NamedTuple):
    """What is fitted to points: a straight line, and the power that growth follows."""

    at_zero: float
    slope: float
    power: float
    """1 for linear growth; 2 for quadratic."""

    def at(self, size: float) -> float:
        """Return what the straight line says of a size."""
        return self.at_zero + self.slope * size


def fit(sizes: Sequence[float], values: Sequence[float]) -> Line:
    """Fit by least squares: a line to the points, and a power to what they are above zero.

    The power is that of the last two points, which the constant part troubles least.
    """
    mean, middle = sum(sizes) / len(sizes), sum(values) / len(values)
    above = sum((size - mean) * (value - middle) for size, value in zip(sizes, values, strict=True))
    slope = above / sum((size - mean) ** 2 for size in sizes)
    rise = math.log(max(values[-1], 1e-9) / max(values[-2], 1e-9))
    return Line(middle - slope * mean, slope, rise / math.log(sizes[-1] / sizes[-2]))


@cache
def measure(folder: Path, pages: int, entries: int) -> Point:
    """Build a made-up site bare and with the plugin, once for each size."""
    pair = make_pair(folder / f"{pages}-{entries}", Generated(pages), entries)
    bare, ours = build(pair.bare), build(pair.ours)
    own: OwnTime = own_time(pair.ours, counts_objects=True)
    memories = (bare.memory, ours.memory)
    return Point(pages, entries, own.total, bare.cpu, *memories, dict(own.live))


def report(points: Sequence[Point], by: str, greatest: int) -> Iterator[str]:
    """Yield lines on the growth with the pages or with the entries.

    Args:
        points: In rising order.
        by: `pages` or `entries`.
        greatest: The size to say something of that is not measured.
    """
    sizes = [float(getattr(point, by)) for point in points]
    yield "| pages | entries | plugin, s | bare, s | plugin, MiB | objects |"
    yield "|---|---|---|---|---|---|"
    for point in points:
        yield (
            f"| {point.pages} | {point.entries} | {point.own:.2f} | {point.bare:.1f} | "
            f"{point.more_memory:+.0f} | {sum(point.live.values())} |"
        )
    for what, values in (
        ("plugin, s", [point.own for point in points]),
        ("bare, s", [point.bare for point in points]),
        ("plugin, MiB", [point.more_memory for point in points]),
    ):
        line = fit(sizes, values)
        yield (
            f"{what}: {line.at_zero:.2f} + {1000 * line.slope:.3f} per 1000 {by}, last power "
            f"{line.power:.2f}; {greatest} {by}: {line.at(greatest):.0f} by the line, "
            f"{values[-1] * (greatest / sizes[-1]) ** line.power:.0f} by the power"
        )


def crossing(points: Sequence[Point]) -> Iterator[str]:
    """Yield what in memory grows with pages times entries: more than with each alone.

    Args:
        points: Of n pages and m entries, of 2n and m, of n and 2m, of 2n and 2m.
    """
    few, pages, entries, both = (point.live for point in points)
    grown = {name: count for name, count in both.items() if count > few.get(name, 0)}
    for name, count in sorted(grown.items(), key=lambda item: -item[1]):
        alone = pages.get(name, 0) + entries.get(name, 0) - few.get(name, 0)
        counts = ", ".join(str(live.get(name, 0)) for live in (few, pages, entries, both))
        yield f"{name}: {counts}; {count - alone:+d} beyond what each alone adds"
