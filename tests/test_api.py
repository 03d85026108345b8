"""What programs may import: that it is all there, documented, under one name, and does its work."""

from __future__ import annotations

import doctest
import importlib
import inspect
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, get_args, get_type_hints

import pytest
from conftest import SiteBuilder, write_site
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError

import mkdocs_grimoire
from mkdocs_grimoire import api
from mkdocs_grimoire.api import GlossaryView, Level, check, glossary_of, read_glossary

NAMES = [
    *("Case", "Diagnostic", "Edit", "Entry", "GlossaryView", "Level", "Match", "Place", "Problem"),
    *("Rule", "check", "glossary_of", "make_extension", "read_glossary"),
]
EXPORTED = {name: getattr(api, name) for name in NAMES}
GLOSSARY = """# Glossary

## Softmax

Turns [logits](#logit) into probabilities.

## Logit { aliases="raw score" }

A score.
"""
HOME = "# Home\n\nA softmax.\n"


def package_modules() -> list[ModuleType]:
    """Return all modules of the package."""
    found = pkgutil.walk_packages(mkdocs_grimoire.__path__, f"{mkdocs_grimoire.__name__}.")
    return [importlib.import_module(module.name) for module in found]


def members(exported: Any) -> Iterator[tuple[str, Any]]:
    """Yield the functions and properties of an exported object that programs may call."""
    if isinstance(exported, FunctionType):
        yield exported.__name__, exported
        return
    for name, value in vars(exported).items():
        if name.startswith("_") or not isinstance(value, FunctionType | property):
            continue
        yield name, value.fget if isinstance(value, property) else value


def types_in(hint: Any) -> Iterator[type]:
    """Yield the classes that a type speaks of, at any depth."""
    if isinstance(hint, type):
        yield hint
    for argument in get_args(hint):
        yield from types_in(argument)


def public_hints(exported: Any) -> Iterator[Any]:
    """Yield the types of all that is public of an exported object."""
    known = {"MkDocsConfig": MkDocsConfig}
    for _, function in members(exported):
        yield from get_type_hints(function, localns=known).values()
    if isinstance(exported, type) and not issubclass(exported, Enum):
        hints = get_type_hints(exported, localns=known)
        yield from (hint for name, hint in hints.items() if not name.startswith("_"))
    if isinstance(exported, type) and issubclass(exported, Enum):
        yield from (type(value) for member in exported for value in vars(member).values())


def test_all_that_is_exported_is_known() -> None:
    assert list(api.__all__) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_an_exported_object_speaks_of_is_exported_too(name: str) -> None:
    spoken = {found for hint in public_hints(EXPORTED[name]) for found in types_in(hint)}
    own = {found for found in spoken if found.__module__.startswith(mkdocs_grimoire.__name__)}
    assert own <= set(EXPORTED.values())


def test_types_are_seen_at_any_depth_of_a_signature() -> None:
    assert api.Entry in set(types_in(get_type_hints(GlossaryView.resolve)["return"]))
    assert {api.Level, api.Diagnostic} <= set(types_in(get_type_hints(check)["return"]))
    assert {api.Rule} <= set(public_hints(api.Problem))
    assert {api.Place, api.Case | None} <= set(public_hints(api.Entry))


def test_an_exported_object_has_one_name_in_the_package() -> None:
    names = {id(value): name for name, value in EXPORTED.items()}
    others = [
        f"{module.__name__}.{name}"
        for module in package_modules()
        for name, value in vars(module).items()
        if names.get(id(value), name) != name
    ]
    assert others == []


@pytest.mark.parametrize("name", NAMES)
def test_an_exported_object_says_what_it_is(name: str) -> None:
    exported = EXPORTED[name]
    assert (exported.__doc__ or "").strip()
    for member, function in members(exported):
        said, signature = inspect.getdoc(function) or "", inspect.signature(function)
        arguments = [each for each in signature.parameters if each != "self"]
        assert said, member
        assert ("Args:" in said) is bool(arguments), member
        assert [each for each in arguments if f"{each}: " not in said] == [], member


