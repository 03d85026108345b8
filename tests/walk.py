"""Walks over every link of a built site and says which lead nowhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Page(HTMLParser):
    """Collects the links and the fragments of a page; what is in a template counts as well."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        target = found.get("href") or found.get("src")
        if tag in {"a", "img", "link", "script"} and target is not None:
            self.links.append(target)
        self.anchors.update(name for name in (found.get("id"), found.get("name")) if name)


def read(path: Path) -> _Page:
    """Return the links and fragments of an HTML file."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def dead_links(folder: Path) -> list[str]:
    """Return each link of a site that leads to no file, or to no fragment of it.

    Args:
        folder: The site. Links to other hosts and from the 404 page, whose base is the server's
            root, are left out; those to sites beside it are not.
    """
    files = sorted(path for path in folder.rglob("*.html") if path.name != "404.html")
    pages = {path.resolve(): read(path) for path in files}
    dead = []
    for path, page in list(pages.items()):
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            # A site without a URL stands at the root of its server.
            base = folder if parts.path.startswith("/") else path.parent
            way = unquote(parts.path).lstrip("/")
            target = (base / way).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            if target not in pages and target.suffix == ".html" and target.is_file():
                pages[target] = read(target)
            anchors = pages[target].anchors if target in pages else set()
            fragment = unquote(parts.fragment)
            if not target.is_file() or (fragment and fragment not in anchors | {"__codelineno"}):
                dead.append(f"{path.relative_to(folder.resolve())}: {link}")
    return dead
