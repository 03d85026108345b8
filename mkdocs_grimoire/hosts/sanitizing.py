"""Makes HTML of other sites harmless; the only module that knows the library that does it."""

from __future__ import annotations

from mkdocs_grimoire.lending.borrowing import Relink

# fmt: off
TEXT = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del",
    "dfn", "div", "dl", "dt", "em", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "u", "ul", "var", "wbr",
})
"""No images, which would tell their host who reads; no headings, which cards have none of."""

MATHML = frozenset({
    "annotation", "math", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover",
    "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle",
    "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none",
    "semantics",
})
"""MathML Core, but for `annotation-xml`, in which browsers may or may not read HTML."""

MATHML_ATTRIBUTES = frozenset({
    "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "columnspan", "depth",
    "display", "displaystyle", "encoding", "fence", "form", "height", "largeop", "linethickness",
    "lspace", "mathbackground", "mathcolor", "mathsize", "mathvariant", "maxsize", "minsize",
    "movablelimits", "notation", "rowalign", "rowlines", "rowspacing", "rowspan", "rspace",
    "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width",
})
# fmt: on

ATTRIBUTES = {
    "*": {"class", "dir", "lang"},
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    **dict.fromkeys(MATHML, MATHML_ATTRIBUTES),
}

CLASSES = frozenset({"arithmatex", "grimoire-math", "grimoire-wide"})
"""Classes that mean the same on our pages; any other would be styled by chance."""

DROPPED = frozenset({"iframe", "noscript", "script", "style", "svg", "template", "textarea"})
"""Elements whose text nobody reads."""


def sanitize(html: str, relink: Relink) -> str:
    """Return HTML of which nothing can do harm.

    Args:
        html: Anything.
        relink: Returns the target that a link has on our pages, or None for one that may have none.

    Returns:
        HTML of a card: text, formulas and links.
    """
    import nh3  # noqa: PLC0415 - only sites that borrow cards need load it

    def attribute(_: str, name: str, value: str) -> str | None:
        if name == "href":
            return relink(value)
        if name == "class":
            return " ".join(word for word in value.split() if word in CLASSES) or None
        return value

    return nh3.clean(
        html,
        tags={*TEXT, *MATHML},
        clean_content_tags=set(DROPPED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=attribute,
        url_schemes={"http", "https"},
        link_rel=None,
    )
