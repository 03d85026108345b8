"""A smoke test in Firefox: the page itself tries a card and tells the server what came of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import ClassVar
from urllib.parse import unquote

import pytest
from conftest import Built

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PATIENCE = 90.0
"""Seconds for Firefox to start and the page to answer; the machine may be busy."""

# Firefox has no driver among Debian's packages, so the page drives itself.
PROBE = """
<script>
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const card = () => document.querySelector("#grimoire-card");
  const hover = (node) => node.dispatchEvent(
    new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
  addEventListener("load", async () => {
    const link = document.querySelector('a[data-grimoire="surprise"]');
    hover(link);
    await wait(1000);
    const math = card()?.querySelector("mfrac");
    const opened = {
      role: card()?.role,
      details: link.getAttribute("aria-details"),
      height: math?.getBoundingClientRect().height ?? 0,
      below: card()?.getBoundingClientRect().top > link.getBoundingClientRect().bottom,
    };
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    const closed = card() === null;
    await fetch(`/answer/${encodeURIComponent(JSON.stringify({ ...opened, closed }))}`);
  });
</script>
"""


class _Handler(SimpleHTTPRequestHandler):
    """Serves a site, its pages with the probe, and takes the answer."""

    folder: ClassVar[Path]
    answers: ClassVar[Queue[dict[str, object]]]

    def do_GET(self) -> None:
        """Answer a request."""
        path = unquote(self.path)
        if path.startswith("/answer/"):
            self.answers.put(json.loads(path.removeprefix("/answer/")))
        file = self.folder / path.strip("/")
        file = file / "index.html" if file.is_dir() else file
        content = file.read_bytes() if file.is_file() else b""
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.end_headers()
        if file.suffix == ".html":
            content = content.replace(b"</body>", PROBE.encode() + b"</body>")
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by its base
        """Say nothing."""


@pytest.fixture
def answers(example: Built) -> Iterator[tuple[str, Queue[dict[str, object]]]]:
    """Return the URL of the example site with the probe, and where its answers arrive."""
    queue: Queue[dict[str, object]] = Queue()
    handler = type("Handler", (_Handler,), {"folder": example.folder, "answers": queue})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", queue
        server.shutdown()


@pytest.mark.skipif(FIREFOX is None, reason="there is no Firefox on this machine")
def test_firefox_opens_a_card_with_a_formula_and_closes_it(
    answers: tuple[str, Queue[dict[str, object]]], tmp_path: Path
) -> None:
    url, queue = answers
    command = [str(FIREFOX), "--headless", "--no-remote", "--profile", str(tmp_path)]
    environment = {**os.environ, "HOME": str(tmp_path), "MOZ_HEADLESS": "1"}
    with subprocess.Popen(
        [*command, f"{url}information-theory/"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            answer = queue.get(timeout=PATIENCE)
        except Empty:
            pytest.fail(f"Firefox gave no answer in {PATIENCE} s")
        finally:
            process.terminate()
    height = answer.pop("height")
    assert isinstance(height, float)
    assert height > 15
    assert answer == {"role": "dialog", "details": "grimoire-card", "below": True, "closed": True}
