"""The benchmark works: what it measures is nowhere bound to a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

BENCH = Path(__file__).parent / "benchmarks" / "bench.py"


def measured(part: str, *options: str) -> str:
    """Return what a part of the benchmark prints of a little site."""
    command = [sys.executable, str(BENCH), part, "--quick", *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("spec", ["CPU time", "finding and linking", "grimoire.js", "importing"]),
        ("serve", ["a page", "the glossary", "another source", "nothing stale"]),
        ("growth", ["50000 pages", "50000 entries", "Use: "]),
    ],
)
def test_each_part_of_the_benchmark_measures_a_little_site(part: str, expected: list[str]) -> None:
    printed = measured(part)
    assert [text for text in expected if text not in printed] == []


def test_the_parts_of_the_plugins_own_time_add_up() -> None:
    rows = [line.strip("| ").split(" | ") for line in measured("own").splitlines()]
    times = {row[0]: float(row[1]) for row in rows if len(row) == 3 and row[1] != "ms"}
    total, _ = times.pop("the plugin"), times.pop("the rest of the build")
    assert sum(times.values()) == pytest.approx(total, abs=0.05 * len(times))
    assert times["grimoire-link"] > 0


def test_the_ways_to_a_glossary_are_compared_in_a_table_and_a_chart(tmp_path: Path) -> None:
    measured("rivals", "--out", str(tmp_path))
    rows = (tmp_path / "benchmark.md").read_text().splitlines()[2:]
    links = {row.split(" | ")[0].strip("| "): int(row.split(" | ")[3]) for row in rows}
    assert links.pop("bare") == 0
    assert all(links.values())
    labels = [text.text for text in ET.parse(tmp_path / "benchmark.svg").iter() if text.text]  # noqa: S314 - our own
    assert [name for name in links if name not in labels] == []
