"""Fixes files until nothing is left that is safe to fix, and takes back what mended nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from mkdocs_grimoire.findings.atomic import replace_content
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Level
from mkdocs_grimoire.findings.fixes import FileFix, Plan, plan_fixes

ROUNDS = 5
"""How often files are fixed at most, where one fix makes room for another."""

MENDED_NOTHING = "the edit mended nothing here, its place in the file may be another"

Kind = tuple[str, str]
"""The path that findings name, and the text that is to be replaced there."""


class Checked(Protocol):
    """A site that has been read."""

    @property
    def findings(self) -> Sequence[tuple[Level, Diagnostic]]:
        """What was found."""

    def file_of(self, path: str) -> Path | None:
        """Return the file that findings name by a path, if it may be changed."""

    def name_of(self, path: str) -> str:
        """Return how that file is named to the user."""


S = TypeVar("S", bound=Checked)


class Mender(Generic[S]):
    """Fixes the files of one site."""

    def __init__(self, read: Callable[[], S], note: Callable[[str], None]) -> None:
        """Prepare.

        Args:
            read: Reads the site anew.
            note: Is told what is done and what is not, on one line each.
        """
        self._read = read
        self._note = note
        self._refused: set[Kind] = set()

    def plan(self, site: S) -> Plan:
        """Return what can be fixed."""
        found = [finding for _, finding in site.findings]
        refused = [finding for finding in found if finding.edit and kind(finding) in self._refused]
        wanted = [finding for finding in found if finding not in refused]
        plan = plan_fixes(wanted, site.file_of, site.name_of)
        plan.left_out.update(dict.fromkeys(refused, MENDED_NOTHING))
        return plan

    def mend(self, site: S, show: Callable[[Plan], None]) -> S:
        """Fix the files of a site, and return it as it is then.

        Args:
            site: The site.
            show: Is handed what is about to be written.
        """
        for _ in range(ROUNDS):
            plan = self.plan(site)
            show(plan)
            if not sum(self._write(fix.file, fix.after, fix) for fix in plan.files):
                break
            remaining = self._read()
            vain = _in_vain(plan, remaining.findings)
            self._refused |= vain
            site = self._without(plan, vain, remaining)
        return site

    def _without(self, plan: Plan, vain: set[Kind], site: S) -> S:
        """Restore the files in which an edit was in vain, and return the site as it is then."""
        files = {site.file_of(path) for path, _ in vain}
        restored = [fix for fix in plan.files if fix.file in files]
        for fix in restored:
            self._write(fix.file, fix.before, fix, verb="as before")
        return self._read() if restored else site

    def _write(self, file: Path, content: bytes, fix: FileFix, verb: str = "fixed") -> bool:
        try:
            replace_content(file, content)
        except OSError as error:
            self._note(f"{fix.name}: not {verb}: {error.strerror or error}")
            return False
        self._note(f"{fix.name}: {verb}: {fix.count}")
        return True


def kind(finding: Diagnostic) -> Kind:
    """Return what an edit of a finding replaces."""
    return finding.place.path, finding.edit.old if finding.edit else ""


def _in_vain(plan: Plan, remaining: Iterable[tuple[Level, Diagnostic]]) -> set[Kind]:
    """Return the kinds of which more is left than was left out.

    A place is found by the words around it, which may be those of another place; then what was
    changed is not what was found.
    """
    left_out = Counter(kind(finding) for finding in plan.left_out)
    now = Counter(kind(finding) for _, finding in remaining if finding.edit)
    return {each for each in now - left_out if each in {kind(done) for done in plan.made}}