@pytest.mark.parametrize("name", ["check", "glossary_of", "make_extension", "read_glossary"])
def test_an_exported_function_says_what_it_raises(name: str) -> None:
    assert "Raises:" in str(inspect.getdoc(EXPORTED[name]))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working directory, in which a site lies."""
    write_site(tmp_path, {"glossary.md": GLOSSARY, "index.md": HOME}, {})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_of_the_docstrings_are_true(folder: Path) -> None:
    results = doctest.testmod(api)
    assert folder == Path.cwd()
    assert (results.failed, results.attempted) == (0, 7)


def test_a_glossary_is_read_without_mkdocs(folder: Path) -> None:
    script = (
        "import sys; from mkdocs_grimoire.api import read_glossary\n"
        "print(len(read_glossary('docs').entries), 'mkdocs' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout == "2 False\n"


def test_entries_have_their_places_and_fragments(folder: Path) -> None:
    softmax, logit = read_glossary(folder / "docs").entries
    assert (softmax.anchor, str(softmax.place)) == ("softmax", "glossary.md:3")
    assert (logit.aliases, str(logit.place)) == (("raw score",), "glossary.md:7")


def found(view: GlossaryView, text: str, page: str = "") -> list[tuple[str, str]]:
    """Return the surface and the term of each match."""
    return [(text[start:end], entry.term) for start, end, entry in view.find(text, page)]


def test_labels_are_found_by_the_options_of_the_site(folder: Path) -> None:
    docs = folder / "docs"
    both = [("raw  scores", "Logit"), ("Softmax", "Softmax"), ("softmax", "Softmax")]
    text = "🙂 raw  scores: Softmax, softmax"
    assert found(read_glossary(docs), text) == both
    assert found(read_glossary(docs, plurals=False), text) == both[1:]
    assert found(read_glossary(docs, case="exact"), text) == both[:2]
    assert found(read_glossary(docs), "") == []


def test_an_entry_with_a_scope_is_found_on_its_pages_alone(folder: Path) -> None:
    page = folder / "docs" / "glossary.md"
    page.write_text(f'{GLOSSARY}\n## Home {{ scope="index.md" }}\n\nHere.\n', encoding="utf-8")
    view = read_glossary("docs")
    assert found(view, "home", "index.md") == [("home", "Home")]
    assert found(view, "home", "glossary.md") == []
    assert found(view, "home") == []
    assert view.resolve("home", "index.md") is view.resolve("home") is view.entries[2]


@pytest.mark.parametrize("name", ["Logit", "logit", "LOGITS", "raw-score", " raw  score "])
def test_a_name_means_the_entry_that_a_reference_would_mean(folder: Path, name: str) -> None:
    view = read_glossary(folder / "docs")
    assert view.resolve(name) is view.entries[1]


@pytest.mark.parametrize("name", ["", "logi", "term:logit"])
def test_another_name_means_nothing(folder: Path, name: str) -> None:
    assert read_glossary(folder / "docs").resolve(name) is None


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^root: there is no folder '.*nowhere'$"):
        read_glossary(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("options", "said"),
    [({"autolnk": "all"}, "unknown option 'autolnk'"), ({"toc": "x"}, "toc: expected a number")],
)
def test_a_wrong_option_is_named(tmp_path: Path, options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_glossary(tmp_path, **options)


def test_what_cannot_be_read_is_found_and_costs_nothing_else(folder: Path) -> None:
    docs = folder / "docs"
    (docs / "bad.yml").write_text("- term: [\n", encoding="utf-8")
    (docs / "latin.md").write_bytes(b"## Caf\xe9\n\nText.\n")
    (docs / "circle.md").symlink_to(docs / "circle.md")
    sources = ["bad.yml", "latin.md", "circle.md", "none.md"]
    view = read_glossary(docs, sources=sources)
    assert [entry.term for entry in view.entries] == ["Softmax", "Logit", "Caf\ufffd"]
    places = [(str(finding.place), finding.problem.name) for finding in view.findings]
    assert places == sorted(places)
    assert ("latin.md:1", "NOT_UTF8") in places
    assert ("options", "NO_MATCH") in places
    assert [place for place, _ in places if place.startswith("bad.yml")] != []
    assert read_glossary(docs, sources=sources, validation={"invalid": "ignore"}).findings == ()


def test_a_folder_without_a_glossary_has_a_finding(tmp_path: Path) -> None:
    view = read_glossary(tmp_path)
    said = "options: no glossary: 'glossary.md' does not exist and 'sources' is empty [invalid]"
    assert [str(finding) for finding in view.findings] == [said]
    assert (view.entries, view.find("softmax"), view.resolve("softmax")) == ((), [], None)


def test_what_an_author_has_silenced_is_not_among_the_findings(folder: Path) -> None:
    page = folder / "docs" / "glossary.md"
    page.write_text(f"{GLOSSARY}\n## Empty\n", encoding="utf-8")
    assert [finding.problem.name for finding in read_glossary("docs").findings] == ["EMPTY_ENTRY"]
    silent = "<!-- grimoire: ignore empty -->\n\n## Empty\n"
    page.write_text(f"{GLOSSARY}\n{silent}", encoding="utf-8")
    assert read_glossary("docs").findings == ()


def test_a_check_has_the_findings_of_the_command(folder: Path) -> None:
    (folder / "docs" / "index.md").write_text("A softmax, a <term:softmx>.\n", encoding="utf-8")
    for config in (None, "mkdocs.yml", folder / "mkdocs.yml"):
        ((level, finding),) = check(config)
        assert (level, finding.place.exact) == (Level.WARN, "index.md:1:15")
        assert finding.edit == ("term:softmx", "term:softmax")


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("site_name: A\nplugins: []\n", "mkdocs.yml does not have the plugin 'grimoire'"),
        ("site_name: A\nplugins: [grimoire: {toc: x}]\n", "toc"),
        ("site_name: A\nplugins: [grimoire]\ndocs_dir: nowhere\n", "nowhere"),
        ("site_name: A\nplugins: [grimoire]\nhooks: [leaves.py]\n", "SystemExit"),
        ("site_name: [\n", "mkdocs.yml"),
    ],
)
def test_a_site_that_cannot_be_read_is_a_value_error(folder: Path, config: str, said: str) -> None:
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    (folder / "leaves.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    with pytest.raises(ValueError, match=said) as raised:
        check()
    assert "\n" not in str(raised.value)


def test_a_missing_configuration_is_a_value_error(folder: Path) -> None:
    with pytest.raises(ValueError, match=r"nothing\.yml"):
        check(folder / "nothing.yml")


HOOK = """
from mkdocs_grimoire.api import glossary_of

