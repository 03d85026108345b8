"""Tags that lack their other half, as a browser sees it."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.text.balance import closing, imbalance


@pytest.mark.parametrize(
    "markup",
    [
        *("", "text", "<b>x</b>", "<B>x</b>", "<br>", "<img src='>'>", "a < b", "&lt;div>"),
        *("<p>one<p>two", "<ul><li>a<li>b</ul>", "<table><tr><td>x</table>", "<!-- <div> -->"),
        *("<script>'<div>'</script>", "<textarea><div></textarea>", "<svg><path/></svg>"),
        *("<p>a<div>b</div>c</p>", "<div><b>x</div></b>", "<b><div>x</b></div>"),
        *("<details><summary>x</summary><p>y</details>", "<units:share> now", "x</a:b>", "a</br>"),
    ],
)
def test_what_a_browser_closes_by_itself_lacks_nothing(markup: str) -> None:
    assert imbalance(markup).is_none


@pytest.mark.parametrize(
    ("markup", "end_tags"),
    [
        *(("<div>", "</div>"), ("<div><b>", "</b></div>"), ("<DIV>", "</div>"), ("<b/>", "</b>")),
        ("<div><p>x", "</div>"),
        ("<div><b>x</div>", "</b>"),
        ("<b><div>x</b>", "</div>"),
        ("<p><div></p>", "</div>"),
        ("<div><table><tr><td></div>", "</table></div>"),
        ("<span><div></span></div>", "</span>"),
        ("<select><option></p>", "</select>"),
        ("<script><div>", "</script>"),
        ("<noscript><div></noscript>", "</div></noscript>"),
    ],
)
def test_what_is_not_closed_is_closed_in_its_order(markup: str, end_tags: str) -> None:
    assert closing(imbalance(markup).unclosed) == end_tags


@pytest.mark.parametrize(
    ("markup", "stray"),
    [
        ("a</div>b", ["</div>"]),
        ("</b>", ["</b>"]),
        ("<div>\n</section>\n</div >\n</div >", ["</section>", "</div >"]),
        ("</body></html>", ["</body>", "</html>"]),
        ("<td>x</td>", ["</td>"]),
        ("<div><table></div></table></div>", ["</div>"]),
        ("</template>", ["</template>"]),
    ],
)
def test_an_end_tag_of_nothing_is_told(markup: str, stray: list[str]) -> None:
    assert [markup[start:end] for start, end in imbalance(markup).stray] == stray


@pytest.mark.parametrize(
    ("markup", "start"),
    [
        *(("<div", 0), ("x <a href='y>z", 2), ("<b>x</b> <!-- y", 9), ("<plaintext>x", 0)),
        *(("<!DOCTYPE x", 0), ("<script>'<div", None), ("a <", 2), ("x", None), ("<br>", None)),
    ],
)
def test_a_tag_or_a_comment_without_an_end_is_told(markup: str, start: int | None) -> None:
    assert imbalance(markup).unended == start


def test_what_pythons_parser_does_not_know_is_no_obstacle() -> None:
    assert [tag.name for tag in imbalance("<div><![x[").unclosed] == ["div"]
