"""Files read as text whatever is in them, and the files that patterns name."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from mkdocs_grimoire.sources.reading import Named, SourceReader, decode, watched
from mkdocs_grimoire.sources.source import Source


class At(NamedTuple):
    """Where the files of a site of one language are."""

    root: Path
    docs: Path
    config_name: str = "mkdocs.yml"

    def translated(self, path: Path) -> Path:
        return path


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"plain\n", "plain\n"),
        ("naïve 日本語".encode(), "naïve 日本語"),
        (b"\xef\xbb\xbf# A\n", "# A\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb", "a\nb"),
        (b"a\x00b", "a\ufffdb"),
        (b"", ""),
    ],
)
def test_a_file_is_read_with_the_line_ends_of_unix(content: bytes, expected: str) -> None:
    assert decode("glossary.md", content) == (expected, [])


@pytest.mark.parametrize(
    ("content", "text", "message"),
    [
        (b"Caf\xe9", "Caf\ufffd", "glossary.md:1: is not UTF-8: byte 0xe9 [invalid]"),
        (
            b"a\nb\xff\nc\xfe",
            "a\nb\ufffd\nc\ufffd",
            "glossary.md:2: is not UTF-8: byte 0xff [invalid]",
        ),
        (b"a\r\nb\r\n\x80", "a\nb\n\ufffd", "glossary.md:3: is not UTF-8: byte 0x80 [invalid]"),
        (b"\xe2\x82", "\ufffd", "glossary.md:1: is not UTF-8: byte 0xe2 [invalid]"),
    ],
)
def test_a_file_that_is_not_utf8_is_reported_once_and_kept(
    content: bytes, text: str, message: str
) -> None:
    read, findings = decode("glossary.md", content)
    assert read == text
    assert [str(finding) for finding in findings] == [message]


def test_the_byte_that_is_named_is_the_right_one_after_a_byte_order_mark() -> None:
    _, findings = decode("glossary.md", b"\xef\xbb\xbfab\n\xff")
    assert [str(finding) for finding in findings] == [
        "glossary.md:2: is not UTF-8: byte 0xff [invalid]"
    ]


FRONT = "---\ntitle: x\n---\n"


def without_front_matter(text: str) -> str:
    """Return a text without what stands between two lines of dashes at its begin."""
    return text.split("---\n", 2)[2] if text.startswith("---\n") else text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"## A\n", Source("a.md", "## A\n", 1)),
        (b"---\ntitle: x\n---\n## A\n", Source("a.md", "## A\n", 4, FRONT)),
        (b"---\r\ntitle: x\r\n---\r\n## A\r\n", Source("a.md", "## A\n", 4, FRONT)),
        (b"\xef\xbb\xbf---\ntitle: x\n---\n## A", Source("a.md", "## A", 4, FRONT)),
        (b"", Source("a.md", "", 1)),
    ],
)
def test_a_source_knows_the_line_on_which_its_text_begins(content: bytes, expected: Source) -> None:
    reader = SourceReader(without_front_matter)
    assert reader.read(Source("a.md", ""), lambda: content) == expected
    assert reader.findings == []


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    reader = SourceReader(str)
    assert reader.read(Source("gone.md", ""), (tmp_path / "gone.md").read_bytes) is None
    assert [str(finding) for finding in reader.findings] == [
        "gone.md: cannot be read: No such file or directory [invalid]"
    ]


def test_a_source_that_is_not_utf8_is_kept_and_reported() -> None:
    reader = SourceReader(str)
    assert reader.read(Source("a.md", ""), lambda: b"\xff") == Source("a.md", "\ufffd", 1)
    assert [str(finding) for finding in reader.findings] == [
        "a.md:1: is not UTF-8: byte 0xff [invalid]"
    ]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with some sources in it."""
    (tmp_path / "empty").mkdir()
    for name in ("b.md", "a.md", "sub/c.markdown", "sub/D.MD", "x.txt", "_notes.md", "index.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    return tmp_path


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["a.md"], ["a.md"]),
        (["*.md"], ["a.md", "b.md"]),
        (["b.md", "*.md"], ["b.md", "a.md"]),
        (["**/*.markdown"], ["sub/c.markdown"]),
        (["sub/*"], ["sub/D.MD", "sub/c.markdown"]),
        (["./a.md", "a.md"], ["a.md"]),
        (["sub"], ["sub/D.MD", "sub/c.markdown"]),
        (["sub/"], ["sub/D.MD", "sub/c.markdown"]),
        (["*"], ["a.md", "b.md"]),
        (["_notes.md"], ["_notes.md"]),
        ([], []),
    ],
)
def test_patterns_name_files_each_once_in_their_order(
    root: Path, patterns: list[str], expected: list[str]
) -> None:
    reader = SourceReader(str)
    found = reader.match(patterns, At(root, root))
    assert [named.path.relative_to(root).as_posix() for named in found] == expected
    assert reader.findings == []


def test_an_absolute_pattern_is_taken_as_it_is(root: Path) -> None:
    pattern = str(root / "sub" / "*.markdown")
    (named,) = SourceReader(str).match([pattern], At(Path("/"), Path("/")))
    assert named == Named(root / "sub" / "c.markdown", is_alone=False)


def test_a_file_that_two_patterns_reach_by_different_ways_is_yielded_once(root: Path) -> None:
    assert len(list(SourceReader(str).match(["a.md", "sub/../a.md"], At(root, root)))) == 1


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("nothing/*.md", "mkdocs.yml: sources: 'nothing/*.md' matches no file [invalid]"),
        ("empty", "mkdocs.yml: sources: 'empty' matches no file [invalid]"),
        ("", "mkdocs.yml: sources: '' matches no file [invalid]"),
        (
            "x.txt",
            "mkdocs.yml: sources: 'x.txt' is not Markdown, YAML, JSON or CSV [invalid]",
        ),
    ],
)
def test_a_pattern_that_names_no_source_is_reported(root: Path, pattern: str, message: str) -> None:
    reader = SourceReader(str)
    assert list(reader.match([pattern], At(root, root))) == []
    assert [str(finding) for finding in reader.findings] == [message]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a.md", "a.md"),
        ("sub/c.markdown", "sub/c.markdown"),
        ("sub/*.md", "sub"),
        ("**/*.md", ""),
        ("sub/[cd].md", "sub"),
        ("x/*/y/z.md", "x"),
    ],
)
def test_a_file_is_watched_or_the_folder_of_a_glob(pattern: str, expected: str) -> None:
    assert watched(pattern, Path("/site")) == Path("/site") / expected
