"""The shape of the package: who may import whom, and what every module is like."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from conftest import ROOT

import mkdocs_grimoire

PACKAGE = "mkdocs_grimoire"
MANUAL = ROOT / "example_site" / "docs" / "manual" / "code.md"
FOLDER = Path(mkdocs_grimoire.__file__).parent
MODULES = {
    ".".join(path.relative_to(FOLDER).with_suffix("").parts).removesuffix(".__init__"): (
        path.read_text(encoding="utf-8")
    )
    for path in sorted(FOLDER.rglob("*.py"))
}
"""The modules by their names below the package; a package within it has that of its folder."""
ORDER = (
    *("text", "findings", "sources", "glossary", "linking", "pages", "lending", "exports"),
    *("builds", "hosts", "plugin", "command", "api"),
)
"""The packages, and the modules beside them, from below: each imports what stands before it."""
PURE = ORDER[: ORDER.index("builds")]
"""Those of them that know no library, and so have no edge."""
EDGES = {
    "api",
    "builds.extension",
    "builds.lemmas",
    "builds.mathml",
    "builds.settings",
    "command.cli",
    "command.site",
    "command.terminal",
    "hosts.backlinks",
    "hosts.config",
    "hosts.failures",
    "hosts.generated",
    "hosts.globs",
    "hosts.known",
    "hosts.pluginless",
    "hosts.sanitizing",
    "hosts.site_build",
    "hosts.site_files",
    "hosts.standalone",
    "hosts.yaml_data",
    "plugin",
}
JOINTS = {
    *("api", "command.cli", "command.site", "hosts.known", "hosts.pluginless", "hosts.site_build"),
    *("hosts.standalone", "plugin"),
}
"""Those of them that bring others together."""
CORE = sorted(set(MODULES) - EDGES)
LONGEST = 350

OWNERS = {
    "click": {"command.cli", "command.terminal"},
    "markdown": {"builds.extension"},
    "math_core": {"builds.mathml"},
    "mkdocs": {
        *("api", "command.site", "hosts.backlinks", "hosts.config", "hosts.failures"),
        *("hosts.generated", "hosts.site_build", "hosts.site_files", "plugin"),
    },
    "nh3": {"hosts.sanitizing"},
    "pathspec": {"hosts.globs"},
    "yaml": {"hosts.yaml_data"},
    "simplemma": {"builds.lemmas"},
}
"""The modules that may import each library; no other library is imported by any."""

MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTABLE_CALLS = {
    *("list", "dict", "set", "bytearray", "defaultdict", "Counter", "deque", "OrderedDict"),
    "ChainMap",
}
MUTATORS = {
    *("append", "extend", "insert", "remove", "pop", "popitem", "clear", "sort", "reverse"),
    *("add", "discard", "update", "setdefault", "difference_update", "intersection_update"),
    *("symmetric_difference_update", "appendleft", "popleft", "subtract"),
}


def imported(source: str) -> Iterator[str]:
    """Yield the full name of each module that a source imports, anywhere in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = f"{PACKAGE}.{node.module or ''}".rstrip(".") if node.level else node.module or ""
            if base != PACKAGE:
                yield base
            if base.split(".")[0] == PACKAGE:  # a name in it may be a module as well
                yield from (f"{base}.{alias.name}" for alias in node.names)


def own_imports(source: str) -> set[str]:
    """Return the modules of the package that a source imports, and the names in them."""
    names = (name.split(".") for name in imported(source))
    return {".".join(parts[1:]) for parts in names if parts[0] == PACKAGE and len(parts) > 1}


def libraries(source: str) -> set[str]:
    """Return the libraries that a source imports: neither Python's own nor this package."""
    roots = {name.split(".")[0] for name in imported(source)}
    return roots - set(sys.stdlib_module_names) - {PACKAGE}


