"""Beside static-i18n, which builds a site once for each language with one set of plugins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import Built, SiteBuilder, build_config, write_site
from mkdocs.exceptions import Abort
from repository import commit_all
from site_parts import STRICT, backlinks, cards, linked_terms
from walk import dead_links

from mkdocs_grimoire.command.cli import main
from mkdocs_grimoire.command.site import read_site

ENGLISH = "# Glossary\n\n## Softmax\n\nTurns each logit into a share.\n\n## Logit\n\nA score.\n"
FRENCH = "# Lexique\n\n## Softmax\n\nUne fonction.\n\n## Poids\n\nUn nombre du softmax.\n"
PAGES = {
    "en:index.md": "# Home\n\nA softmax.\n",
    "fr:index.md": "# Accueil\n\nUn poids, un [lien](glossary.md#softmax).\n",
    "en:only/english.md": "# Only\n\nA logit.\n",
}


def languages(structure: str, **options: Any) -> dict[str, Any]:
    """Return the plugin for a site in English and French."""
    codes = [
        {"locale": "en", "name": "English", "default": True},
        {"locale": "fr", "name": "Français"},
    ]
    return {"i18n": {"docs_structure": structure, "languages": codes, **options}}


def laid_out(structure: str, files: dict[str, str]) -> dict[str, str]:
    """Return files as a structure names those of a language; without one they stay as they are."""

    def named(path: str) -> str:
        if ":" not in path:
            return path
        code, name = path.split(":")
        if structure == "folder":
            return f"{code}/{name}"
        return name if code == "en" else re.sub(r"(\.\w+)$", rf".{code}\1", name)

    return {named(path): text for path, text in files.items()}


@pytest.fixture(params=["suffix", "folder"])
def build(request: pytest.FixtureRequest, site: SiteBuilder) -> SiteBuilder:
    """Return a function that builds a site in two languages, strictly, and walks its links."""
    structure: str = request.param

    def make(
        files: dict[str, str],
        options: dict[str, Any] | None = None,
        i18n: dict[str, Any] | None = None,
        **config: Any,
    ) -> Built:
        plugins = ["search", languages(structure, **(i18n or {}))]
        config = {"theme": {"name": "material", "font": False}, **STRICT, **config}
        built = site(laid_out(structure, files), options, plugins=plugins, **config)
        assert dead_links(built.folder) == []
        return built

    return make


def test_each_language_has_its_own_glossary(build: SiteBuilder) -> None:
    built = build({**PAGES, "en:glossary.md": ENGLISH, "fr:glossary.md": FRENCH})
    assert linked_terms(built, "index.html") == {"softmax": "glossary/#softmax"}
    assert linked_terms(built, "fr/index.html") == {
        "poids": "glossary/#poids",
        "lien": "glossary/#softmax",
    }
    assert cards(built, "fr/index.html") == ["poids", "softmax"]
    assert backlinks(built) == ["../only/english/#use-logit", "../#use-softmax"]
    assert backlinks(built, "fr/glossary/index.html") == ["../#use-poids", "../#use-softmax"]


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_the_interface_speaks_the_language_of_the_page(build: SiteBuilder, theme: str) -> None:
    files = {**PAGES, "en:glossary.md": ENGLISH, "fr:glossary.md": FRENCH}
    built = build(files, theme={"name": theme, "font": False} if theme == "material" else theme)
    assert "<span>Glossary</span>" in built.html("index.html")
    assert "<p>Used in</p>" in built.html("glossary/index.html")
    assert "<span>Glossaire</span>" in built.html("fr/index.html")
    assert "<p>Utilisé dans</p>" in built.html("fr/glossary/index.html")


def test_a_language_without_a_glossary_has_the_default_one_at_a_url_of_its_own(
    build: SiteBuilder,
) -> None:
    files = {**PAGES, "en:glossary.md": ENGLISH}
    built = build({**files, "fr:index.md": "# Accueil\n\nUn [logit](glossary.md#logit).\n"})
    assert linked_terms(built, "fr/index.html") == {"logit": "glossary/#logit"}
    assert linked_terms(built, "fr/only/english/index.html") == {"logit": "../../glossary/#logit"}
    uses = ["../#use-logit", "../only/english/#use-logit"]
    assert sorted(backlinks(built, "fr/glossary/index.html")) == uses


SOURCES = {
    "../terms.yml": "Softmax: Turns each logit into a share.\nLogit: A score.\n",
    "../terms.fr.yml": "Softmax: Une fonction.\nPoids: Un nombre du softmax.\n",
}


@pytest.mark.parametrize("source", ["terms.yml", "terms*.yml"])
def test_a_source_is_read_in_the_language_of_the_page(build: SiteBuilder, source: str) -> None:
    built = build({**PAGES, **SOURCES}, {"sources": [source]})
    assert linked_terms(built, "index.html") == {"softmax": "glossary/#softmax"}
    assert linked_terms(built, "fr/index.html") == {
        "poids": "glossary/#poids",
        "lien": "glossary/#softmax",
    }
    assert re.search("<h1[^>]*>Glossary", built.html("glossary/index.html"))
    assert re.search("<h1[^>]*>Glossaire", built.html("fr/glossary/index.html"))
    assert "Logit" not in built.html("fr/glossary/index.html")


def test_a_source_in_the_docs_is_read_in_the_language_of_the_page(build: SiteBuilder) -> None:
    terms = {"en:terms.yml": SOURCES["../terms.yml"], "fr:terms.yml": SOURCES["../terms.fr.yml"]}
    built = build({**PAGES, **terms}, {"sources": ["docs/**/terms*.yml"]})
    assert linked_terms(built, "index.html") == {"softmax": "glossary/#softmax"}
    assert "poids" in linked_terms(built, "fr/index.html")
    assert "Logit" not in built.html("fr/glossary/index.html")


def test_a_generated_page_leads_to_itself_in_the_other_language(build: SiteBuilder) -> None:
    built = build({**PAGES, **SOURCES}, {"sources": ["terms.yml"]}, site_url="https://x.org/")
    assert 'href="../fr/glossary/" hreflang="fr"' in built.html("glossary/index.html")
    assert 'href="../../glossary/" hreflang="en"' in built.html("fr/glossary/index.html")
    assert "<loc>https://x.org/fr/glossary/</loc>" in built.html("sitemap.xml")


def test_redirects_and_dates_of_git_work_in_every_language(tmp_path: Path) -> None:
    redirects = {"redirects": {"redirect_maps": {"lexicon.md": "glossary.md"}}}
    config = write_site(
        tmp_path,
        laid_out("suffix", {**PAGES, **SOURCES}),
        {"sources": ["terms.yml"]},
        theme={"name": "material", "font": False},
        plugins=[languages("suffix"), redirects, "git-revision-date-localized"],
    )
    commit_all(tmp_path)
    built = build_config(config, tmp_path / "out", **STRICT)
    assert built.warnings == []
    assert dead_links(built.folder) == []
    assert 'href="../glossary/"' in built.html("lexicon/index.html")


def test_a_source_of_one_language_is_read_for_all_that_fall_back_to_it(build: SiteBuilder) -> None:
    built = build({**PAGES, "../terms.yml": SOURCES["../terms.yml"]}, {"sources": ["terms.yml"]})
    assert "Logit" in built.html("fr/glossary/index.html")
    assert linked_terms(built, "fr/index.html") == {"lien": "glossary/#softmax"}


def test_a_language_that_falls_back_to_none_has_the_page_of_its_own_sources(
    build: SiteBuilder,
) -> None:
    files = {**PAGES, "en:glossary.md": ENGLISH, "../terms.fr.yml": SOURCES["../terms.fr.yml"]}
    built = build(files, {"sources": ["terms.fr.yml"]}, i18n={"fallback_to_default": False})
    assert "poids" in linked_terms(built, "fr/index.html")
    assert "Logit" not in built.html("fr/glossary/index.html")
    assert "Poids" not in built.html("glossary/index.html")


def test_a_language_without_entries_has_no_page(build: SiteBuilder) -> None:
    files = {"en:index.md": PAGES["en:index.md"], "fr:index.md": "# Accueil\n"}
    built = build({**files, "en:glossary.md": ENGLISH}, i18n={"fallback_to_default": False})
    assert linked_terms(built, "index.html") == {"softmax": "glossary/#softmax"}
    assert not (built.folder / "fr/glossary").exists()


WRONG = {
    "en:index.md": "# Home\n\nA <term:softmx>.\n",
    "fr:index.md": "# Accueil\n\nUn <term:softmx>.\n",
    "en:only/english.md": "# Only\n\nA <term:Logit>, a <term:nothing>.\n",
    "en:glossary.md": f"{ENGLISH}\n## Empty\n",
    "fr:glossary.md": FRENCH,
    "../terms.yml": "Share:\n",
}


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_each_finding_is_said_once_in_the_language_that_it_belongs_to(
    site: SiteBuilder, structure: str
) -> None:
    built = site(
        laid_out(structure, WRONG), {"sources": ["terms.yml"]}, plugins=[languages(structure)]
    )
    place = list(laid_out(structure, WRONG))
    hint = "Did you mean 'softmax'? [undefined]"
    assert [text.removeprefix("grimoire: ") for text in built.warnings] == [
        f"{place[3]}:11: 'Empty' has no definition [empty]",
        f"{place[0]}:3: term not in glossary: 'softmx'. {hint}",
        f"{place[2]}:3: term not in glossary: 'nothing' [undefined]",
        "terms.yml:1: 'Share' has no definition [empty]",
        f"{place[1]}:3: term not in glossary: 'softmx'. {hint}",
    ]
    checked = read_site(str(built.config.config_file_path)).findings
    said = [text for text in built.messages(20) if text.startswith("grimoire: ")]
    assert [f"grimoire: {finding}" for _, finding in checked] == said


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_the_command_mends_what_it_finds_in_any_language(tmp_path: Path, structure: str) -> None:
    files = laid_out(structure, WRONG)
    options = {"sources": ["terms.yml"]}
    config = write_site(tmp_path, files, options, plugins=[languages(structure)])
    CliRunner().invoke(main, ["check", "--fix", "-f", str(config)])
    for name in list(files)[:2]:
        assert "<term:softmax>" in (tmp_path / "docs" / name).read_text()


def test_a_finding_of_level_error_fails_the_build_when_all_languages_are_built(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    options = {"sources": ["terms.yml"], "validation": {"undefined": "error"}}
    files = laid_out("suffix", WRONG)
    config = write_site(tmp_path, files, options, plugins=[languages("suffix")])
    with pytest.raises(Abort):
        build_config(config, tmp_path / "out")
    assert (tmp_path / "out/fr/index.html").exists()
    found = [text for text in caplog.messages if "[undefined]" in text or "level 'error'" in text]
    assert len(found) == 4
    assert found[-1] == "grimoire: findings of level 'error': 3"


def test_a_glob_names_a_page_in_all_languages(build: SiteBuilder) -> None:
    files = {**PAGES, "en:glossary.md": ENGLISH, "fr:glossary.md": FRENCH}
    built = build(files, {"exclude": ["index.md"]})
    assert linked_terms(built, "index.html") == {}
    assert linked_terms(built, "fr/index.html") == {"lien": "glossary/#softmax"}
