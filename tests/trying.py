"""Says on how many made-up examples a property is tried, the same ones in each run."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

THOROUGH = 4
"""How many times as many examples are tried where `GRIMOIRE_THOROUGH` is set."""


def tried_on(examples: int, *expected: HealthCheck) -> settings:
    """Return the settings of a property that holds for any example.

    Args:
        examples: How many are made; more where the environment asks for them.
        expected: What Hypothesis would complain of in how they are made, beside their taking long.
    """
    return settings(
        max_examples=examples * (THOROUGH if os.environ.get("GRIMOIRE_THOROUGH") else 1),
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, *expected],
    )
