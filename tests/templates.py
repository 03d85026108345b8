"""Compiles the templates of themes once for all sites that tests build, which saves a third."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType
from unittest.mock import patch

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.theme import Theme


class CompiledTemplates(BytecodeCache):
    """Keeps what templates are compiled to, in memory."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str, tuple[str, ...]], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket of a template that has been compiled before."""
        bucket.code = self._codes.get(_key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template has been compiled to."""
        self._codes[_key(bucket)] = bucket.code


def _key(bucket: Bucket) -> tuple[str, str, tuple[str, ...]]:
    """Return what a compiled template depends on: its file, its text, and Jinja's extensions."""
    return bucket.key, bucket.checksum, tuple(sorted(bucket.environment.extensions))


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let the environments that MkDocs makes for themes share what is compiled, for a while."""
    made, templates = Theme.get_env, CompiledTemplates()

    def get_env(theme: Theme) -> Environment:
        environment = made(theme)
        environment.bytecode_cache = templates
        return environment

    with patch.object(Theme, "get_env", get_env):
        yield
