"""What a source says is data: it is escaped for the place that it lands in, and never executed."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

import html5lib
import pytest
from conftest import Built, SiteBuilder

PAYLOADS = [
    '"><script>pwned()</script>',
    "'><img src=x onerror=pwned()>",
    "</template><script>pwned()</script>",
    "</script><script>pwned()</script>",
    "]]><script>pwned()</script>",
    "<!-- <script>pwned()</script>",
    "--><script>pwned()</script>",
    "</title></textarea><svg onload=pwned()>",
    '" onmouseover="pwned()" x="',
    "' autofocus onfocus='pwned()",
    "&lt;script&gt;pwned()&lt;/script&gt;",
    "&#60;script&#62;pwned()&#60;/script&#62;",
    "\x00<\x00script>pwned()",
    "{{ 7 * 7 }}{% raw %}<script>pwned()</script>",
    "\\<script\\>pwned()\\</script\\>",
    "`<script>`pwned()",
    "\x02wzxhzdk:0\x03\x02amp\x03lt;script\x02grimoire-root\x03",
]
"""Each would run `pwned()` where it is not escaped."""

GOOD = "## Good\n\nA good word.\n"


def run_by(html: str) -> list[str]:
    """Return what a browser would run or follow in a page, what is in templates included."""
    found = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if element.tag == "script" and element.get("type") != "application/ld+json":
            found += ["script"] if "pwned" in (element.text or "") else []
        for name, value in element.attrib.items():
            scheme = urlsplit(value.strip().lower()).scheme if _is_url(name) else ""
            if str(name).lower().startswith("on") or scheme in {"javascript", "data"}:
                found.append(f"{element.tag}: {name}={value}")
    return found


def executed(built: Built) -> list[str]:
    """Return the same of all pages of a site."""
    pages = built.folder.rglob("*.html")
    return [each for page in pages for each in run_by(page.read_text(encoding="utf-8"))]


def _is_url(name: Any) -> bool:
    return str(name).lower() in {"href", "src", "action", "formaction", "xlink:href"}


def record(payload: str) -> dict[str, Any]:
    """Return an entry with a payload in each field that is no Markdown."""
    return {
        "term": f"A{payload}",
        "id": f"b{payload}",
        "definition": "Harmless.",
        "aliases": [f"c{payload}"],
        "hidden": [f"d{payload}"],
        "see": [f"e{payload}", "good"],
        "tags": [f"f{payload}"],
        "avoid": [f"g{payload}"],
        "never": [f"h{payload}"],
        "case": f"i{payload}",
        "autolink": f"j{payload}",
        "scope": [f"k{payload}"],
        "url": f"l{payload}",
        f"m{payload}": "x",
    }


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", ["a.json", "a.yml", "a.csv"])
def test_no_field_of_a_table_is_executed(site: SiteBuilder, payload: str, name: str) -> None:
    fields = record(payload)
    if name == "a.csv":
        row = [", ".join(each) if isinstance(each, list) else each for each in fields.values()]
        lines = (
            ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells)
            for cells in (fields, row)
        )
        content = "\n".join(lines)
    else:
        content = json.dumps([fields])  # which is YAML as well
    said = escape(payload)
    home = f"See A{said}, c{said}, good and [x](term:{quote(f'A{payload}')}).\n"
    files = {
        "glossary.md": GOOD,
        f"../{name}": content,
        "index.md": home,
    }
    built = site(files, {"sources": [name], "autolink": "all"})
    assert built.warnings
    assert executed(built) == []
    assert "Harmless." in built.content("glossary/index.html")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_attribute_of_a_heading_and_no_front_matter_is_executed(
    site: SiteBuilder, payload: str
) -> None:
    bare = payload.replace('"', "").replace("\n", "")
    attributes = " ".join(
        f'{name}="z{bare}"' for name in ("aliases", "hidden", "see", "tags", "url")
    )
    said, code = json.dumps(payload), payload.replace("`", "")
    term = json.dumps({**record(payload), "definition": ""})
    files = {
        "glossary.md": f"{GOOD}\n## Titled {{ {attributes} }}\n\nHarmless.\n",
        "../t/a.md": f"---\n{term}\n---\nHarmless.\n",
        "index.md": f"---\ntitle: {said}\ngrimoire: {said}\n---\ngood titled\n",
        "guide.md": f"# A `{code}`\n\ngood\n\n## B `{code}`\n\ngood\n",
    }
    built = site(files, {"sources": ["t"], "autolink": "section"})
    assert built.warnings
    # What a theme makes of a title is not ours, but what the glossary page lists is.
    assert run_by(built.content("glossary/index.html")) == []
    assert run_by(built.content("index.html")) == []
    assert built.content("glossary/index.html").count("Harmless.") >= 2


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_data_in_the_head_is_json_whatever_is_in_it(site: SiteBuilder, payload: str) -> None:
    files = {"glossary.md": GOOD, "../a.json": json.dumps([record(payload)]), "index.md": "good"}
    built = site(files, {"sources": ["a.json"]})
    assert built.warnings
    root = html5lib.parse(built.html("glossary/index.html"), namespaceHTMLElements=False)
    (text,) = [
        each.text for each in root.iter("script") if each.get("type") == "application/ld+json"
    ]
    names = [term["name"] for term in json.loads(text or "")["hasDefinedTerm"]]
    assert len(names) == 2


ADDRESSES = [
    "javascript:pwned()",
    "JaVaScRiPt:pwned()",
    " javascript:pwned()",
    "java\tscript:pwned()",
    "java\nscript:pwned()",
    "\x01javascript:pwned()",
    "data:text/html,<script>pwned()</script>",
    "vbscript:pwned()",
    "file:///etc/passwd",
    "//[javascript:pwned()",
    "../../../../etc/passwd",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_would_be_executed_is_refused(site: SiteBuilder, address: str) -> None:
    entries = [{"term": "Bad", "definition": "x", "url": address, "see": [address]}]
    files = {"glossary.md": GOOD, "../a.json": json.dumps(entries), "index.md": "A bad good day."}
    built = site(files, {"sources": ["a.json"]})
    assert executed(built) == []
    assert any("url: expected an address or a page of the docs" in each for each in built.warnings)
    assert any("'see' names a term not in glossary" in each for each in built.warnings)
    assert 'href="glossary/#bad"' in built.content("index.html")
    assert "pwned" not in built.content("index.html")
