"""Beside gen-files, whose scripts write pages that are in no folder of the site."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import SiteBuilder
from site_parts import STRICT, backlinks, cards, linked_terms
from walk import dead_links

GLOSSARY = """
import mkdocs_gen_files

with mkdocs_gen_files.open("glossary.md", "w") as page:
    print("# Words\\n\\nMade by a script.\\n", file=page)
    for term, text in {"Softmax": "Turns each *logit* into a share.", "Logit": "A number."}.items():
        print(f"## {term}\\n\\n{text}\\n", file=page)
"""

PAGES = """
import mkdocs_gen_files

for name in ("attention", "sampling"):
    with mkdocs_gen_files.open(f"made/{name}.md", "w") as page:
        print(f"# {name.title()}\\n\\nIt needs a softmax.\\n", file=page)
        print(f"## {name.title()} head {{ .term }}\\n\\nOne part of {name}.\\n", file=page)
"""

USES = "# Home\n\nA softmax, each logit, an attention head and <term:Sampling head>.\n"
ORDERS = pytest.mark.parametrize("is_first", [True, False], ids=["listed before", "listed after"])


def with_scripts(*scripts: str, is_first: bool) -> dict[str, Any]:
    """Return the plugins of a site whose scripts make pages, before or after the glossary."""
    plugin = {"gen-files": {"scripts": list(scripts)}}
    return {"plugins" if is_first else "later_plugins": [plugin]}


@ORDERS
def test_a_glossary_page_that_a_script_makes_is_one(site: SiteBuilder, *, is_first: bool) -> None:
    files = {"index.md": "# Home\n\nA softmax of each logit.\n", "../make.py": GLOSSARY}
    built = site(files, **with_scripts("make.py", is_first=is_first), **STRICT)
    assert linked_terms(built, "index.html") == {
        "softmax": "glossary/#softmax",
        "logit": "glossary/#logit",
    }
    assert "Made by a script." in built.html("glossary/index.html")
    assert cards(built, "glossary/index.html") == ["logit"]
    assert dead_links(built.folder) == []


@ORDERS
def test_pages_that_a_script_makes_define_terms_and_use_them(
    site: SiteBuilder, *, is_first: bool
) -> None:
    files = {
        "index.md": USES,
        "glossary.md": "## Softmax\n\nTurns each logit into a share.\n\n## Logit\n\nA number.\n",
        "../make.py": PAGES,
    }
    built = site(files, **with_scripts("make.py", is_first=is_first), **STRICT)
    assert linked_terms(built, "index.html") == {
        "softmax": "glossary/#softmax",
        "logit": "glossary/#logit",
        "attention head": "made/attention/#attention-head",
        "Sampling head": "made/sampling/#sampling-head",
    }
    assert linked_terms(built, "made/sampling/index.html") == {"softmax": "../../glossary/#softmax"}
    assert cards(built, "made/sampling/index.html") == ["softmax"]
    assert "../made/attention/#use-softmax" in backlinks(built)
    assert dead_links(built.folder) == []


@ORDERS
def test_a_finding_on_a_page_that_a_script_makes_names_its_line(
    site: SiteBuilder, *, is_first: bool
) -> None:
    script = PAGES.replace("a softmax", "a softmax, <term:softmx>")
    files = {"glossary.md": "## Softmax\n\nA function.\n", "../make.py": script}
    built = site(files, **with_scripts("make.py", is_first=is_first))
    assert built.warnings == [
        f"grimoire: made/{name}.md:3: term not in glossary: 'softmx'. "
        "Did you mean 'softmax'? [undefined]"
        for name in ("attention", "sampling")
    ]
