"""Which edits are made, and which are left out: a plan for files, nothing written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_grimoire.findings.atomic import replace_content
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Edit, Problem
from mkdocs_grimoire.findings.fixes import (
    NO_FILE,
    NO_PLACE,
    NOT_PLAIN,
    NOT_PROSE,
    NOT_THERE,
    OVERLAP,
    FileFix,
    Plan,
    as_diff,
    plan_fixes,
)
from mkdocs_grimoire.findings.place import Place


def finding(line: int, column: int, old: str, new: str, path: str = "a.md") -> Diagnostic:
    """Return a wording to avoid and its edit."""
    place = Place(path, line, column)
    return Diagnostic(place, Problem.AVOIDED_WORDING, old, "", new, Edit(old, new))


def plan(folder: Path, text: str, *findings: Diagnostic, name: str = "a.md") -> Plan:
    """Return the plan for one file."""
    (folder / name).write_bytes(text.encode())
    return plan_fixes(findings, lambda path: folder / path)


@pytest.mark.parametrize(
    ("text", "edit", "reason"),
    [
        ("a cat", (1, 3, "cat", "dog"), ""),
        ("a cat", (1, 2, "cat", "dog"), NOT_THERE),
        ("a cat", (1, 99, "cat", "dog"), NOT_THERE),
        ("a\ncat", (1, 3, "cat", "dog"), NOT_THERE),
        ("a cat", (2, 1, "cat", "dog"), NO_PLACE),
        ("a cat", (1, 0, "cat", "dog"), NO_PLACE),
        ("a cat", (0, 0, "cat", "dog"), NO_PLACE),
        ("a cats", (1, 3, "cat", "dog"), NOT_THERE),
        ("a Cat", (1, 3, "cat", "dog"), NOT_THERE),
        ("a cat", (1, 3, "", "dog"), NOT_THERE),
        ("big  \t cat", (1, 1, "big cat", "dog"), ""),
        ("big\n  cat", (1, 1, "big cat", "dog"), ""),
        ("big\n\ncat", (1, 1, "big cat", "dog"), NOT_THERE),
        ("a house cat", (1, 9, "cat", "house cat"), NOT_THERE),
        ("a cat", (1, 3, "cat", "Cat"), ""),
        ("[a cat](b)", (1, 4, "cat", "dog"), NOT_PROSE),
        ("<b cat>", (1, 4, "cat", "dog"), NOT_PROSE),
        ("a cat", (1, 3, "cat", "C++ and C#, R&D: it's 50%"), ""),
        ("a cat", (1, 3, "cat", "my_cat"), ""),
        *(
            ("a cat", (1, 3, "cat", new), NOT_PLAIN)
            for new in ("_x_", "a*", "a|b", "<b>", "[x]", "`x`")
        ),
    ],
)
def test_an_edit_is_made_where_its_text_stands_and_is_plain(
    tmp_path: Path, text: str, edit: tuple[int, int, str, str], reason: str
) -> None:
    made = plan(tmp_path, text, finding(*edit))
    assert list(made.left_out.values()) == ([reason] if reason else [])
    assert len(made.files) == (not reason)


@pytest.mark.parametrize(
    ("name", "new"),
    [("a.json", 'the "cat"'), ("a.csv", "a, b"), ("a.yml", "a: b"), ("a.yaml", "a #b")],
)
def test_what_would_have_to_be_escaped_is_left_out(tmp_path: Path, name: str, new: str) -> None:
    made = plan(tmp_path, "{cat}", finding(1, 2, "cat", new, name), name=name)
    assert list(made.left_out.values()) == [NOT_PLAIN]


def test_edits_of_one_line_are_all_made_whatever_their_order(tmp_path: Path) -> None:
    edits = finding(1, 7, "cat", "tiger"), finding(1, 1, "cat", "ox"), finding(2, 1, "cat", "ape")
    (fix,) = plan(tmp_path, "cat a cat\r\ncat", *edits).files
    assert (fix.after, fix.count) == (b"ox a tiger\r\nape", 3)


def test_of_two_edits_of_the_same_text_the_first_is_made_and_the_same_edit_once(
    tmp_path: Path,
) -> None:
    first, second = finding(1, 1, "big cat", "tiger"), finding(1, 5, "cat", "dog")
    made = plan(tmp_path, "big cat", second, first, finding(1, 1, "big cat", "tiger"))
    assert made.files[0].after == b"tiger"
    assert made.left_out == {second: OVERLAP}


def test_findings_without_edits_or_files_change_nothing(tmp_path: Path) -> None:
    bare = Diagnostic(Place("a.md", 1, 1), Problem.EMPTY_ENTRY, "cat")
    assert plan(tmp_path, "cat", bare) == Plan()
    lost = finding(1, 1, "cat", "dog")
    assert plan_fixes([lost], lambda _: None) == Plan(left_out={lost: NO_FILE})
    made = plan_fixes([lost], lambda _: tmp_path / "none.md")
    assert made.left_out == {lost: os.strerror(2)}


def test_a_diff_has_lines_as_tools_know_them() -> None:
    fix = FileFix(Path("x"), "my a.md", b"one\r\ncat\rcat", b"one\r\ndog\rcat", 1)
    assert as_diff(fix) == (
        b"--- a/my a.md\t\n+++ b/my a.md\t\n@@ -1,2 +1,2 @@\n one\r\n"
        b"-cat\rcat\n\\ No newline at end of file\n"
        b"+dog\rcat\n\\ No newline at end of file\n"
    )


def test_a_file_is_replaced_with_its_permissions_and_nothing_is_left_beside_it(
    tmp_path: Path,
) -> None:
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"old")
    file.chmod(0o751)
    link.symlink_to("a.md")
    replace_content(link, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o751)
    assert link.is_symlink()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_cannot_be_replaced_is_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        replace_content(file, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    assert file.read_bytes() == b"old"
