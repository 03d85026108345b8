"""The command `grimoire`: what the build knows of a site, without building it."""

from __future__ import annotations

import logging
import sys
from typing import IO

import click
from mkdocs.exceptions import MkDocsException

from mkdocs_grimoire import __version__
from mkdocs_grimoire.diagnostics import Level
from mkdocs_grimoire.reports import REPORTS
from mkdocs_grimoire.site import Site, read_site

WRONG_USE = 2
"""Exit code where the command cannot do its work, as Click has it."""

config_option = click.option(
    "-f", "--config-file", type=click.File("rb"), help="MkDocs' configuration file."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version")
def main() -> None:
    """Check a glossary and the pages that use it."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)


@main.command()
@config_option
@click.option("-s", "--strict", is_flag=True, help="Fail for findings of level 'info' as well.")
@click.option("--format", "format_", type=click.Choice(list(REPORTS)), default="text")
def check(config_file: IO[bytes] | None, *, strict: bool, format_: str) -> None:
    """Print the findings of a build, without building the site.

    Exits with 0 if there is none, 1 if there are some, 2 if the site cannot be read.
    """
    site = read(config_file)
    click.echo(REPORTS[format_](site.findings), nl=False)
    counted = {Level.ERROR, Level.WARN} | ({Level.INFO} if strict else set())
    sys.exit(any(level in counted for level, _ in site.findings))


def read(config_file: IO[bytes] | None) -> Site:
    """Return a site, its pages converted; exits with 2 if that is not possible."""
    try:
        return read_site(config_file)
    except MkDocsException as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(WRONG_USE)
