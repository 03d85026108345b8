"""What is fetched from other sites, how long it is kept, and what happens if it is not there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from web import Web, closed, serving, silent

from mkdocs_grimoire.lending import fetching
from mkdocs_grimoire.lending.fetching import FetchError, fetch
from mkdocs_grimoire.lending.inventory_cache import FRESH, PATIENCE, age
from mkdocs_grimoire.lending.remote import lent_by
from mkdocs_grimoire.lending.sphinx_inventory import SphinxInventory, pack
from mkdocs_grimoire.sources.data import UnreadableDataError

NOON = 1_800_000_000.0
DAY = 86_400.0

OBJECTS = pack(SphinxInventory("Old optics", "", ("Beam std:term -1 g.html#$ -",)))


def glossary(*terms: str) -> bytes:
    """Return a `glossary.json` with some terms."""
    entries = [{"term": term, "anchor": term, "url": f"g/#{term}"} for term in terms]
    return json.dumps({"version": 1, "name": "Optics", "entries": entries}).encode()


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as found:
        yield found


def terms(location: str, copies: Path, now: float = NOON) -> list[str]:
    """Return the terms that a site lends without anything to say of it."""
    remote = lent_by(location, copies, now)
    assert remote.stale == ""
    return [entry.term for entry in remote.lent.entries]


def test_at_the_root_of_a_site_the_file_with_cards_goes_first(web: Web, tmp_path: Path) -> None:
    web.files = {"/o/glossary.json": glossary("ray"), "/o/objects.inv": OBJECTS}
    remote = lent_by(f"{web.url}o", tmp_path, NOON)
    assert (remote.lent.site, remote.url) == ("Optics", f"{web.url}o/glossary.json")
    assert web.asked == ["/o/glossary.json"]


def test_a_site_of_sphinx_has_the_other(web: Web, tmp_path: Path) -> None:
    web.files = {"/o/objects.inv": OBJECTS}
    remote = lent_by(f"{web.url}o/", tmp_path, NOON)
    assert (remote.lent.site, remote.url) == ("Old optics", f"{web.url}o/objects.inv")
    assert web.asked == ["/o/glossary.json", "/o/objects.inv"]


def test_a_file_that_is_named_is_the_only_one_asked_for(web: Web, tmp_path: Path) -> None:
    web.files = {"/objects.inv": OBJECTS}
    assert terms(f"{web.url}objects.inv", tmp_path) == ["Beam"]
    with pytest.raises(FetchError, match="404 Not Found"):
        lent_by(f"{web.url}glossary.json", tmp_path, NOON)
    assert web.asked == ["/objects.inv", "/glossary.json"]


def test_links_start_from_where_a_redirect_has_led(web: Web, tmp_path: Path) -> None:
    web.moved = {"/glossary.json": "/en/latest/glossary.json"}
    web.files = {"/en/latest/glossary.json": glossary("ray")}
    for now in (NOON, NOON + 1):
        assert lent_by(web.url, tmp_path, now).url == f"{web.url}en/latest/glossary.json"


def test_a_young_copy_is_used_without_asking(web: Web, tmp_path: Path) -> None:
    web.files = {"/glossary.json": glossary("ray")}
    assert terms(web.url, tmp_path) == ["ray"]
    web.files = {"/glossary.json": glossary("lens")}
    assert terms(web.url, tmp_path, NOON + FRESH - 1) == ["ray"]
    assert web.asked == ["/glossary.json"]
    assert terms(web.url, tmp_path, NOON + FRESH) == ["lens"]
    assert terms(web.url, tmp_path, NOON + FRESH + 1) == ["lens"]
    assert len(web.asked) == 2


def test_a_copy_from_the_future_is_not_young(web: Web, tmp_path: Path) -> None:
    web.files = {"/glossary.json": glossary("ray")}
    assert terms(web.url, tmp_path, NOON + DAY) == ["ray"]
    web.files = {"/glossary.json": glossary("lens")}
    assert terms(web.url, tmp_path) == ["lens"]


@pytest.mark.parametrize(
    ("status", "content", "reason"),
    [
        (503, b"", "503 Service Unavailable"),
        (404, b"", "404 Not Found"),
        (200, b"<!doctype html>", "it is no JSON: Expecting value: line 1 column 1 (char 0)"),
        (200, b'{"version": 1, "entries": []}', "it has no terms"),
    ],
)
def test_an_old_copy_is_used_if_nothing_better_can_be_had_and_its_age_is_said(
    web: Web, tmp_path: Path, status: int, content: bytes, reason: str
) -> None:
    web.files = {"/glossary.json": glossary("ray")}
    assert terms(web.url, tmp_path) == ["ray"]
    web.files, web.statuses = {"/glossary.json": content}, {"/glossary.json": status}
    remote = lent_by(web.url, tmp_path, NOON + 2 * DAY)
    assert [entry.term for entry in remote.lent.entries] == ["ray"]
    assert remote.stale == f"{reason}; the copy of 2 days ago is used"


def test_a_site_that_has_failed_is_not_asked_at_each_rebuild(web: Web, tmp_path: Path) -> None:
    web.files = {"/glossary.json": glossary("ray")}
    assert terms(web.url, tmp_path) == ["ray"]
    web.statuses = {"/glossary.json": 500}
    for now in (NOON + DAY, NOON + DAY + PATIENCE - 1):
        stale = "500 Internal Server Error; the copy of 1 day ago is used"
        assert lent_by(web.url, tmp_path, now).stale == stale
    assert len(web.asked) == 2
    web.statuses = {}
    assert terms(web.url, tmp_path, NOON + DAY + PATIENCE) == ["ray"]
    assert terms(web.url, tmp_path, NOON + DAY + PATIENCE + 1) == ["ray"]
    assert len(web.asked) == 3


def test_without_a_copy_the_reason_is_said(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="Connection refused"):
        lent_by(closed(), tmp_path, NOON)


def test_a_damaged_copy_is_none(web: Web, tmp_path: Path) -> None:
    web.files = {"/glossary.json": glossary("ray")}
    assert terms(web.url, tmp_path) == ["ray"]
    (copy,) = tmp_path.glob("*.copy")
    whole = copy.read_bytes()
    for damaged in (b"", b"{}\n{}", b"\xff", whole[:-1], whole.replace(b'"time"', b'"tide"')):
        copy.write_bytes(damaged)
        assert terms(web.url, tmp_path) == ["ray"]
    assert len(web.asked) == 6


def test_a_folder_that_keeps_nothing_costs_only_time(web: Web, tmp_path: Path) -> None:
    web.files = {"/glossary.json": glossary("ray")}
    (tmp_path / "file").write_text("no folder")
    for _ in range(2):
        assert terms(web.url, tmp_path / "file" / "copies") == ["ray"]
    assert len(web.asked) == 2


def test_nothing_is_left_beside_the_copies(web: Web, tmp_path: Path) -> None:
    web.files = {"/glossary.json": glossary("ray")}
    web.statuses = {"/glossary.json": 500}
    with pytest.raises(FetchError, match="500"):
        lent_by(web.url, tmp_path, NOON)
    assert [path.suffix for path in tmp_path.iterdir()] == [".failure"]
    web.statuses = {}
    assert terms(web.url, tmp_path, NOON + PATIENCE) == ["ray"]
    assert [path.suffix for path in tmp_path.iterdir()] == [".copy"]


def test_a_server_that_is_silent_is_not_waited_for() -> None:
    with silent() as url, pytest.raises(FetchError, match="timed out"):
        fetch(url, timeout=0.05)


def test_a_file_of_which_the_end_is_missing_is_none(web: Web) -> None:
    web.files, web.cut = {"/x": b"whole"}, {"/x"}
    with pytest.raises(FetchError, match="cut short"):
        fetch(f"{web.url}x")


def test_a_file_that_is_too_large_is_not_read_to_its_end(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 2**20)
    web.files = {"/x": bytes(2**20), "/y": bytes(2**20 + 1)}
    assert len(fetch(f"{web.url}x").content) == 2**20
    with pytest.raises(FetchError, match="larger than 1 MiB"):
        fetch(f"{web.url}y")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x"])
def test_a_redirect_leads_nowhere_but_to_the_web(web: Web, target: str) -> None:
    web.moved = {"/x": target}
    with pytest.raises(FetchError):
        fetch(f"{web.url}x")
    with pytest.raises(FetchError):
        fetch(target)


def test_a_redirect_that_goes_round_comes_to_an_end(web: Web) -> None:
    web.moved = {"/x": "/x"}
    with pytest.raises(FetchError, match="302"):
        fetch(f"{web.url}x")


@pytest.mark.parametrize(
    "url", ["http://", "http://127.0.0.1:99999/", "http://127.0.0.1:x/", "http://[/", "x"]
)
def test_an_address_that_is_none_is_refused_like_any_other(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url)


def test_what_cannot_be_fetched_is_what_cannot_be_read() -> None:
    assert issubclass(FetchError, UnreadableDataError)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "less than a minute"),
        (60, "1 minute"),
        (3599, "59 minutes"),
        (3600, "1 hour"),
        (86_399, "23 hours"),
        (86_400, "1 day"),
        (40 * 86_400, "40 days"),
    ],
)
def test_an_age_is_said_as_a_person_would(seconds: float, said: str) -> None:
    assert age(seconds) == said
