"""The glossary page that is made of sources, as other plugins meet it."""

from __future__ import annotations

from pathlib import Path

from conftest import SiteBuilder, build_config, write_site

FILES = {"index.md": "A softmax.\n", "../terms.yml": "Softmax: A function.\n"}
SOURCES = {"sources": ["terms.yml"]}
HOOK = """
import logging

def on_files(files, config):
    page = files.get_file_from_path("glossary.md")
    logging.getLogger("mkdocs.plugins.hook").warning("%s", page is not None)
"""


def test_other_plugins_find_the_page_before_it_is_made(site: SiteBuilder) -> None:
    built = site({**FILES, "../hook.py": HOOK}, SOURCES, hooks=["hook.py"])
    assert built.warnings == ["True"]


def test_a_page_that_nothing_is_put_on_is_gone_again(site: SiteBuilder) -> None:
    built = site({"index.md": "A softmax.\n", "../hook.py": HOOK}, hooks=["hook.py"])
    assert built.warnings[0] == "True"
    assert not (built.folder / "glossary").exists()


def test_a_page_that_another_plugin_fills_is_a_source(site: SiteBuilder) -> None:
    hook = (
        "def on_files(files, config):\n"
        "    page = files.get_file_from_path('glossary.md')\n"
        "    page.content_string = '## Softmax\\n\\nA function.\\n'\n"
    )
    built = site({"index.md": "A softmax.\n", "../hook.py": hook}, hooks=["hook.py"])
    assert 'href="glossary/#softmax"' in built.html("index.html")
    assert "A function." in built.html("glossary/index.html")


def test_a_page_that_another_plugin_leaves_out_is_made_since_terms_lead_to_it(
    site: SiteBuilder,
) -> None:
    hook = (
        "def on_files(files, config):\n    files.remove(files.get_file_from_path('glossary.md'))\n"
    )
    built = site({**FILES, "../hook.py": hook}, SOURCES, hooks=["hook.py"], strict=True)
    assert 'href="glossary/#softmax"' in built.html("index.html")
    assert "A function." in built.html("glossary/index.html")


def test_the_file_of_the_page_is_that_of_its_first_entry_and_nobody_edits_it(
    tmp_path: Path,
) -> None:
    repository = {"repo_url": "https://x.org/r", "edit_uri": "edit/main/docs/"}
    hook = (
        "def on_page_context(context, page, config, nav):\n"
        "    page.content += f'<i>{page.file.abs_src_path} {page.edit_url}</i>'\n"
    )
    files = {**FILES, "../hook.py": hook}
    config = write_site(tmp_path, files, SOURCES, hooks=["hook.py"], **repository)
    page = build_config(config, tmp_path / "out").html("glossary/index.html")
    assert f"<i>{tmp_path / 'terms.yml'} None</i>" in page