def on_page_markdown(markdown, *, page, config, files):
    view = glossary_of(config)
    names = [match.entry.term for match in view.find("raw scores, softmax", page.file.src_uri)]
    return f"{markdown}\\n\\nFound: {names}, {len(view.entries)}, {len(view.findings)}"
"""


def test_a_hook_has_the_glossary_of_the_build(site: SiteBuilder) -> None:
    files = {"glossary.md": f"{GLOSSARY}\n## Empty\n", "a.md": "Text.\n", "../hook.py": HOOK}
    built = site(files, {"autolink": "off"}, hooks=["hook.py"])
    assert "Found: ['Logit', 'Softmax'], 3, 1" in built.html("a/index.html").replace("&#39;", "'")
    assert [message for message in built.warnings if "has no definition" not in message] == []


def test_to_look_at_the_findings_of_a_build_changes_none(site: SiteBuilder) -> None:
    page = "# Page\n\n<!-- grimoire: ignore empty -->\n\n## Own { .term }\n"
    files = {"glossary.md": GLOSSARY, "a.md": "Text.\n", "b.md": page, "../hook.py": HOOK}
    assert site(files, hooks=["hook.py"]).warnings == []


def test_a_site_without_the_plugin_has_no_glossary(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("site_name: A\nplugins: []\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="does not have the plugin 'grimoire'"):
        glossary_of(load_config("mkdocs.yml"))


def test_the_glossary_of_a_site_is_not_there_before_its_files_are(folder: Path) -> None:
    with pytest.raises(PluginError, match="no files have been read"):
        glossary_of(load_config(os.fspath(folder / "mkdocs.yml")))
