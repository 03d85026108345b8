"""Counts what is in memory of the package's own classes."""

from __future__ import annotations

import gc
from collections import Counter

PACKAGE = "mkdocs_grimoire"


def live_objects() -> Counter[str]:
    """Return how many objects of the package's classes there are, by class.

    What the collector does not track has no parts, and so is no object of these classes.
    """
    gc.collect()
    kinds = (type(thing) for thing in gc.get_objects())
    return Counter(kind.__name__ for kind in kinds if str(kind.__module__).startswith(PACKAGE))
