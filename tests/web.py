"""A web server on this machine, of which a test says what it answers."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Web:
    """What the server answers, and what it was asked."""

    def __init__(self) -> None:
        self.url = ""
        """Its address, with a slash at the end."""
        self.files: dict[str, bytes] = {}
        """What is in its files, by their paths."""
        self.statuses: dict[str, int] = {}
        """Paths at which something else happens than that a file is sent, or not found."""
        self.moved: dict[str, str] = {}
        """Where to look instead."""
        self.cut: set[str] = set()
        """Paths of files of which the end is not sent."""
        self.asked: list[str] = []
        """The paths that were asked for, in order."""


def _handler(web: Web) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append(self.path)
            content = web.files.get(self.path, b"")
            is_moved = self.path in web.moved
            status = 302 if is_moved else 200 if self.path in web.files else 404
            self.send_response(web.statuses.get(self.path, status))
            if is_moved:
                self.send_header("Location", web.moved[self.path])
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[:-1] if self.path in web.cut else content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            pass

    return Handler


@contextmanager
def serving() -> Iterator[Web]:
    """Serve until the end of the block."""
    web = Web()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(web))
    web.url = f"http://127.0.0.1:{server.server_port}/"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def silent() -> Iterator[str]:
    """Yield the address of a server that never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


def closed() -> str:
    """Return an address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return f"http://127.0.0.1:{listening.getsockname()[1]}/"
