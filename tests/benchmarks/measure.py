"""Runs commands in processes of their own, in turns, and says how two of them compare."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """What one process took."""

    cpu: float
    """Seconds of the processor, user and system."""
    memory: float
    """Peak resident memory in MiB."""


class Ratio(NamedTuple):
    """One measure as a part of another."""

    value: float
    """Of the medians."""
    least: float
    """Of the pair of runs in which it is least."""
    most: float
    """Of the pair of runs in which it is most."""

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.least:.3f} to {self.most:.3f})"


def ratio(ours: Sequence[float], others: Sequence[float]) -> Ratio:
    """Return the ratio of measures that were taken in turns."""
    pairs = [mine / other for mine, other in zip(ours, others, strict=True)]
    value = statistics.median(ours) / statistics.median(others)
    return Ratio(value, min(pairs), max(pairs))


def interleaved(rounds: int, tasks: Mapping[str, Callable[[], Run]]) -> dict[str, list[Run]]:
    """Do tasks in turns, after one turn that fills the caches of files and bytecode.

    A single round is only to see that everything works, and so goes without.
    """
    for task in tasks.values() if rounds > 1 else ():
        task()
    runs: dict[str, list[Run]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            runs[name].append(task())
    return runs


def cpu(runs: Sequence[Run]) -> list[float]:
    """Return the seconds of runs."""
    return [run.cpu for run in runs]


def memory(runs: Sequence[Run]) -> list[float]:
    """Return the peaks of runs."""
    return [run.memory for run in runs]


def build(config: Path) -> Run:
    """Build the site of a configuration file into a folder beside it."""
    site = config.with_name(f"site-{config.stem}")
    return python("-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(site))


def check(config: Path) -> Run:
    """Run `grimoire check`; findings are no failure."""
    code = "from mkdocs_grimoire.command.cli import main; main()"
    return python("-c", code, "check", "-f", str(config), allowed={0, 1})


class OwnTime(NamedTuple):
    """Where the time of a build goes."""

    build: float
    """Seconds of the whole build."""
    own: Mapping[str, float]
    """Seconds of the plugin's parts, which add up to all that it does."""
    live: Mapping[str, int]
    """Objects of the plugin's classes at the end of the build, by class, if they were counted."""

    @property
    def total(self) -> float:
        """Seconds of the plugin."""
        return sum(self.own.values())

    def part(self, name: str) -> float:
        """Return the seconds of a part; 0 if it did nothing."""
        return self.own.get(name, 0.0)


def own_time(config: Path, *, counts_objects: bool = False) -> OwnTime:
    """Build a site and tell where the plugin's own time goes."""
    script, site = str(Path(__file__).with_name("own_time.py")), config.with_name("site-own")
    arguments = [script, str(config), str(site), *(["live"] if counts_objects else [])]
    return OwnTime(**json.loads(output(*arguments)))


def output(*arguments: str) -> str:
    """Run Python with arguments and return what it prints."""
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, env=environment(), check=False, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed with {done.returncode}")
    return done.stdout


def python(*arguments: str, allowed: Collection[int] = (0,)) -> Run:
    """Run Python with arguments and return what it took, if its exit code is allowed."""
    quiet = subprocess.DEVNULL
    command = [sys.executable, *arguments]
    process = subprocess.Popen(command, env=environment(), stdout=quiet, stderr=quiet)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        sys.exit(f"{' '.join(command)} failed with {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, _mebibytes(usage))


def environment() -> dict[str, str]:
    """Return the environment of what is measured: bytecode is kept, and hashes are the same."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}


def _mebibytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
