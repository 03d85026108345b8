"""What is Zensical's own: its cache, what it cannot do for us, and what we ask of its inside."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from browser import CARD, EXECUTABLE, Visits, chromium, serve, term
from playwright.sync_api import expect
from sites import built, tool, write_site

FILES = {
    "glossary.md": "# Glossary\n\n## Softmax\n\nTurns scores into $p$.\n",
    "index.md": "# Home\n\nA softmax.\n",
    "guide/page.md": "# Page\n\nA softmax.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a site."""
    write_site(tmp_path, FILES)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    """Change a file, at another second than it was written."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, (path.stat().st_mtime + 5,) * 2)


def test_a_card_is_never_stale_where_the_glossary_is_watched(root: Path) -> None:
    assert "Turns scores" in built("zensical", root).pages["guide/page/"].cards["softmax"]
    change(root / "docs" / "glossary.md", "Turns scores", "Makes something")
    assert "Makes something" in built("zensical", root).pages["guide/page/"].cards["softmax"]


def test_a_finding_is_reported_anew_from_the_cache(root: Path) -> None:
    change(root / "docs" / "index.md", "A softmax.", "A <term:softmx>.")
    first, second = built("zensical", root), built("zensical", root, "--strict")
    assert len(first.warnings) == 1
    assert second.warnings == first.warnings
    assert (first.status, second.status) == (0, 1)


def test_what_a_plugin_would_have_added_is_asked_for(tmp_path: Path) -> None:
    write_site(tmp_path, {"index.md": "# Home\n"}, extra_css=[], extra_javascript=[])
    (tmp_path / "docs" / "assets" / "grimoire" / "grimoire.js").write_text("old", encoding="utf-8")
    assets = "mkdocs.yml: 'docs/assets/grimoire/grimoire.js' is missing or of another release"
    unloaded = "mkdocs.yml: pages do not load 'assets/grimoire/grimoire"
    assert built("zensical", tmp_path, "--strict").warnings == [
        f"{assets}; run 'grimoire assets docs' [invalid]",
        "mkdocs.yml: no glossary: 'glossary.md' does not exist and 'sources' is empty [invalid]",
        f"{unloaded}.css'; add it to 'extra_css' [invalid]",
        f"{unloaded}.js'; add it to 'extra_javascript' [invalid]",
    ]


def test_a_site_without_cards_needs_no_script(root: Path) -> None:
    extensions = [{"grimoire": {"tooltips": False, "validation": {"unused": "ignore"}}}]
    write_site(root, FILES, markdown_extensions=extensions, extra_javascript=[])
    (root / "docs" / "assets" / "grimoire" / "grimoire.js").unlink()
    site = built("zensical", root, "--strict")
    assert (site.warnings, site.status) == ([], 0)


def test_a_finding_may_have_marks_that_mean_something_in_html(root: Path) -> None:
    change(root / "docs" / "index.md", "A softmax.", 'A [word](<term:a"b>) &c.')
    site = built("zensical", root, "--strict")
    assert site.warnings == ["index.md:3: term not in glossary: 'a\"b' [undefined]"]
    assert site.status == 1


def test_a_page_that_no_host_makes_is_asked_for(tmp_path: Path) -> None:
    extensions = [{"grimoire": {"sources": ["terms.yml"]}}]
    write_site(tmp_path, {"index.md": "# Home\n\nA logit.\n"}, markdown_extensions=extensions)
    (tmp_path / "terms.yml").write_text("- {term: Logit, definition: A score.}\n", encoding="utf-8")
    site = built("zensical", tmp_path, "--strict")
    assert site.warnings == [
        "mkdocs.yml: this host makes no pages: create 'docs/glossary.md' [invalid]",
    ]
    assert site.pages[""].links == [("logit", "glossary/#logit", "logit")]


def test_without_autorefs_findings_are_shown_and_it_is_said_that_they_do_not_count(
    root: Path,
) -> None:
    change(root / "docs" / "index.md", "A softmax.", "A <term:softmx>.")
    change(root / "mkdocs.yml", "- autorefs\n", "")
    site = built("zensical", root, "--strict")
    assert site.status == 0
    assert "findings fail no strict build: 'plugins' of this site lacks 'autorefs'" in site.output
    assert "index.md:3: term not in glossary: 'softmx'" in site.output


def test_a_wrong_option_is_named(tmp_path: Path) -> None:
    write_site(tmp_path, FILES, markdown_extensions=[{"grimoire": {"autolnk": "all"}}])
    site = built("zensical", tmp_path)
    assert site.status == 1
    assert "unknown option 'autolnk'" in site.output


def test_the_search_index_has_no_card_and_no_tool_of_the_page(root: Path) -> None:
    built("zensical", root)
    index = (root / "site" / "search.json").read_text(encoding="utf-8")
    assert "A softmax." in index
    assert index.count("Turns scores") == 1
    assert "Hide cards" not in index


def test_mkdocs_without_the_plugin_says_so_once(root: Path) -> None:
    change(root / "mkdocs.yml", "- grimoire\n", "")
    site = built("mkdocs", root, "--strict")
    assert site.output.count("MkDocs needs 'grimoire' under 'plugins' too") == 1
    assert site.status == 1


@pytest.mark.parametrize(
    "change_of_the_host",
    [
        "ContextPreprocessor.__init__ = lambda self, md, **_: Preprocessor.__init__(self, md)",
        "ContextExtension.extendMarkdown = lambda self, md: None",
    ],
)
def test_a_release_that_has_moved_is_named_at_once(root: Path, change_of_the_host: str) -> None:
    (root / "moved.py").write_text(
        "from markdown.extensions import Extension\n"
        "from markdown.preprocessors import Preprocessor\n"
        "from zensical.extensions.context import ContextExtension, ContextPreprocessor\n"
        f"{change_of_the_host}\n"
        "class Nothing(Extension):\n    def extendMarkdown(self, md): pass\n"
        "def makeExtension(**_): return Nothing()\n",
        encoding="utf-8",
    )
    change(root / "mkdocs.yml", "- attr_list\n", "- moved\n- attr_list\n")
    done = subprocess.run(
        [*tool("zensical"), "build", "-f", "mkdocs.yml"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "grimoire: this Zensical" in done.stderr


@pytest.mark.skipif(EXECUTABLE is None, reason="no Chromium")
@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_a_card_opens_with_its_formula(root: Path, scheme: str) -> None:
    theme = f"theme:\n  palette: {{scheme: {scheme}}}"
    change(root / "mkdocs.yml", "theme:", theme)
    built("zensical", root, "--strict")
    with chromium() as browser, serve(root / "site") as url:
        visits = Visits(browser)
        page = visits.open(f"{url}guide/page/")
        term(page, "softmax").hover()
        expect(page.locator(CARD)).to_be_visible()
        expect(page.locator(f"{CARD} math")).to_be_visible()
        assert visits.problems == []
        visits.close()
