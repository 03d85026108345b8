"""Builds sites with the options of the glossary page: its language, its words, its contents."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SiteBuilder, build_config, write_site
from mkdocs.exceptions import Abort

TWO = "## Alpha { tags=x see=Beta }\n\nFirst.\n\n## Beta { aliases=b }\n\nSecond.\n"
FILES = {"glossary.md": f"# Words\n\n{TWO}", "index.md": "Alpha and beta."}


def test_the_interface_speaks_the_language_of_the_theme(site: SiteBuilder) -> None:
    theme = {"name": "material", "language": "fr", "font": False}
    page = site(FILES, theme=theme).html("glossary/index.html")
    assert "Voir aussi: " in page
    assert "Étiquettes: x" in page
    assert "Masquer les fiches</button>" in page


def test_a_language_and_single_words_can_be_chosen(site: SiteBuilder) -> None:
    built = site(FILES, {"language": "de", "words": {"used_in": "Zu finden in"}})
    page = built.content("glossary/index.html")
    assert "<p>Zu finden in</p>" in page
    assert "Auch: b" in page


def test_a_page_that_is_made_has_its_title_in_the_language_of_the_site(site: SiteBuilder) -> None:
    files = {"../words.md": TWO, "index.md": "Alpha and beta."}
    built = site(files, {"sources": ["words.md"], "language": "es"})
    assert '<h1 id="glosario">Glosario</h1>' in built.content("glossary/index.html")


def test_an_unknown_word_is_a_configuration_error(tmp_path: Path) -> None:
    config = write_site(tmp_path, FILES, {"words": {"usedin": "x"}})
    with pytest.raises(Abort):
        build_config(config, tmp_path / "out")


@pytest.mark.parametrize(("limit", "is_listed"), [(2, True), (1, False), (0, False)])
def test_a_long_glossary_does_not_drown_the_table_of_contents(
    site: SiteBuilder, limit: int, *, is_listed: bool
) -> None:
    built = site(FILES, {"toc": limit}, plugins=["search"])
    navigation = built.html("glossary/index.html").split('role="main"')[0]
    assert ('href="#beta"' in navigation) is is_listed
    index = built.html("search/search_index.json")
    assert '"location":"glossary/#beta"' in index  # search finds it all the same


def test_the_data_stand_in_the_head_with_absolute_addresses(site: SiteBuilder) -> None:
    built = site(FILES, site_url="https://example.org/x/")
    head = built.html("glossary/index.html").split("</head>")[0]
    assert '"@id":"https://example.org/x/glossary/#alpha"' in head
    assert "ld+json" not in built.html("index.html")