def foreign_libraries(name: str, source: str) -> set[str]:
    """Return the libraries that a module imports though they are not its own."""
    return {library for library in libraries(source) if name not in OWNERS.get(library, set())}


def edge_imports(source: str) -> set[str]:
    """Return the edge modules that a source imports."""
    return own_imports(source) & EDGES


def package_of(name: str) -> str:
    """Return the package that a module is in, or the module itself if it is beside them."""
    return name.split(".", maxsplit=1)[0]


def climbs(name: str, source: str) -> set[str]:
    """Return what a module imports from above its package."""
    allowed = {"__version__", *ORDER[: ORDER.index(package_of(name)) + 1]}
    return {other for other in own_imports(source) if package_of(other) not in allowed}


def is_docstring_alone(source: str) -> bool:
    """Return whether a source has a docstring of one line, and nothing else."""
    return len(ast.parse(source).body) == 1 and len(source.splitlines()) == 1


def cycle(sources: dict[str, str]) -> list[str]:
    """Return the modules of an import cycle, or an empty list."""
    graph = {name: own_imports(source) & set(sources) for name, source in sources.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def begins_with_docstring(source: str) -> bool:
    """Return whether the first statement of a source is its docstring, on the first line."""
    body = ast.parse(source).body
    return ast.get_docstring(ast.parse(source)) is not None and body[0].lineno == 1


def _called(node: ast.expr) -> str:
    """Return the name of what an expression calls, or an empty string."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func.value if isinstance(node.func, ast.Subscript) else node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _assigned(source: str) -> Iterator[tuple[str, ast.expr]]:
    """Yield each name that is assigned at the level of the module, and its value."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield ast.unparse(target), node.value
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign)) and node.value is not None:
            yield ast.unparse(node.target), node.value


