"""Beside mkdocstrings and autorefs: docstrings are converted apart, and references fixed late."""

from __future__ import annotations

from typing import Any

from conftest import SiteBuilder
from site_parts import STRICT, backlinks, cards, linked_terms
from walk import dead_links

from mkdocs_grimoire.command.site import read_site

GLOSSARY = """# Glossary

## Softmax

Turns each logit into a share; see [`shares`][package.shares] for the code.

## Logit { avoid=logitt }

A number.
"""

MODULE = '''"""A package about softmax."""

ONE = 1


def shares(numbers: list[float]) -> list[float]:
    """Return what a softmax makes of a logit, and [of two](term:logit).

    See [the softmax][softmax], and <term:Softmax>.

    Args:
        numbers: Each is a logit.

    Returns:
        The softmax of the numbers.
    """
'''

WRONG = '''"""A package."""


class Model:
    r"""A model.

    Attributes:
        size: Of <term:nothing>, or softmaks.
    """

    def run(self, nothing: int) -> None:
        """Run it as <term:nothing>."""
        softmaks = nothing
'''


def with_docstrings(**handler: Any) -> dict[str, Any]:
    """Return the plugins of a site whose docstrings are in its folder."""
    python = {"paths": ["."], "options": {"docstring_style": "google", **handler}}
    return {"plugins": ["autorefs", {"mkdocstrings": {"handlers": {"python": python}}}]}


FILES = {
    "glossary.md": GLOSSARY,
    "index.md": "# Home\n\nA softmax, [a part][logit], [the code][package.shares].\n",
    "api/package.md": "# The package\n\nA logit.\n\n::: package\n",
    "../package/__init__.py": MODULE,
}


def test_terms_and_references_in_docstrings_lead_to_the_glossary(site: SiteBuilder) -> None:
    built = site(FILES, **with_docstrings(), **STRICT)
    assert linked_terms(built, "api/package/index.html") == {
        "logit": "../../glossary/#logit",
        "softmax": "../../glossary/#softmax",
        "of two": "../../glossary/#logit",
        "Softmax": "../../glossary/#softmax",
    }
    assert cards(built, "api/package/index.html") == ["softmax", "logit"]
    assert dead_links(built.folder) == []


PARTS = '''def one(a: int, b: int) -> int:
    """One softmax.

    Args:
        a: Of the softmax.
        b: Of a logit, or [this](term:softmax).

    Returns:
        A softmax of each logit.
    """


def two() -> None:
    """A softmax again."""
'''


def test_each_docstring_counts_as_a_page_of_its_own_whatever_it_is_made_of(
    site: SiteBuilder,
) -> None:
    files = {**FILES, "../package/__init__.py": PARTS, "index.md": "# Home\n"}
    files["glossary.md"] = "## Softmax\n\nA function.\n\n## Logit\n\nA number.\n"
    page = site(files, **with_docstrings(), **STRICT).html("api/package/index.html")
    one, two = page.split('id="package.two"')
    assert one.count('data-grimoire="softmax"') == 2  # the first, and the reference
    assert one.count('data-grimoire="logit"') == 2  # that in the docstring, and that of the page
    assert two.split("<template")[0].count('data-grimoire="softmax"') == 1


def test_backlinks_lead_to_the_terms_in_docstrings_whose_ids_the_neighbour_prefixes(
    site: SiteBuilder,
) -> None:
    built = site(FILES, **with_docstrings(backlinks="tree"), **STRICT)
    page = built.html("api/package/index.html")
    fragments = [link.split("#")[1] for link in backlinks(built) if "package" in link]
    assert len(fragments) == 4
    assert all(page.count(f'id="{fragment}"') == 1 for fragment in fragments)
    assert dead_links(built.folder) == []


def test_references_of_autorefs_lead_to_entries_and_from_them(site: SiteBuilder) -> None:
    built = site(FILES, **with_docstrings(), **STRICT)
    assert 'href="glossary/#logit">a part</a>' in built.html("index.html")
    assert 'href="../../glossary/#softmax">the softmax</a>' in built.html("api/package/index.html")
    assert 'href="../api/package/#package.shares"><code>' in built.html("glossary/index.html")


def test_an_entry_on_an_ordinary_page_is_one_target_for_autorefs_and_not_two(
    site: SiteBuilder,
) -> None:
    files = {
        "index.md": "# Home\n\nThe [softmax][] of [a logit][logit].\n",
        "guide.md": "# Guide\n\n## Logit { .term }\n\nA number before the softmax.\n",
        "glossary.md": "# Words\n\n## Softmax\n\nTurns numbers into shares.\n",
    }
    built = site(files, plugins=["autorefs"], **STRICT)
    assert 'href="guide/#logit">a logit</a>' in built.html("index.html")
    assert 'href="glossary/#softmax">softmax</a>' in built.html("index.html")
    assert linked_terms(built, "index.html") == {}
    assert '<h2 id="logit">Logit</h2>' in built.html("glossary/index.html")
    assert dead_links(built.folder) == []


def test_a_card_has_the_words_of_a_reference_that_autorefs_makes_on_the_page_alone(
    site: SiteBuilder,
) -> None:
    page = site(FILES, **with_docstrings(), **STRICT).html("index.html")
    card = page.split('<template data-grimoire="softmax">')[1].split("</template>")[0]
    assert "see <span><code>shares</code></span> for the code" in card
    assert "autoref" not in card


def test_a_finding_in_a_docstring_names_its_place_in_the_code(site: SiteBuilder) -> None:
    files = {
        "glossary.md": "## Softmax { avoid=softmaks }\n\nTurns numbers into shares.\n",
        "api.md": "# API\n\nA softmax.\n\n::: package\n",
        "../package/__init__.py": WRONG,
    }
    built = site(files, **with_docstrings())
    assert built.findings == [
        "warn package/__init__.py:8:19 term not in glossary: 'nothing' [undefined]",
        "warn package/__init__.py:8:37 use 'softmax' instead of 'softmaks' [avoid]",
        "warn package/__init__.py:12:23 term not in glossary: 'nothing' [undefined]",
    ]
    read = read_site(built.config.config_file_path)
    assert [finding for _, finding in read.findings] == built.found
