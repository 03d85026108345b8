"""Measures what the plugin costs: ratios of whole builds with it and without it, in turns.

    python tests/benchmarks/bench.py [--rounds 5] [--entries 24 200 2000 10000]
    python tests/benchmarks/bench.py --abbreviations 1000 [--pages 20] [--rounds 3]

It builds the documentation in `../shared/corpus/argo-cd` (or `--docs` and `--glossaries`) on
Material with search and the usual extensions. The bare build has the same glossary file as an
ordinary page. Beside the builds it measures `grimoire check` of the same site, which converts the
pages and renders none: as a part of the plugin's whole build. With `--abbreviations` it compares a
list of abbreviations that is a source with the same list in Material's own recipe, in which
snippets append it to each page. Seconds are of the processor, user and system; quote the ratios,
not the seconds.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "argo-cd"
EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    {"toc": {"permalink": True}},
    {"pymdownx.arithmatex": {"generic": True}},
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.snippets",
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
]
TEMPLATES = re.compile(rb'<template data-grimoire="[^"]*">.*?</template>', re.DOTALL)
LINKS = re.compile(
    rb'<a class="grimoire-term" data-grimoire="[^"]*" href="[^"]*"(?: id="[^"]*")?>(.*?)</a>',
    re.DOTALL,
)


@dataclass(frozen=True)
class Run:
    """What one build took."""

    cpu: float
    """Seconds of the processor."""
    memory: int
    """Peak resident memory in KiB."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--entries", type=int, nargs="+", default=[200])
    parser.add_argument("--docs", type=Path, default=CORPUS / "docs")
    parser.add_argument("--glossaries", type=Path, default=CORPUS)
    parser.add_argument("--abbreviations", type=int, default=0)
    parser.add_argument("--pages", type=int, default=20, help="pages with abbreviations")
    arguments = parser.parse_args()
    if not arguments.docs.is_dir():
        sys.exit(f"no documentation to build at {arguments.docs}; name some with --docs")
    with tempfile.TemporaryDirectory() as folder:
        if arguments.abbreviations:
            measure_abbreviations(Path(folder), arguments)
            return
        for entries in arguments.entries:
            glossary = arguments.glossaries / f"glossary-{entries}.md"
            measure(Path(folder) / str(entries), arguments.docs, glossary, arguments.rounds)


def measure_abbreviations(folder: Path, arguments: argparse.Namespace) -> None:
    """Build some pages bare, with a list of abbreviations as a source, and by Material's recipe."""
    pages = sorted(arguments.docs.rglob("*.md"))[: arguments.pages]
    for page in pages:
        target = folder / "docs" / page.relative_to(arguments.docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)
    includes = folder / "includes" / "abbreviations.md"
    includes.parent.mkdir()
    includes.write_text(abbreviations(pages, arguments.abbreviations), "utf-8")
    write_abbreviation_configs(folder, includes)
    runs: dict[str, list[Run]] = {"bare": [], "grimoire": [], "recipe": []}
    for _ in range(arguments.rounds):
        for name, done in runs.items():
            done.append(build(folder, name))
    print(f"{arguments.abbreviations} abbreviations, {len(pages)} pages")
    report("as a source", runs["bare"], runs["grimoire"])
    report("by Material's recipe", runs["bare"], runs["recipe"])


def write_abbreviation_configs(folder: Path, includes: Path) -> None:
    """Write the configurations of the three builds."""
    bare = config(folder, ["search"])
    source = {"grimoire": {"sources": [str(includes)]}}
    snippets = {"pymdownx.snippets": {"auto_append": [str(includes)], "base_path": [str(folder)]}}
    recipe = [item for item in EXTENSIONS if item != "pymdownx.snippets"]
    configs = {
        "bare": bare,
        "grimoire": {**bare, "plugins": ["search", source]},
        "recipe": {**bare, "markdown_extensions": [*recipe, "abbr", snippets]},
    }
    for name, content in configs.items():
        (folder / f"{name}.yml").write_text(yaml.safe_dump(content), "utf-8")


def abbreviations(pages: Sequence[Path], count: int) -> str:
    """Return a list of abbreviations: those that the pages use, and as many more as are wanted."""
    text = "".join(page.read_text("utf-8") for page in pages)
    used = sorted(set(re.findall(r"\b[A-Z]{2,6}\b", text)))[:count]
    short_forms = [*used, *(f"ZQ{number}" for number in range(count - len(used)))]
    lines = (f"*[{short}]: Some {short.lower()} or other\n" for short in short_forms)
    return "".join(lines)


