"""`grimoire export`: the glossary for other tools, each of which must read what it gets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from conftest import write_site
from helpers import entry, glossary, read, runner

from mkdocs_grimoire import exports
from mkdocs_grimoire.command.cli import main
from mkdocs_grimoire.command.formats import formats
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.sources.entry import Case, Entry

CSPELL = os.environ.get("GRIMOIRE_CSPELL", "")

TEXT = """# Glossary

## Softmax { aliases="normalised exponential" hidden="sofmax" short="A *share*." tags="maths" }

Turns "logits" into shares; a | b, `code`

    indented

and **more**.

## LoRA { avoid="Lora, low rank adapter" case="exact" see="Softmax" never="lora*" }

Low-Rank Adaptation (LoRA) is a method.

## .NET's "C++" { autolink="off" scope="a/*, b/*" url="https://example.org" }

Other.
"""

FIELDS = (
    *("term", "anchor", "definition", "found", "aliases", "hidden", "short", "see", "tags"),
    *("case", "autolink", "url", "avoid", "never", "scope"),
)


def fields(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return what entries say, without where they say it."""
    said = [{name: getattr(each, name) for name in FIELDS} for each in entries]
    return [{**each, "definition": each["definition"].strip("\n")} for each in said]


@pytest.mark.parametrize("name", ["json", "csv"])
def test_a_table_is_read_again_as_the_same_entries(name: str) -> None:
    written = read(TEXT)
    ((path, text),) = formats()[name].export(Glossary(written.entries)).items()
    again = read(text, path)
    assert again.findings == ()
    assert fields(again.entries) == fields(written.entries)


def test_a_format_is_found_by_being_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (
        "NAME = 'loud'\n\ndef export(glossary):\n    return {'a': str(len(glossary.entries))}\n"
    )
    (tmp_path / "loud_words.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(exports, "__path__", [*exports.__path__, str(tmp_path)])
    try:
        found = formats()
    finally:
        sys.modules.pop(f"{exports.__name__}.loud_words", None)
    assert set(found) == {"json", "csv", "vale", "cspell", "loud"}
    assert found["loud"].export(glossary("a", "b")) == {"a": "2"}


def vale(*entries: Entry, **how: Any) -> dict[str, str]:
    """Return the files for Vale of a glossary."""
    return dict(formats()["vale"].export(glossary(*entries, **how)))


def test_vale_gets_a_rule_for_the_wordings_to_avoid() -> None:
    made = vale(entry("Fine tuning", avoid=("finetuning", "it's (tuned)", "a: #b")))
    rule = yaml.safe_load(made["styles/Grimoire/Terms.yml"])
    assert rule == {
        "extends": "substitution",
        "message": "Use '%s' instead of '%s'.",
        "level": "warning",
        "ignorecase": True,
        "capitalize": True,
        "vocab": False,
        "swap": {
            "finetuning": "fine tuning",
            r"it's \(tuned\)": "fine tuning",
            "a: #b": "fine tuning",
        },
    }
    assert all(re.compile(key) for key in rule["swap"])


def test_vale_gets_wordings_whose_case_counts_in_a_rule_of_their_own() -> None:
    exact = entry("Go", case=Case.EXACT, avoid=("golang",))
    made = vale(entry("LoRA", avoid=("Lora", "LORA", "low rank")), exact)
    loose = yaml.safe_load(made["styles/Grimoire/Terms.yml"])
    strict = yaml.safe_load(made["styles/Grimoire/TermsInCase.yml"])
    assert (loose["ignorecase"], loose["swap"]) == (True, {"low rank": "LoRA"})
    assert strict["ignorecase"] is False
    assert strict["swap"] == {"Lora": "LoRA", "LORA": "LoRA", "golang": "Go"}


def test_vale_accepts_the_words_of_all_labels() -> None:
    made = vale(entry("LoRA", aliases=("low-rank adapter",), hidden=("it's 3",)), entry("C++"))
    accepted = made["styles/config/vocabularies/Grimoire/accept.txt"].splitlines()
    assert accepted == [
        *("(?i)adapter", "(?i)adapters", "(?i)C", "(?i)it's"),
        *("LoRA", "LoRAs", "(?i)low", "(?i)rank"),
    ]
    assert "styles/Grimoire/Terms.yml" not in made


def test_vale_gets_an_example_of_its_configuration() -> None:
    assert "StylesPath = styles\n" in vale(entry("a"))[".vale.ini"]


def cspell(*entries: Entry) -> list[str]:
    """Return the lines of the dictionary of a glossary, without the note."""
    (text,) = formats()["cspell"].export(glossary(*entries)).values()
    return text.splitlines()[1:]


def test_cspell_gets_each_word_once_and_the_words_to_avoid() -> None:
    entries = (
        entry("cross entropy", avoid=("crossentropy", "two words", "Entropy")),
        entry("Logits", aliases=("entropy",)),
    )
    assert cspell(*entries) == [
        *("cross", "entropies", "entropy", "Logit", "Logits"),
        "!crossentropy",
    ]


def test_other_languages_get_no_english_plurals() -> None:
    (text,) = formats()["cspell"].export(glossary("Netz", plural=False)).values()
    assert text.splitlines()[1:] == ["Netz"]


@pytest.mark.skipif(not CSPELL, reason="GRIMOIRE_CSPELL does not name the executable of cspell")
def test_cspell_knows_the_labels_and_refuses_the_words_to_avoid(tmp_path: Path) -> None:
    entries = entry("softmax", avoid=("sofmaxx",)), entry("LoRA", aliases=("Kullback divergence",))
    ((name, text),) = formats()["cspell"].export(glossary(*entries)).items()
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "page.md").write_text("Softmax, LoRA, LoRAs, Kullback, sofmaxx, xyzzyq\n")
    assert unknown(tmp_path, "{}") == {"Softmax", "Kullback", "sofmaxx", "xyzzyq"}
    definition = f'{{"name": "grimoire", "path": "./{name}"}}'
    config = f'{{"dictionaryDefinitions": [{definition}], "dictionaries": ["grimoire"]}}'
    assert unknown(tmp_path, config) == {"sofmaxx", "xyzzyq"}


