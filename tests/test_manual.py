"""Builds what the manual shows: each file, each configuration, each answer of a command."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click import Group
from click.testing import CliRunner
from conftest import ROOT, Built, build_config
from manual import DOCS, PAGES, Section, dialogue, sections

from mkdocs_grimoire import api
from mkdocs_grimoire.builds.settings import all_options
from mkdocs_grimoire.command.cli import main
from mkdocs_grimoire.command.formats import formats
from mkdocs_grimoire.findings.diagnostics import Level, Rule
from mkdocs_grimoire.pages.assets import FOLDER
from mkdocs_grimoire.pages.interface import LANGUAGES, WORD_NAMES
from mkdocs_grimoire.sources.fields import ATTRIBUTES

SECTIONS = sections()
SITES = [section for section in SECTIONS if section.files and not section.reasons]
BLOCKS = [block for section in SECTIONS for block in section.blocks]
FILES = {"yaml", "markdown", "json", "csv", "css", "python"}
"""Languages of which each block is a file, with a title."""

CHECKED = FILES | {"console", "sh", "html"}
DEFAULTS = {
    "mkdocs.yml": "plugins: [grimoire]\n",
    "docs/index.md": "# Home\n",
}
NOT_BUILT = [
    "manual/hosts.md: One configuration for three hosts: needs mkdocs-autorefs; built in `hosts`",
    "manual/other-sites.md: Borrowing terms: the other sites are not here",
]


def written(section: Section, root: Path) -> Path:
    """Write the files of a section, and what a site cannot be without; return its folder."""
    files = {**DEFAULTS, **section.files}
    if "docs/glossary.md" not in files and "sources" not in files["mkdocs.yml"]:
        files["docs/glossary.md"] = "# Glossary\n\n## Nothing\n\nAn entry.\n"
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = yaml.safe_load(files["mkdocs.yml"])
    (root / "mkdocs.yml").write_text(yaml.safe_dump({"site_name": "Test", **config}), "utf-8")
    return root


def run(command: str, folder: Path) -> str:
    """Return what a command prints."""
    program, *arguments = shlex.split(command)
    if program == "grimoire":
        return CliRunner().invoke(main, arguments, catch_exceptions=False).output
    assert program in {"mkdocs", "python"}
    module = ["-m", program] if program == "mkdocs" else []
    done = subprocess.run(
        [sys.executable, *module, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if program == "python":
        return done.stdout
    lines = done.stdout.splitlines(keepends=True)
    return "".join(line for line in lines if line.startswith(("WARNING", "ERROR", "Aborted")))


@pytest.mark.parametrize("section", SITES, ids=str)
def test_a_section_shows_what_its_files_make(
    section: Section, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(section, tmp_path)
    monkeypatch.chdir(folder)
    shown = [each for text in section.texts("console") for each in dialogue(text)]
    for command, printed in shown:
        assert run(command, folder) == printed, command
    if not shown:
        assert build_config(folder / "mkdocs.yml", tmp_path / "out", strict=True).warnings == []


def test_the_lines_for_python_markdown_alone_print_what_the_page_becomes(tmp_path: Path) -> None:
    (section,) = [each for each in SECTIONS if each.title == "Python-Markdown alone"]
    folder = written(section, tmp_path)
    (script,) = section.texts("python")
    assert len(script.splitlines()) == 5
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert 'href="/glossary/#softmax">softmax</a>' in done.stdout
    assert done.stdout.count("<template") == 1


def test_what_is_not_built_is_known() -> None:
    found = [f"{each}: {'; '.join(each.reasons)}" for each in SECTIONS if each.reasons]
    assert found == NOT_BUILT


def test_each_block_is_of_a_kind_that_is_checked() -> None:
    assert {block.language for block in BLOCKS} <= CHECKED
    assert [block.text for block in BLOCKS if block.language in FILES and not block.title] == []


def options_of(command: Group, words: list[str]) -> set[str]:
    """Return the options that a command has."""
    chosen = command.commands[words[0]]
    return {name for parameter in chosen.params for name in parameter.opts}


@pytest.mark.parametrize("line", sorted({line for each in SECTIONS for line in each.commands}))
def test_a_command_of_ours_has_the_options_that_it_is_shown_with(line: str) -> None:
    _, *words = shlex.split(line)
    known = options_of(main, words)
    assert {word for word in words[1:] if word.startswith("-")} <= known


def page(name: str) -> str:
    """Return a page of the manual."""
    return (DOCS / "manual" / f"{name}.md").read_text(encoding="utf-8")


def first_column(text: str, header: str) -> list[str]:
    """Return what stands as code in the first column of the table with a header."""
    table = text.split(f"| {header} |", 1)[1].split("\n\n", 1)[0]
    cells = [line.split("|")[1] for line in table.splitlines()[2:]]
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_the_table_of_attributes_has_all_of_them() -> None:
    names = [name.split("=")[0] for name in first_column(page("entries"), "attribute")]
    assert names == [*ATTRIBUTES, "#id"]


def test_the_table_of_levels_has_all_of_them() -> None:
    assert first_column(page("diagnostics"), "level") == list(Level)


def test_the_table_of_commands_has_all_of_them() -> None:
    assert set(first_column(page("command"), "command")) == set(main.commands)


def test_the_table_of_what_programs_may_import_has_all_of_it() -> None:
    assert sorted(first_column(page("api"), "name")) == sorted(api.__all__)


def test_the_table_of_formats_has_all_of_them() -> None:
    assert set(first_column(page("command"), "format")) == set(formats())


def test_the_table_of_the_options_of_check_has_all_of_them() -> None:
    shown = set(first_column(page("command").split("## Check", 1)[1], "option"))
    assert shown == options_of(main, ["check"]) - {"-f", "--config-file"}


def test_the_table_of_variables_has_all_that_a_site_may_set() -> None:
    style = (FOLDER / "grimoire.css").read_text(encoding="utf-8")
    known = set(re.findall(r"--grimoire-[\w-]+", style)) - {"--grimoire-top"}
    assert set(first_column(page("cards"), "variable")) == known
    shown = {name for block in BLOCKS for name in re.findall(r"--grimoire-[\w-]+", block.text)}
    assert shown <= known


def test_each_rule_is_shown_at_work_or_explained() -> None:
    text = page("diagnostics")
    assert [rule.key for rule in Rule if f"`{rule.key}`" not in text] == ["invalid", "math"]
    assert "[invalid]" in page("entries")
    assert "[math]" in page("math")


def rows(html: str, header: str) -> dict[str, list[str]]:
    """Return the rows of the table whose first header is given, by their first cells."""
    table = html.split(f"<th>{header}</th>", 1)[1].split("</table>", 1)[0]
    plain = re.sub(r"</?(?!td|tr)\w+[^>]*>", "", table)
    lines = [re.findall(r"<td>(.*?)</td>", line, re.DOTALL) for line in plain.split("<tr>")]
    return {first: others for first, *others in filter(None, lines)}


def test_the_tables_of_options_and_rules_are_those_of_the_code(example: Built) -> None:
    shown = rows(example.html("manual/options/index.html"), "option")
    assert list(shown) == list(all_options())
    assert shown["autolink"][0] == "page"
    assert shown["toc"][0] == "50"
    assert shown["plurals"][0] == "true"
    assert shown["language"][0] == "the theme's"
    assert all(meaning for _, meaning in shown.values())
    found = rows(example.html("manual/diagnostics/index.html"), "rule")
    assert found == {rule.key: [str(rule.level), rule.meaning] for rule in Rule}
    assert list(rows(example.html("manual/options/index.html"), "word")) == list(WORD_NAMES)


def test_the_manual_shows_the_changelog(example: Built) -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    html = example.html("manual/changelog/index.html")
    versions = re.findall(r"^## (.+)$", changes, re.MULTILINE)
    assert versions
    assert [version for version in versions if version not in html] == []


def test_the_schema_is_published(example: Built) -> None:
    schema = json.loads(example.html("glossary.schema.json"))
    assert schema["$schema"].startswith("https://json-schema.org/")


README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_leads_to_every_page_of_the_manual() -> None:
    linked = set(re.findall(r"\]\(example_site/docs/([^)#]+\.md)\)", README))
    assert linked >= {path.relative_to(DOCS).as_posix() for path in PAGES}


def test_what_the_readme_leads_to_exists() -> None:
    targets = re.findall(r"\]\(([^):#]+)\)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_readme_shows_what_the_manual_begins_with() -> None:
    shown = {block.text for block in BLOCKS}
    files = re.findall(r"^```(?:yaml|markdown)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert len(files) == 2
    assert [text for text in files if text not in shown] == []


def test_the_readme_says_no_number_of_languages_and_rules_that_is_wrong() -> None:
    counts = {"eleven": len(LANGUAGES)}
    for word in counts:
        assert f"{word} languages" in README
    assert counts == {"eleven": 11}
