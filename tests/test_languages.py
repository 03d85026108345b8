"""Which files of a site are of which language."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from mkdocs_grimoire.hosts.languages import Languages, in_turn, languages_of, names_of

SUFFIX = Languages("fr", "en", ("en", "fr"))
FOLDER = Languages("fr", "en", ("en", "fr"), has_folders=True)
ALONE = Languages("fr", "en", ("en", "fr"), falls_back=False)


@pytest.mark.parametrize(
    ("path", "by_suffix", "by_folder"),
    [
        ("terms.yml", "en", "en"),
        ("terms.fr.yml", "fr", "fr"),
        ("terms.de.yml", "en", "en"),
        ("docs/fr/terms.yml", "en", "fr"),
        ("fr/a.en.md", "en", "en"),
        ("fr.yml", "en", "en"),
    ],
)
def test_a_name_or_a_folder_tells_the_language(path: str, by_suffix: str, by_folder: str) -> None:
    assert (SUFFIX.of(PurePath(path)), FOLDER.of(PurePath(path))) == (by_suffix, by_folder)


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


@pytest.mark.parametrize(
    ("languages", "source", "others", "read"),
    [
        (SUFFIX, "a.yml", ["a.fr.yml"], "a.fr.yml"),
        (SUFFIX, "a.en.yml", ["a.fr.yml"], "a.fr.yml"),
        (SUFFIX, "a.fr.yml", ["a.yml"], "a.fr.yml"),
        (SUFFIX, "a.yml", ["b.fr.yml"], "a.yml"),
        (SUFFIX, "en/a.yml", ["fr/a.yml"], "en/a.yml"),
        (FOLDER, "en/a.yml", ["fr/a.yml"], "fr/a.yml"),
        (FOLDER, "en/a.yml", [], "en/a.yml"),
        (FOLDER, "a.yml", ["a.fr.yml"], "a.fr.yml"),
        (ALONE, "a.yml", [], None),
        (ALONE, "a.yml", ["a.fr.yml"], "a.fr.yml"),
        (Languages("en", "en", ("en", "fr")), "a.fr.yml", [], None),
        (Languages(), "a.fr.yml", ["a.yml"], "a.fr.yml"),
    ],
)
def test_a_source_is_read_in_the_language_at_hand(
    tmp_path: Path, languages: Languages, source: str, others: list[str], read: str | None
) -> None:
    write(tmp_path, source, *others)
    found = languages.choose(tmp_path / source, tmp_path)
    assert found == (None if read is None else tmp_path / read)


def test_a_source_from_elsewhere_has_its_versions_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "fr/a.yml", "fr/a.fr.yml", "site/b.yml")
    own = SUFFIX.choose(tmp_path / "fr/a.yml", tmp_path / "site")
    assert own == tmp_path / "fr/a.fr.yml"
    assert FOLDER.versions(tmp_path / "fr", tmp_path) == []


def test_a_source_is_no_version_of_itself(tmp_path: Path) -> None:
    write(tmp_path, "en/a.yml", "fr/a.yml", "b.en.yml", "b.fr.yml")
    assert FOLDER.versions(tmp_path / "en/a.yml", tmp_path) == [tmp_path / "fr/a.yml"]
    assert SUFFIX.versions(tmp_path / "b.en.yml", tmp_path) == [tmp_path / "b.fr.yml"]


@pytest.mark.parametrize(
    ("languages", "files", "sourced", "missing"),
    [
        (Languages(), set(), set(), ["g.md"]),
        (Languages(), {"g.md"}, set(), []),
        (SUFFIX, set(), set(), ["g.md"]),
        (SUFFIX, set(), {"fr"}, ["g.md", "g.fr.md"]),
        (SUFFIX, {"g.fr.md"}, {"fr"}, ["g.md"]),
        (SUFFIX, {"g.en.md"}, {"fr"}, []),
        (ALONE, {"g.md"}, {"fr"}, ["g.fr.md"]),
        (ALONE, {"g.md"}, set(), []),
        (FOLDER, set(), {"fr"}, ["en/g.md", "fr/g.md"]),
        (FOLDER, {"en/g.md"}, {"fr"}, []),
    ],
)
def test_the_page_is_made_where_no_file_is_it(
    languages: Languages, files: set[str], sourced: set[str], missing: list[str]
) -> None:
    assert list(languages.missing("g.md", files, sourced)) == missing


@pytest.mark.parametrize(
    ("languages", "path"),
    [
        (Languages(), "a/g.md"),
        (SUFFIX, "a/g.fr.md"),
        (FOLDER, "fr/a/g.md"),
        (Languages("en", "en", ("en", "fr")), "a/g.md"),
        (Languages("en", "en", ("en", "fr"), has_folders=True), "en/a/g.md"),
    ],
)
def test_a_page_has_a_path_in_each_language(languages: Languages, path: str) -> None:
    assert languages.path_of("a/g.md") == path


def test_a_site_without_the_plugin_has_one_language() -> None:
    assert languages_of({}) == Languages()
    assert Languages().owns("a.fr.md")
    assert len(list(in_turn({}))) == 1


def test_globs_name_a_file_by_its_own_path_where_it_has_no_other() -> None:
    class File:
        src_uri = "a.md"

    assert names_of(File()) == {"a.md"}
