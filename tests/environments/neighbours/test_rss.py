"""Beside rss, which asks every page for its file and puts its text into feeds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Built, SiteBuilder, build_config, write_site
from repository import commit_all
from site_parts import STRICT
from walk import dead_links

FILES = {
    "index.md": "# Home\n\nA softmax.\n",
    "glossary.md": "# Words\n\nAll of them.\n\n## Softmax\n\nTurns each logit into a share.\n",
}
GENERATED = {
    "index.md": FILES["index.md"],
    "../terms.yml": "Softmax: Turns each logit into a share.\n",
}
FEEDS = ["feed_rss_created.xml", "feed_json_created.json"]


def build(site: SiteBuilder, files: dict[str, str], characters: int) -> Built:
    rss = {"rss": {"match_path": ".*", "use_git": False, "abstract_chars_count": characters}}
    options = {"sources": ["terms.yml"]} if "../terms.yml" in files else {}
    return site(files, options, plugins=[rss], site_url="https://x.org/", **STRICT)


def test_a_generated_page_is_as_old_as_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where rss looks for the repository
    rss = {"rss": {"match_path": ".*", "use_git": True}}
    config = write_site(
        tmp_path,
        GENERATED,
        {"sources": ["terms.yml"]},
        plugins=[rss],
        site_url="https://x.org/",
    )
    commit_all(tmp_path)
    built = build_config(config, tmp_path / "out", strict=True)
    items = json.loads(built.html(FEEDS[1]))["items"]
    assert [item["date_published"][:10] for item in items] == ["2020-02-03"] * 2


@pytest.mark.parametrize("characters", [160, -1], ids=["the first words", "the whole page"])
@pytest.mark.parametrize("files", [FILES, GENERATED], ids=["a file", "a generated page"])
def test_feeds_have_the_glossary_page_and_no_cards(
    site: SiteBuilder, files: dict[str, str], characters: int
) -> None:
    built = build(site, files, characters)
    assert dead_links(built.folder) == []
    items = {item["url"]: item for item in json.loads(built.html(FEEDS[1]))["items"]}
    assert set(items) == {"https://x.org/", "https://x.org/glossary/"}
    for feed in FEEDS:
        assert "template" not in built.html(feed)
        assert "grimoire:" not in built.html(feed)
        assert built.html(feed).count("into a share") == 1
