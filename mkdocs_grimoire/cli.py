"""The command `grimoire`: what the build knows of a site, without building it."""

from __future__ import annotations

import io
import sys

import click

from mkdocs_grimoire import __version__
from mkdocs_grimoire.diagnostics import Level
from mkdocs_grimoire.fixes import Plan, as_diff
from mkdocs_grimoire.mending import Mender
from mkdocs_grimoire.reports import FILE_REPORTS, REPORTS, Finding, as_text, renamed, without_edits
from mkdocs_grimoire.site import Site, read_site
from mkdocs_grimoire.terminal import Progress, failing_on_one_line, has_colours, note, paint, show

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


def read(config_file: ConfigFile) -> Site:
    """Return a site, its pages converted; exits with 2 if that is not possible."""
    progress = Progress(sys.stderr)
    source = io.BytesIO(config_file) if isinstance(config_file, bytes) else config_file
    with failing_on_one_line():
        try:
            return read_site(source, progress)
        finally:
            progress.clear()


def _report(site: Site, plan: Plan, format_: str) -> str:
    """Return the findings of a site in a format."""
    findings: list[Finding] = site.findings
    if format_ == "text":
        return as_text(findings, paint) if has_colours() else as_text(findings)
    if format_ in FILE_REPORTS:
        findings = renamed(without_edits(findings, plan.left_out), site.name_of)
    return REPORTS[format_](findings)
