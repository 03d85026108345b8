"""The options as MkDocs reads them: each as `settings` has it."""

from __future__ import annotations

from dataclasses import Field
from typing import Any

from mkdocs.config.base import BaseConfigOption, ValidationError

from mkdocs_grimoire.builds.settings import all_options


class _Option(BaseConfigOption[Any]):
    """One option. What is wrong with its value is MkDocs' ordinary configuration error."""

    def __init__(self, option: Field[Any]) -> None:
        super().__init__()
        self.default = option.metadata["default"]
        self._read = option.metadata["read"]

    def run_validation(self, value: object) -> Any:
        try:
            return self._read(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error


def config_scheme() -> tuple[tuple[str, BaseConfigOption[Any]], ...]:
    """Return the options with their names, in MkDocs' form."""
    return tuple((name, _Option(option)) for name, option in all_options().items())