def _mutated(source: str) -> set[str]:
    """Return the names that a source changes in place or makes global."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Global):
            names.update(node.names)
        elif isinstance(node, ast.AugAssign):
            names.add(ast.unparse(node.target))
        elif isinstance(node, (ast.Subscript, ast.Attribute)):
            is_stored = isinstance(node.ctx, (ast.Store, ast.Del))
            is_mutator = isinstance(node, ast.Attribute) and node.attr in MUTATORS
            if is_stored or is_mutator:
                names.add(ast.unparse(node.value))
    return names


def mutable_state(source: str) -> set[str]:
    """Return the names at the level of a module that hold what can change.

    A name in capitals may hold a list, a dict or a set that nothing changes.
    """
    changed = _mutated(source)
    return {
        name
        for name, value in _assigned(source)
        if (isinstance(value, MUTABLE) or _called(value) in MUTABLE_CALLS)
        and (not name.isupper() or name in changed)
    }


def test_the_modules_are_found() -> None:
    assert {"sources.entry", "glossary", "glossary.matcher", "exports.vale"} <= set(MODULES)
    assert set(MODULES) >= EDGES


def test_each_package_has_its_place_in_the_order() -> None:
    assert {package_of(name) for name in MODULES} == {"__init__", *ORDER}
    assert own_imports(MODULES["__init__"]) == set()


@pytest.mark.parametrize("name", sorted(set(MODULES) - {"__init__"}))
def test_a_module_imports_nothing_from_above_its_package(name: str) -> None:
    assert climbs(name, MODULES[name]) == set()


def test_an_edge_is_in_no_package_that_knows_no_library() -> None:
    assert {name for name in EDGES if package_of(name) in PURE} == set()


@pytest.mark.parametrize("name", sorted(set(MODULES) & set(ORDER) - {"api", "plugin"}))
def test_a_package_says_what_it_is_for_and_no_more(name: str) -> None:
    assert is_docstring_alone(MODULES[name])


def test_the_manual_has_each_package_in_order_with_all_that_is_in_it() -> None:
    rows = re.findall(r"^\| `(\w+)/` \| (.*) \|$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    told = {package: sorted(re.findall(r"`(\w+)`", said)) for package, said in rows}
    there = {
        package: [name.split(".")[1] for name in MODULES if name.startswith(f"{package}.")]
        for package in ORDER
    }
    assert list(told.items()) == [(package, names) for package, names in there.items() if names]


@pytest.mark.parametrize("name", CORE)
def test_a_core_module_imports_the_standard_library_and_the_core_alone(name: str) -> None:
    assert libraries(MODULES[name]) == set()
    assert edge_imports(MODULES[name]) == set()


@pytest.mark.parametrize("name", sorted(EDGES))
def test_an_edge_module_imports_no_library_of_another(name: str) -> None:
    assert foreign_libraries(name, MODULES[name]) == set()


def test_the_command_knows_of_a_site_what_the_plugin_knows() -> None:
    cli = {"command.site", "command.terminal", "hosts.failures"}
    assert edge_imports(MODULES["command.cli"]) == cli
    assert edge_imports(MODULES["command.site"]) == {"hosts.site_files", "plugin"}


@pytest.mark.parametrize("name", sorted(EDGES - JOINTS))
def test_the_joints_alone_bring_the_edges_together(name: str) -> None:
    shared = {"builds.lemmas", "builds.mathml", "builds.settings", "hosts.globs"}
    assert edge_imports(MODULES[name]) <= shared


def test_the_hosts_without_plugins_are_brought_together_in_one_place() -> None:
    assert edge_imports(MODULES["hosts.pluginless"]) == {"builds.extension"}
    both = {"builds.extension", "builds.settings", "hosts.globs", "hosts.pluginless"}
    known = both | {"hosts.sanitizing", "hosts.yaml_data"}
    assert edge_imports(MODULES["hosts.known"]) == known
    assert edge_imports(MODULES["hosts.standalone"]) == both | {"hosts.known"}


def test_no_module_imports_itself_through_others() -> None:
    assert cycle(MODULES) == []


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_begins_with_what_it_is_for(name: str) -> None:
    assert begins_with_docstring(MODULES[name])


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_has_no_state(name: str) -> None:
    assert mutable_state(MODULES[name]) == set()


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_can_be_read_at_once(name: str) -> None:
    assert len(MODULES[name].splitlines()) <= LONGEST


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import markdown", {"markdown"}),
        ("import mkdocs.config as c, re", {"mkdocs"}),
        ("from mkdocs.plugins import BasePlugin", {"mkdocs"}),
        ("from math_core import LatexError", {"math_core"}),
        ("def f():\n    import yaml", {"yaml"}),
        ("if TYPE_CHECKING:\n    from markdown import Markdown", {"markdown"}),
        ("import re\nfrom xml.etree.ElementTree import Element", set()),
        ("from mkdocs_grimoire.sources.entry import Entry", set()),
        ("from . import entry\nfrom .entry import Entry", set()),
    ],
)
def test_an_import_of_a_library_is_seen(source: str, expected: set[str]) -> None:
    assert libraries(source) == expected
    assert foreign_libraries("sources.entry", source) == expected


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("builds.extension", "import markdown\nimport mkdocs", {"mkdocs"}),
        ("plugin", "import markdown\nimport mkdocs", {"markdown"}),
        ("builds.mathml", "import math_core", set()),
        ("hosts.config", "import math_core", {"math_core"}),
        ("plugin", "import yaml", {"yaml"}),
        ("hosts.yaml_data", "import yaml", set()),
    ],
)
def test_a_library_of_another_module_is_seen(name: str, source: str, expected: set[str]) -> None:
    assert foreign_libraries(name, source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "from mkdocs_grimoire.plugin import GrimoirePlugin",
        "import mkdocs_grimoire.plugin",
        "from mkdocs_grimoire import plugin",
        "from . import plugin",
        "from .plugin import GrimoirePlugin",
        "def f():\n    from mkdocs_grimoire import plugin",
    ],
)
def test_an_import_of_an_edge_is_seen(source: str) -> None:
    assert edge_imports(source) == {"plugin"}


@pytest.mark.parametrize(
    "source",
    [
        "from mkdocs_grimoire.hosts.globs import named_by",
        "from mkdocs_grimoire.hosts import globs",
        "import mkdocs_grimoire.hosts.globs",
        "def f():\n    from mkdocs_grimoire.hosts import globs as g",
    ],
)
def test_an_import_of_a_module_in_a_package_is_seen(source: str) -> None:
    assert edge_imports(source) == {"hosts.globs"}


@pytest.mark.parametrize(
    "source",
    [
        "from mkdocs_grimoire.builds.build import Build",
        "from mkdocs_grimoire.builds import build",
        "from mkdocs_grimoire import builds",
        "import mkdocs_grimoire.builds.build",
        "def f():\n    from mkdocs_grimoire import plugin",
        "from mkdocs_grimoire.unknown import x",
    ],
)
def test_an_import_from_above_is_seen(source: str) -> None:
    assert climbs("lending.publishing", source)
    assert climbs("lending", source)


@pytest.mark.parametrize(
    "source",
    [
        "import re\nfrom markdown import Markdown",
        "from mkdocs_grimoire import __version__",
        "from mkdocs_grimoire.lending.lent import Lent",
        "from mkdocs_grimoire.pages.cards import ROOT, Card",
        "from mkdocs_grimoire import text",
    ],
)
def test_an_import_from_below_is_none_from_above(source: str) -> None:
    assert climbs("lending.publishing", source) == set()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""Does it."""\n', True),
        ('"""Does it.\n\nAnd more.\n"""\n', False),
        ('"""Does it."""\nfrom mkdocs_grimoire.text import words\n', False),
        ("", False),
    ],
)
def test_more_than_a_docstring_is_seen(source: str, *, expected: bool) -> None:
    assert is_docstring_alone(source) is expected


