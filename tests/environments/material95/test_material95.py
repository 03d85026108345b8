"""Material 9.5, the oldest release with which the plugin is said to work."""

from __future__ import annotations

from material_checks import MaterialChecks


class TestMaterial95(MaterialChecks):
    theme = "material"
