"""Where the text of a document, or of an entry, was written: what findings name as their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mkdocs_grimoire.findings.lines import Lines, Located, Spot
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.sources.scopes import Reach


def nothing_included() -> Iterator[tuple[str, Lines]]:
    """Return the files that a text includes which includes none."""
    return iter(())


@dataclass(slots=True)
class Origin:
    """Where a text was written."""

    whole: Place
    """The place to name where no line can be found."""
    read: Callable[[], Lines]
    """Returns the text, to find places in; asked at the first finding, which most have not."""
    reach: Reach = None
    """The pages that the text speaks of; names mean what they mean there."""
    elsewhere: str = ""
    """Path from the docs of the file, if it is another than the page."""
    included: Callable[[], Iterable[tuple[str, Lines]]] = nothing_included
    """Returns the files that the text includes, and how they are named in findings."""
    _counted: dict[str, int] = field(default_factory=dict)  # how often a target was asked for
    _lines: Lines | None = None

    @property
    def base(self) -> str:
        """Path from the docs of the file, from which relative links start."""
        return self.elsewhere or self.whole.path

    def place(self, target: str) -> Place:
        """Return the place of the next link to a target.

        A link's target says all that a finding says of it, so the n-th finding for a target may
        name the n-th place that has it, in whatever order the document is walked.
        """
        number = self._counted.get(target, 0)
        self._counted[target] = number + 1
        for path, lines in self._files():
            spots = lines.find(target)
            if spots:
                return _place(path, spots[min(number, len(spots) - 1)])
        return self.whole

    def locate(self, text: str, start: int, end: int) -> Place:
        """Return the place of a stretch of what a reader reads.

        Args:
            text: What a reader reads, the whole of the document.
            start: Index of the first character of the stretch.
            end: Index after its last character.
        """
        best: tuple[Located, str, Lines] | None = None
        for path, lines in self._files():
            located = lines.locate(text, start, end)
            if located is not None and (best is None or located[:2] > best[0][:2]):
                best = located, path, lines
        if best is None:
            return self.whole
        located, path, lines = best
        lines.use(text[start:end], located)
        return _place(path, located.spot)

    def _files(self) -> Iterator[tuple[str, Lines]]:
        """Yield the text itself, and what it includes."""
        if self._lines is None:
            self._lines = self.read()
        yield self.whole.path, self._lines
        yield from self.included()


def _place(path: str, spot: Spot) -> Place:
    return Place(path, spot.line, spot.column)
