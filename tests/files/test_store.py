"""The store: files of acts that failed are gone, strays wait a day before they go, names of others are refused."""

import os
import time
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.files import store
from app.files.receiving import received
from app.settings import BadSettings, Settings
from tests.files import samples

DAY = 24 * 3600


async def keep_one(data_dir: Path, number: int = 0) -> str:
    content = samples.pdf(b"/N %d " % number)
    arrived = SimpleNamespace(filename="don.pdf", file=BytesIO(content), size=len(content))
    async with received([arrived], data_dir) as files:
        files[0].take()
    return files[0].stored


def aged(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() - seconds, time.time() - seconds))


async def test_a_stray_is_swept_a_day_after_it_was_first_seen(tmp_path):
    kept, stray = await keep_one(tmp_path), await keep_one(tmp_path, 1)
    place = store.place_of(tmp_path, stray)
    assert store.sweep(tmp_path, {kept}) == 0, "it may be waiting for its row"
    aged(place, 2 * DAY)
    assert store.sweep(tmp_path, {kept}) == 0, "a backup that is being written may still read it"
    assert store.sweep(tmp_path, {kept}) == 0
    aged(place, 2 * DAY)
    aged(store.place_of(tmp_path, kept), 900 * DAY)
    assert store.sweep(tmp_path, {kept}) == 1
    assert [path.name for path in store.stored_files(tmp_path)] == [kept]


async def test_what_a_crash_left_on_its_way_in_is_swept(tmp_path):
    left = store.incoming(tmp_path) / "left"
    left.write_bytes(b"half")
    store.sweep(tmp_path, set())
    assert left.exists()
    aged(left, 2 * DAY)
    store.sweep(tmp_path, set())
    assert not left.exists()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 31, "A" * 32, "g" * 32, "a" * 30 + "/b"])
def test_only_names_of_ours_have_a_place(tmp_path, name):
    with pytest.raises(ValueError):
        store.place_of(tmp_path, name)


@pytest.mark.parametrize("url", ["127.0.0.1:3310", "http://scanner", "tcp://scanner", "tcp://scanner:port", "unix://"])
def test_a_scanner_address_that_cannot_be_one_stops_the_start(tmp_path, url):
    given = {"DATABASE_URL": f"sqlite:///{tmp_path}/d.sqlite", "SECRET_KEY": "0123456789-abcdefghij-ABCDEFGHIJ"}
    with pytest.raises(BadSettings, match="CLAMD_URL"):
        Settings.from_environment(given | {"CLAMD_URL": url})
    assert Settings.from_environment(given | {"CLAMD_URL": "unix:///run/clamd.ctl"}).clamd_url