def measure(folder: Path, docs: Path, glossary: Path, rounds: int) -> None:
    """Build one site in both ways, in turns, and print the ratios."""
    shutil.copytree(docs, folder / "docs")
    shutil.copyfile(glossary, folder / "docs" / "glossary.md")
    configs = {"bare": ["search"], "grimoire": ["search", "grimoire"]}
    for name, plugins in configs.items():
        (folder / f"{name}.yml").write_text(yaml.safe_dump(config(folder, plugins)), "utf-8")
        build(folder, name)  # not counted: it fills the caches of files and bytecode
    runs: dict[str, list[Run]] = {name: [] for name in (*configs, "check")}
    for _ in range(rounds):
        for name in configs:
            runs[name].append(build(folder, name))
        runs["check"].append(check(folder))
    report(glossary.stem, runs["bare"], runs["grimoire"])
    report_check(runs["check"], runs["grimoire"])
    report_weight(folder)


def config(folder: Path, plugins: list[str]) -> dict[str, object]:
    """Return the configuration of a site."""
    return {
        "site_name": "Benchmark",
        "site_url": "https://example.org/",
        "docs_dir": str(folder / "docs"),
        "theme": {"name": "material", "font": False},
        "plugins": plugins,
        "markdown_extensions": EXTENSIONS,
    }


def build(folder: Path, name: str) -> Run:
    """Build a site in a process of its own."""
    command = ["-m", "mkdocs", "build", "-q"]
    command += ["-f", str(folder / f"{name}.yml"), "-d", str(folder / f"site-{name}")]
    return run(command, allowed={0})


def check(folder: Path) -> Run:
    """Check a site in a process of its own; findings are no failure."""
    code = "from mkdocs_grimoire.cli import main; main()"
    command = ["-c", code, "check", "-f", str(folder / "grimoire.yml")]
    return run(command, allowed={0, 1})


def run(arguments: list[str], allowed: set[int]) -> Run:
    """Run Python with arguments and return what it took, if its exit code is allowed."""
    command = [sys.executable, *arguments]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        sys.exit(f"{' '.join(command)} failed with {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, _kibibytes(usage))


def _kibibytes(usage: resource.struct_rusage) -> int:
    return usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def report(name: str, bare: Sequence[Run], ours: Sequence[Run]) -> None:
    """Print the ratios of paired runs, and of their medians."""
    pairs = sorted(mine.cpu / other.cpu for mine, other in zip(ours, bare, strict=True))
    cpu = _median(ours, "cpu") / _median(bare, "cpu")
    memory = _median(ours, "memory") / _median(bare, "memory")
    seconds = f"{_median(bare, 'cpu'):.2f} s bare, {_median(ours, 'cpu'):.2f} s such"
    print(f"{name}: {seconds}")
    print(f"  cpu     {cpu:.3f} of the bare build (pairs {pairs[0]:.3f} to {pairs[-1]:.3f})")
    print(f"  memory  {memory:.3f} of the bare build")


def report_check(check: Sequence[Run], ours: Sequence[Run]) -> None:
    """Print what the command takes, as a part of the build with the plugin."""
    cpu = _median(check, "cpu") / _median(ours, "cpu")
    print(f"  check   {cpu:.3f} of the plugin's build, {_median(check, 'cpu'):.2f} s")


def _median(runs: Sequence[Run], field: str) -> float:
    return float(statistics.median(getattr(run, field) for run in runs))


def report_weight(folder: Path) -> None:
    """Print how many entries a page uses, and what its links and cards weigh after gzip."""
    uses, added = [], []
    for path in (folder / "site-grimoire").rglob("*.html"):
        html = path.read_bytes()
        cards = TEMPLATES.findall(html)
        if cards and not path.match("glossary/index.html"):
            bare = LINKS.sub(rb"\1", TEMPLATES.sub(b"", html))
            uses.append(len(cards))
            added.append(len(gzip.compress(html)) - len(gzip.compress(bare)))
    mean = sum(added) / max(sum(uses), 1)
    print(f"  weight  {mean:.0f} B after gzip for an entry used, {15 * mean / 1024:.1f} KiB for 15")
    print(f"          {sum(uses)} entries used on {len(uses)} pages")


if __name__ == "__main__":
    main()
