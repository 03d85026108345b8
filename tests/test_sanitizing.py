"""HTML of other sites is data: what shows text, formulas and links is kept, and nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trying import tried_on

from mkdocs_grimoire.builds.mathml import to_mathml
from mkdocs_grimoire.hosts.sanitizing import ATTRIBUTES, MATHML, TEXT, sanitize
from mkdocs_grimoire.lending.borrowing import Base
from mkdocs_grimoire.text.formulas import Formula

LINK = Base("https://optics.example/g/glossary.json").link
BESIDE = Base("../optics/").link

EVENT = re.compile(r"\bon\w+\s*=", re.IGNORECASE)

PIECES = (
    *("<script>", "</script>", "<style>", "</style>", "<svg>", "</svg>", "<math>", "</math>"),
    *("<annotation-xml encoding='text/html'>", "<mtext>", "<mglyph>", "<malignmark>", "<mi>"),
    *("<template>", "</template>", "<table>", "<p>", "</p>", "<b", "<a href='", "'>", '">', "-->"),
    *(
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "data:text/html,x",
        "<!--",
        "<![CDATA[",
    ),
    *("<p onclick=alert(1) style='x'>", "<iframe srcdoc='", "<noscript>", "<title>", "<textarea>"),
    *("<form action=javascript:x>", "<base href=//x>", "<a xlink:href='javascript:x'>", "&lt;"),
    *("\x00", "\x02wzxhzdk:0\x03", "java\nscript:", "&#106;avascript:", "<semantics>", "word"),
)


class _Elements(HTMLParser):
    """Collects what an HTML has in it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return the elements of an HTML with their attributes."""
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser.found


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{\exp(z_i)}{\sum_j \exp(z_j)}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\sqrt[3]{x} \text{ if } x \in \mathbb{R}, x_i^2 \ne \hat{y}",
        r"\lim_{x \to 0} \overbrace{a + b}^{c} \left( \frac12 \right)",
    ],
)
def test_a_formula_keeps_every_element_and_every_harmless_attribute(tex: str) -> None:
    mathml = to_mathml(Formula(tex, is_display=True))
    span = f'<span class="grimoire-math">{mathml}</span>'
    kept = elements(sanitize(f"<p>{span}</p>", LINK))
    wanted = elements(f"<p>{span}</p>")
    for _, attributes in wanted:
        attributes.pop("style", None)
    assert kept == wanted
    assert any(tag in MATHML for tag, _ in kept)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (
            "<p>One <em>two</em> <code>x &lt; y</code></p>",
            "<p>One <em>two</em> <code>x &lt; y</code></p>",
        ),
        ('<a href="#ray">x</a>', '<a href="https://optics.example/g/glossary.json#ray">x</a>'),
        ('<a href="../x/#y">x</a>', '<a href="https://optics.example/x/#y">x</a>'),
        ('<a href="http://a.example/">x</a>', '<a href="http://a.example/">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="java&#10;script:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="data:text/html,x">x</a>', "<a>x</a>"),
        ('<a href="mailto:a@b.example">x</a>', "<a>x</a>"),
        ('<a href="//[x">x</a>', "<a>x</a>"),
        ('<p class="x grimoire-wide">x</p>', '<p class="grimoire-wide">x</p>'),
        ('<p class="x" id="y" style="color:red" onclick="z">x</p>', "<p>x</p>"),
        ('x<img src="https://a.example/x.png" alt="y">', "x"),
        ("<script>alert(1)</script>x<!-- y -->", "x"),
        ("<svg><script>alert(1)</script></svg>x", "x"),
        ("<template><p>y</p></template>x", "x"),
        ("<p>unclosed <em>tags", "<p>unclosed <em>tags</em></p>"),
        ("</template></div>x", "x"),
    ],
)
def test_what_shows_text_and_links_is_kept_and_nothing_else(html: str, kept: str) -> None:
    assert sanitize(html, LINK) == kept


@pytest.mark.parametrize(
    "html",
    [
        '<math><annotation-xml encoding="text/html"><img src=x onerror=alert(1)></annotation-xml>',
        "<math><mtext><table><mglyph><style><math><img src=x onerror=alert(1)>",
        "<math><mi><mglyph><svg><mtext><textarea><path id=</textarea><img onerror=alert(1) src=1>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<svg></p><style><a id=</style><img src=1 onerror=alert(1)>",
        "<noscript><p title=</noscript><img src=x onerror=alert(1)>",
    ],
)
def test_markup_that_changes_when_it_is_read_again_is_harmless(html: str) -> None:
    once = sanitize(html, LINK)
    assert sanitize(once, LINK) == once
    assert not {"img", "style", "svg", "annotation-xml"} & {tag for tag, _ in elements(once)}


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=15).map("".join))
@tried_on(25)
def test_no_html_runs_anything(html: str) -> None:
    for link in (LINK, BESIDE):
        found = elements(sanitize(html, link))
        for tag, attributes in found:
            assert tag in TEXT | MATHML
            assert set(attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag, frozenset())
            assert not any(EVENT.fullmatch(f"{name}=") for name in attributes)
            target = attributes.get("href") or "https:"
            assert target.startswith(("https:", "http:", "\x02grimoire-root\x03../"))