def unknown(folder: Path, config: str) -> set[str]:
    """Return the words of a page that cspell does not like."""
    (folder / "cspell.json").write_text(config, encoding="utf-8")
    command = [CSPELL, "--no-progress", "--no-summary", "--words-only", "page.md"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return set(done.stdout.split())


Export = Callable[..., Result]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Return a function that runs the command on a site whose glossary is the text above."""
    config = write_site(tmp_path, {"glossary.md": TEXT, "a/x.md": "", "b/x.md": ""}, {})
    command = runner()
    return lambda *arguments: command.invoke(main, ["export", "-f", str(config), *arguments])


def test_a_single_file_is_printed(export: Export) -> None:
    result = export("--to", "cspell")
    assert result.exit_code == 0
    assert "\nSoftmax\n" in result.output


def test_a_single_file_goes_where_it_is_told(export: Export, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in ("new/words.txt", "folder"):
        assert export("--to", "cspell", "-o", str(tmp_path / path)).output == ""
    named, inside = tmp_path / "new" / "words.txt", tmp_path / "folder" / "grimoire.txt"
    assert named.read_text(encoding="utf-8") == inside.read_text(encoding="utf-8")


def test_several_files_need_a_folder(export: Export, tmp_path: Path) -> None:
    result = export("--to", "vale")
    assert result.exit_code == 2
    assert result.stderr == "Error: 'vale' is 3 files; name a folder for them: -o FOLDER\n"
    assert export("--to", "vale", "-o", str(tmp_path / "out")).exit_code == 0
    assert (tmp_path / "out" / "styles" / "Grimoire" / "TermsInCase.yml").is_file()


def test_a_place_that_cannot_be_written_is_refused(export: Export, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = export("--to", "json", "-o", str(tmp_path / "file" / "x.json"))
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: cannot write: ")


def test_an_exported_table_serves_a_site_as_its_source(export: Export, tmp_path: Path) -> None:
    other = tmp_path / "other"
    export("--to", "json", "-o", str(other / "glossary.json"))
    (other / "docs").mkdir()
    files = {"page.md": "A normalised exponential.\n", "a/x.md": "", "b/x.md": ""}
    config = write_site(other, files, {"sources": ["glossary.json"]})
    result = runner().invoke(main, ["check", "-f", str(config)])
    assert result.exit_code == 0


def test_links_between_definitions_survive(tmp_path: Path) -> None:
    text = "# Glossary\n\n## One\n\nSee [two](#two).\n\n## Two\n\nSee [one](glossary.md#one).\n"
    config = write_site(tmp_path, {"glossary.md": text}, {})
    out = tmp_path / "terms.json"
    runner().invoke(main, ["export", "-f", str(config), "--to", "json", "-o", str(out)])
    (tmp_path / "docs" / "glossary.md").unlink()
    config = write_site(tmp_path, {"index.md": "One, two.\n"}, {"sources": ["terms.json"]})
    result = runner().invoke(main, ["check", "-f", str(config)])
    assert (result.exit_code, result.output) == (0, "")
