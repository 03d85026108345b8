"""Beside both searches: what they index is what they would index without the plugin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Built, SiteBuilder, build_config

FILES = {
    "index.md": "# Home\n\nA softmax, <b>raw</b> &amp; *more*.\n\n## Part\n\nEach logit.\n",
    "tagged.md": "---\ntags: [Models]\n---\n# Tagged\n\nA softmax again.\n",
}
GLOSSARY = (
    "# Words\n\nAll.\n\n## Softmax\n\nTurns each logit into a share.\n\n## Logit\n\nA score.\n"
)
MATERIAL = {"theme": {"name": "material", "font": False}}
FLAVOURS: dict[str, dict[str, Any]] = {
    "material": {**MATERIAL, "plugins": ["search", "tags"]},
    "mkdocs": {"theme": "mkdocs", "plugins": ["search"]},
}
in_each_flavour = pytest.mark.parametrize("flavour", FLAVOURS)


def index(built: Built) -> dict[str, dict[str, Any]]:
    """Return what a search has indexed, by the URL."""
    docs = json.loads(built.html("search/search_index.json"))["docs"]
    return {doc["location"]: doc for doc in docs}


def said(doc: dict[str, Any], flavour: str) -> dict[str, Any]:
    """Return what is indexed; MkDocs' own search puts a blank before and after every element."""
    return doc if flavour == "material" else {**doc, "text": "".join(doc["text"].split())}


def without_the_plugin(built: Built, folder: Path) -> Built:
    """Build the same site anew, but for the plugin and its page."""
    config_file = Path(built.config.config_file_path)
    config = yaml.safe_load(config_file.read_text())
    config["plugins"] = [each for each in config["plugins"] if "grimoire" not in each]
    config_file.write_text(yaml.safe_dump(config))
    return build_config(config_file, folder)


@in_each_flavour
def test_pages_are_indexed_as_they_are_without_the_plugin(
    site: SiteBuilder, tmp_path: Path, flavour: str
) -> None:
    built = site({**FILES, "glossary.md": GLOSSARY}, **FLAVOURS[flavour])
    bare = index(without_the_plugin(built, tmp_path / "bare"))
    found = index(built)
    assert set(found) == set(bare)
    assert {"", "#part", "tagged/"} < set(found)
    for location in found.keys() - {"glossary/", "glossary/#softmax", "glossary/#logit"}:
        assert said(found[location], flavour) == said(bare[location], flavour)


@in_each_flavour
def test_of_the_glossary_page_the_definitions_are_indexed_and_nothing_else(
    site: SiteBuilder, flavour: str
) -> None:
    built = site({**FILES, "glossary.md": GLOSSARY}, **FLAVOURS[flavour])
    assert "Used in" in built.html("glossary/index.html")
    found = index(built)
    assert "Turns each logit into a share." in found["glossary/#softmax"]["text"]
    assert "A score." in found["glossary/#logit"]["text"]
    text = " ".join(str(doc["text"]) for doc in found.values())
    assert text.count("into a share") == (1 if flavour == "material" else 2)  # page and section
    assert not [word for word in ("Used in", "Filter", "Hide cards", "template") if word in text]


def test_tags_are_shown_and_listed_beside_terms(site: SiteBuilder) -> None:
    files = {**FILES, "glossary.md": GLOSSARY, "tags.md": "# Tags\n\n<!-- material/tags -->\n"}
    built = site(files, **FLAVOURS["material"])
    assert 'class="md-tag"' in built.html("tagged/index.html")
    assert 'href="../tagged/"' in built.html("tags/index.html")
    assert "<template" in built.html("tagged/index.html")
    assert "<template" not in built.html("tags/index.html")
