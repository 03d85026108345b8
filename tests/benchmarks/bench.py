"""Measures what the plugin costs, as ratios within one run.

    python tests/benchmarks/bench.py spec          each figure that the project promises
    python tests/benchmarks/bench.py own           where the plugin's own time goes
    python tests/benchmarks/bench.py rivals        the same work done by other tools
    python tests/benchmarks/bench.py serve         rebuilds as in `mkdocs serve`
    python tests/benchmarks/bench.py growth        greater and greater made-up sites
    python tests/benchmarks/bench.py --quick       all of it in little, to see that it works

The bare build is the same site on Material with the same glossary file as an ordinary page. What is
compared is built in turns, each build in a process of its own, after one turn that is not counted;
a single round, which is only to see that it works, goes without. Seconds are of the processor, user
and system. A ratio is that of the medians, with the least and the greatest of a pair of builds
behind it; quote the ratios, not the seconds.

The pages are those of `--docs`, by default real ones in `../shared/corpus`; where there are none,
or with `--pages`, the site is made up.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import growth
import rivals
import spec
from chart import Bar, chart
from documents import CORPUS, Corpus, Documents, Generated, make_pair, write_config
from measure import output, own_time, ratio

Report = Callable[[Path, argparse.Namespace], Iterator[str]]


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    parts = list(PARTS) if arguments.part == "all" else [arguments.part]
    print(f"{_documents(arguments).name}; load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores")
    for part in parts:
        print(f"\n## {part}\n")
        with tempfile.TemporaryDirectory() as folder:
            for line in PARTS[part](Path(folder), arguments):
                print(line, flush=True)
    print(f"\nload {os.getloadavg()[0]:.1f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="?", choices=[*PARTS, "all"], default="all")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=0, help="of a made-up site")
    parser.add_argument("--entries", type=int, default=0, help="of the ordinary glossary (200)")
    parser.add_argument("--docs", type=Path, default=CORPUS / "docs")
    parser.add_argument("--glossaries", type=Path, default=CORPUS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rebuilds", type=int, default=100, help="of `serve`")
    parser.add_argument("--out", type=Path, help="folder for the table and the chart of `rivals`")
    parser.add_argument("--quick", action="store_true", help="little of everything")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.rounds, arguments.rebuilds, arguments.pages = 1, 8, arguments.pages or 3
        arguments.entries = arguments.entries or 20
    return arguments


def _documents(arguments: argparse.Namespace) -> Documents:
    """Return what is built."""
    if arguments.pages:
        return Generated(arguments.pages, arguments.seed)
    if not arguments.docs.is_dir():
        print(f"no documentation at {arguments.docs}: 400 pages are made up in its place")
        return Generated(400, arguments.seed)
    return Corpus(arguments.docs, arguments.glossaries)


def _spec(folder: Path, arguments: argparse.Namespace) -> Iterator[str]:
    """Yield the table of what is promised."""
    ordinary = arguments.entries or 200
    sizes = (5, ordinary, 3 * ordinary) if arguments.quick else (24, ordinary, 10_000)
    yield "| measure | value | bound | met |"
    yield "|---|---|---|---|"
    for figure in spec.measure(folder, _documents(arguments), sizes, arguments.rounds):
        is_met = {True: "yes", False: "NO", None: ""}[figure.is_met]
        yield f"| {figure.what} | {figure.value} | {figure.bound} | {is_met} |"


def _own(folder: Path, arguments: argparse.Namespace) -> Iterator[str]:
    """Yield where the plugin's own time goes, a table that adds up."""
    sizes = [arguments.entries] if arguments.entries else [200, 10_000]
    for entries in sizes:
        pair = make_pair(folder / str(entries), _documents(arguments), entries)
        runs = sorted(
            (own_time(pair.ours) for _ in range(arguments.rounds)), key=lambda run: run.total
        )
        run = runs[len(runs) // 2]
        rest = run.build - run.total
        yield f"| {entries} entries | ms | % of the rest |\n|---|---|---|"
        for name, seconds in sorted(run.own.items(), key=lambda item: -item[1]):
            yield f"| {name} | {1000 * seconds:.1f} | {100 * seconds / rest:.2f} |"
        yield f"| the plugin | {1000 * run.total:.1f} | {100 * run.total / rest:.2f} |"
        yield f"| the rest of the build | {1000 * rest:.1f} | 100 |\n"


def _rivals(folder: Path, arguments: argparse.Namespace) -> Iterator[str]:
    """Yield the table of the ways to a glossary, and write it and the chart."""
    for name in rivals.missing():
        yield f"skipped, not installed: {name}"
    pages, entries = arguments.pages or 100, arguments.entries or 200
    results = rivals.compare(folder, _documents(arguments), pages, entries, arguments.rounds)
    text = rivals.table(results)
    title = f"CPU time of a build, {pages} pages and {entries} entries, the bare build being 1"
    words = "; ".join(f"{each.name}: {each.cpu.value:.2f}" for each in results)
    bars = [Bar(each.name, each.cpu.value, each.name == "grimoire") for each in results]
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        (arguments.out / "benchmark.md").write_text(text, "utf-8")
        (arguments.out / "benchmark.svg").write_text(chart(title, words, bars), "utf-8")
    yield f"{title}\n\n{text}"


def _serve(folder: Path, arguments: argparse.Namespace) -> Iterator[str]:
    """Yield what rebuilds take; that nothing is stale and nothing grows is asserted."""
    make_pair(folder, _documents(arguments), arguments.entries or 200)
    write_config(folder, "grimoire", plugins=["search", {"grimoire": {"sources": ["terms.yml"]}}])
    script = str(Path(__file__).with_name("serve.py"))
    done = json.loads(output(script, str(folder), str(arguments.rebuilds)))
    yield from _rebuilds(done["times"])
    objects, resident = done["objects"], done["resident"]
    yield f"{len(objects)} rebuilds, nothing stale"
    yield f"objects of the plugin: {objects[0]} after the first, {objects[-1]} after the last"
    middle = len(resident) // 2
    yield f"resident memory: {resident[middle]:.0f} MiB at half, {resident[-1]:.0f} at the end"


def _rebuilds(times: Mapping[str, list[list[float]]]) -> Iterator[str]:
    yield "| change | of the bare rebuild | seconds |\n|---|---|---|"
    for name, pairs in times.items():
        ours, bare = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        yield f"| {name} | {ratio(ours, bare)} | {statistics.median(ours):.2f} |"


def _growth(folder: Path, arguments: argparse.Namespace) -> Iterator[str]:
    """Yield how time and memory grow with the pages, with the entries, and with both."""
    pages = [3, 6] if arguments.quick else [200, 400, 800]
    entries = [10, 20] if arguments.quick else [1000, 2000, 4000, 8000]
    for by, points in (
        ("pages", [growth.measure(folder, size, entries[0]) for size in pages]),
        ("entries", [growth.measure(folder, pages[0], size) for size in entries]),
    ):
        yield from growth.report(points, by, 50_000)
        yield ""
    sizes = [(n, m) for m in entries[:2] for n in pages[:2]]
    yield "objects at n pages and m entries; 2n, m; n, 2m; 2n, 2m"
    yield from growth.crossing([growth.measure(folder, *size) for size in sizes])


PARTS: Mapping[str, Report] = {
    "spec": _spec,
    "own": _own,
    "rivals": _rivals,
    "serve": _serve,
    "growth": _growth,
}
"""What can be measured, in the order in which all of it is."""

if __name__ == "__main__":
    main()
