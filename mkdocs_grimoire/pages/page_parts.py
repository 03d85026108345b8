"""What the glossary page has beside its entries: a letter index, a filter, a switch, and data."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from html import escape
from xml.etree.ElementTree import Element

from mkdocs_grimoire.pages.interface import Words
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.text.words import LONGEST_WORD

TOOLS_SLOT = re.compile(r'<div class="grimoire-tools"></div>\n?')

ENTRY_START = "grimoire-entry"
ENTRY_END = "/grimoire-entry"

DIGITS = "0\u20139"
OTHERS = "#"


def tools_slot() -> Element:
    """Return the empty element that `fill_tools` fills when search has read the page."""
    element = Element("div", {"class": "grimoire-tools"})
    element.tail = "\n"
    return element


def fill_tools(html: str, tools: str) -> str:
    """Put the tools into their slot in the finished page."""
    return TOOLS_SLOT.sub(lambda _: tools, html, count=1)


def wrap_entries(html: str, *, is_long: bool = False) -> str:
    """Put each entry of the finished page into an element, for the filter and the style.

    Args:
        html: The page.
        is_long: Whether it is so long that entries are best laid out when they come near.
    """
    classes = "grimoire-entry grimoire-far" if is_long else "grimoire-entry"
    html = html.replace(f"<!--{ENTRY_START}-->", f'<div class="{classes}">')
    return html.replace(f"<!--{ENTRY_END}-->", "</div>")


def letter_of(entry: Entry) -> str:
    """Return the letter that an entry stands under: without its accent, and one for all digits."""
    decomposed = unicodedata.normalize("NFKD", entry.term.strip()[:LONGEST_WORD])
    first = decomposed[:1].upper()[:1]
    if first.isdigit():
        return DIGITS
    return first if first.isalpha() else OTHERS


def letters(entries: Iterable[Entry]) -> dict[str, str]:
    """Return each letter that an entry begins with, and the fragment of the first that does.

    Args:
        entries: In the order of the page.
    """
    found: dict[str, str] = {}
    for entry in entries:
        found.setdefault(letter_of(entry), entry.anchor)
    order = {OTHERS: 0, DIGITS: 1}
    return dict(sorted(found.items(), key=lambda item: (order.get(item[0], 2), item[0])))


def tools(entries: Sequence[Entry], words: Words, *, has_letters: bool, has_cards: bool) -> str:
    """Return the HTML of the index, the filter and the switch.

    The filter and the switch do nothing without the script, which therefore shows them.

    Args:
        entries: In the order of the page.
        words: The interface.
        has_letters: Whether the entries are sorted, so that an index makes sense.
        has_cards: Whether the site has cards to switch off.
    """
    index = letters(entries) if has_letters else {}
    switch = switch_button(words) if has_cards else ""
    label = escape(words.filter, quote=False)
    box = f'<label>{label} <input type="search"></label>'
    count = f'<output data-left="{escape(words.left)}"></output>'
    filter_line = (
        f'<p class="grimoire-filter" data-search-exclude hidden>{box} {count} {switch}</p>\n'
    )
    return filter_line + (_letters(index, words) if len(index) > 1 else "")


def _letters(index: dict[str, str], words: Words) -> str:
    links = " ".join(
        f'<a href="#{escape(anchor)}">{escape(letter)}</a>' for letter, anchor in index.items()
    )
    label = escape(words.letters)
    return f'<nav class="grimoire-letters" data-search-exclude aria-label="{label}">{links}</nav>\n'


def switch_button(words: Words) -> str:
    """Return the button that switches cards off and on."""
    hide, show = escape(words.hide), escape(words.show)
    return (
        f'<button type="button" class="grimoire-switch" data-show="{show}" data-hide="{hide}">'
        f"{hide}</button>"
    )


def json_ld(
    entries: Iterable[Entry], title: str, page_url: str, description: Callable[[Entry], str]
) -> str:
    """Return the glossary as schema.org data (`DefinedTermSet`, `DefinedTerm`).

    Args:
        entries: In the order of the page.
        title: Title of the page.
        page_url: URL of the page, or empty if the site has none: then it is the base of all others.
        description: Returns an entry's short form as plain text.
    """
    terms = [
        {
            "@type": "DefinedTerm",
            "@id": f"{page_url}#{entry.anchor}",
            "name": entry.term,
            **({"alternateName": list(entry.known_as)} if entry.known_as else {}),
            **({"description": text} if (text := description(entry)) else {}),
        }
        for entry in entries
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        **({"@id": page_url} if page_url else {}),
        "name": title,
        "hasDefinedTerm": terms,
    }
    # In a script nothing is unescaped, but `</script>` and `<!--` would end or hide it.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'
