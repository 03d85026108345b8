"""The command `grimoire`: what the build knows of a site, without building it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from mkdocs_grimoire import __version__
from mkdocs_grimoire.builds.build import Reading
from mkdocs_grimoire.command.formats import formats
from mkdocs_grimoire.command.site import Site, Wanted, is_page, no_page, page_named, read_site
from mkdocs_grimoire.command.stats import STATS_REPORTS, stats
from mkdocs_grimoire.command.suggest import SUGGESTION_REPORTS, Collector
from mkdocs_grimoire.command.terminal import (
    Progress,
    fail,
    has_colours,
    note,
    paint,
    show,
)
from mkdocs_grimoire.command.why import Question, Why, split_place
from mkdocs_grimoire.findings.diagnostics import Level
from mkdocs_grimoire.findings.fixes import Plan, as_diff
from mkdocs_grimoire.findings.mending import Mender
from mkdocs_grimoire.findings.reports import (
    FILE_REPORTS,
    REPORTS,
    Finding,
    as_text,
    renamed,
    without_edits,
)
from mkdocs_grimoire.hosts.failures import UnreadableSiteError, saying_why
from mkdocs_grimoire.pages.assets import assets

ConfigFile = str | bytes | None
"""Path of a configuration file, or what is in it; None for `mkdocs.yml`."""


def _config_file(_: click.Context, __: click.Parameter, path: str | None) -> ConfigFile:
    """Return what an option names; the standard input can be read but once."""
    return sys.stdin.buffer.read() if path == "-" else path


config_option = click.option(
    "-f", "--config-file", callback=_config_file, help="MkDocs' configuration file."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version")
def main() -> None:
    """Check a glossary and the pages that use it."""


@main.command()
@config_option
@click.option("-s", "--strict", is_flag=True, help="Fail for findings of level 'info' as well.")
@click.option("--format", "format_", type=click.Choice(list(REPORTS)), default="text")
@click.option("--fix", is_flag=True, help="Apply the edits that are safe.")
@click.option("--diff", is_flag=True, help="Show these edits; without --fix, only show them.")
def check(config_file: ConfigFile, *, strict: bool, format_: str, fix: bool, diff: bool) -> None:
    """Print the findings of a build, without building the site.

    Exits with 0 if there is none, 1 if there are some, 2 if the site cannot be read.
    """
    site = read(config_file)
    mender = Mender(lambda: read(config_file), note)

    def preview(plan: Plan) -> None:
        if diff:
            show(b"".join(map(as_diff, plan.files)), is_error=format_ != "text")

    if fix:
        site = mender.mend(site, preview)
    plan = mender.plan(site)
    if diff and not fix:
        preview(plan)
    for finding, reason in plan.left_out.items() if fix or diff else ():
        note(f"{finding.place.exact}: not fixed: {reason}")
    show(_report(site, plan, format_))
    counted = {Level.ERROR, Level.WARN} | ({Level.INFO} if strict else set())
    sys.exit(any(level in counted for level, _ in site.findings))


def read(
    config_file: ConfigFile,
    reader: Callable[[Reading], None] | None = None,
    wanted: Wanted = lambda _: True,
) -> Site:
    """Return a site, its pages converted; exits with 2 if that is not possible.

    Args:
        config_file: The configuration file.
        reader: Is handed each document as it is read.
        wanted: Whether a page is to be converted.
    """
    progress = Progress(sys.stderr)
    source = io.BytesIO(config_file) if isinstance(config_file, bytes) else config_file
    readers = [reader] if reader else []
    try:
        with saying_why() as errors, progress:
            site = read_site(
                source,
                progress,
                prepare=lambda plugin: plugin.current_build.readers.extend(readers),
                wanted=wanted,
            )
    except UnreadableSiteError as error:
        fail(str(error))
    for message in errors:  # which were no reason to stop
        note(f"Error: {message}")
    return site


def _report(site: Site, plan: Plan, format_: str) -> str:
    """Return the findings of a site in a format."""
    findings: list[Finding] = site.findings
    if format_ == "text":
        return as_text(findings, paint) if has_colours() else as_text(findings)
    if format_ in FILE_REPORTS:
        findings = renamed(without_edits(findings, plan.left_out), site.name_of)
    return REPORTS[format_](findings)


@main.command()
@config_option
@click.argument("page")
@click.argument("word", default="")
def why(config_file: ConfigFile, page: str, word: str) -> None:
    """Say of each word of PAGE that is a label why it is linked, or why it is not.

    PAGE is the path of a page, from the docs or from here; PAGE:LINE means one line of it. With
    WORD, only labels that contain it, or belong to its entry.
    """
    path, line = split_place(page)
    readings: list[Reading] = []
    site = read(config_file, readings.append, lambda file: is_page(file, path))
    is_source = path in site.build.sources and path != site.build.options.page
    asked = site.build.options.page if is_source else page_named(path, site)
    if not asked:
        fail(no_page(path, site))
    readings = [reading for reading in readings if reading.page.path == asked]
    where = path if is_source else asked
    question = Question(where, line, word, is_source=is_source)
    explanations = Why(site.build).explain(readings)
    show("".join(f"{line}\n" for line in question.answer(explanations, site.build.glossary)))


@main.command()
@config_option
@click.option("-n", "--limit", type=click.IntRange(min=1), help="How many to print at most.")
@click.option("--format", "format_", type=click.Choice(list(SUGGESTION_REPORTS)), default="text")
def suggest(config_file: ConfigFile, limit: int | None, format_: str) -> None:
    """Print the words that want an entry, each as a heading to be pasted into the glossary.

    They are acronyms, names, and terms that a page introduces, by the number of pages.
    """
    collector = Collector()
    site = read(config_file, collector.read)
    found = collector.suggestions(site.build.glossary, site.config.site_name)
    show(SUGGESTION_REPORTS[format_](found[:limit]))


@main.command("stats")
@config_option
@click.option("--format", "format_", type=click.Choice(list(STATS_REPORTS)), default="text")
def print_stats(config_file: ConfigFile, format_: str) -> None:
    """Print the glossary in numbers: what is used how much, what is not, what leads to what."""
    site = read(config_file)
    pages = [file.src_uri for file in site.files.documentation_pages()]
    show(STATS_REPORTS[format_](stats(site.build, pages)))


@main.command()
@config_option
@click.option("--to", "format_", type=click.Choice(list(formats())), required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file, or a folder.")
def export(config_file: ConfigFile, format_: str, output: Path | None) -> None:
    """Write the glossary for another tool.

    A single file is printed unless a path is given; several are written into a folder.
    """
    site = read(config_file, wanted=lambda _: False)
    files = formats()[format_].export(site.build.glossary)
    if output is None and len(files) > 1:
        fail(f"'{format_}' is {len(files)} files; name a folder for them: -o FOLDER")
    try:
        write(files, output)
    except OSError as error:
        fail(f"cannot write: {error}")


@main.command("assets")
@click.argument("docs", type=click.Path(path_type=Path, exists=True, file_okay=False))
def write_assets(docs: Path) -> None:
    """Write the script and the style into the folder DOCS, for hosts in which no plugin does."""
    try:
        for path, own in assets().items():
            target = docs / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(own.read_bytes())
            show(f"{target}\n")
    except OSError as error:
        fail(f"cannot write: {error}")


def write(files: Mapping[str, str], output: Path | None) -> None:
    """Print a single file, or write files: one to a path, or any number into a folder."""
    for name, text in files.items():
        if output is None:
            show(text)
            continue
        is_folder = len(files) > 1 or output.is_dir()
        path = output / name if is_folder else output
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
