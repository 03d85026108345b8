"""Draws bars as SVG that needs nothing else and can be read in a light and a dark page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

WIDTH, ROW, LABEL, MARGIN = 760, 34, 300, 16
GROUND, INK, BAR, OWN_BAR = "#f7f7f8", "#1f2328", "#8a94a6", "#3f51b5"
"""The chart has a ground of its own, so that its ink can be read on any page."""


class Bar(NamedTuple):
    """One bar."""

    label: str
    value: float
    """A ratio, at least 1 but for the noise."""
    is_own: bool


def chart(title: str, description: str, bars: Sequence[Bar]) -> str:
    """Return a chart of ratios, each a bar from 1 on a logarithmic axis.

    Args:
        title: What it shows, in a line; read to those who do not see it.
        description: All that it says, in words.
        bars: From top to bottom.
    """
    height = ROW * len(bars) + 3 * MARGIN + 20
    most = max(*(bar.value for bar in bars), 1.5)
    rows = "".join(_row(bar, number, most) for number, bar in enumerate(bars))
    head = f'x="{MARGIN}" y="{MARGIN + 14}" font-weight="bold"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="title description" font-family="sans-serif" font-size="14">\n'
        f'<title id="title">{escape(title)}</title>\n'
        f'<desc id="description">{escape(description)}</desc>\n'
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="{GROUND}"/>\n'
        f'<text {head} fill="{INK}">{escape(title)}</text>\n'
        f"{rows}</svg>\n"
    )


def _row(bar: Bar, number: int, most: float) -> str:
    top = 2 * MARGIN + 14 + number * ROW
    room = WIDTH - LABEL - 5 * MARGIN
    length = max(2.0, room * math.log(max(bar.value, 1.0)) / math.log(most))
    colour = OWN_BAR if bar.is_own else BAR
    label = f'<text x="{LABEL}" y="{top + 18}" text-anchor="end" fill="{INK}">'
    value = f'<text x="{LABEL + 14 + length:.1f}" y="{top + 18}" fill="{INK}">'
    box = f'x="{LABEL + 8}" y="{top + 4}" width="{length:.1f}" height="20" rx="2"'
    return (
        f"{label}{escape(bar.label)}</text>\n"
        f'<rect {box} fill="{colour}"/>\n'
        f"{value}{bar.value:.2f}</text>\n"
    )