def test_a_cycle_is_seen() -> None:
    sources = {
        "a": "from mkdocs_grimoire.b import x",
        "b": "def f():\n    from mkdocs_grimoire import c",
        "c": "import mkdocs_grimoire.a",
    }
    assert set(cycle(sources)) == {"a", "b", "c"}
    assert cycle({**sources, "c": "import re"}) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""Does it."""\nimport re', True),
        ("import re", False),
        ("import re\n'''Too late.'''", False),
        ('# x\n"""Not first."""', False),
        ("", False),
    ],
)
def test_a_missing_docstring_is_seen(source: str, *, expected: bool) -> None:
    assert begins_with_docstring(source) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("cache = {}", {"cache"}),
        ("cache: dict[str, str] = {}", {"cache"}),
        ("names = []", {"names"}),
        ("names = [x for x in y]", {"names"}),
        ("seen = set()", {"seen"}),
        ("index = collections.defaultdict(list)", {"index"}),
        ("index = dict[str, str]()", {"index"}),
        ("NAMES = {1: 2}\n\ndef f():\n    NAMES[1] = 3", {"NAMES"}),
        ("NAMES = {1: 2}\n\ndef f():\n    del NAMES[1]", {"NAMES"}),
        ("NAMES = []\n\ndef f():\n    NAMES.append(1)", {"NAMES"}),
        ("NAMES = []\n\ndef f():\n    global NAMES\n    NAMES = 1", {"NAMES"}),
        ("NAMES = set()\nNAMES |= {1}", {"NAMES"}),
        ("NAMES = {1: 2}\n\ndef f():\n    return NAMES[1]", set()),
        ("NAMES = ('a', 'b')\nSET = frozenset({'a'})", set()),
        ("def f():\n    found = []\n    found.append(1)", set()),
        ("class A:\n    x: int = 1", set()),
    ],
)
def test_state_is_seen(source: str, expected: set[str]) -> None:
    assert mutable_state(source) == expected
