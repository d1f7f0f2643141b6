"""Pictures of the main pages, made from the running demo: python -m tests.pictures [FOLDER] [--language en]."""

import argparse
import asyncio
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from app.database.migrating import migrate
from tests.browser import chromium
from tests.journeys.running import Served, served
from tests.site.places import IN_REVIEW, KY8, KY9, PUBLISHED, TODAY, Places, places_of
from tests.site.site import open_site
from tests.told import Told, tell_city

WIDTH = 800  # of a picture of a desk; a phone's is as wide as two thirds of it
DESK = {"width": 1280, "height": 860}
APPROVAL = 'form[action$="/approval"] button'
PHONE = {"width": 360, "height": 720}


@dataclass(frozen=True)
class Picture:
    name: str
    account: str
    address: str
    on_phone: bool = False
    down_to: str = ""  # what stands at the lower edge, where that is not the beginning of the page


def pictures(places: Places) -> tuple[Picture, ...]:
    track = f"{places.track}?sent=1"
    return (
        Picture("home", "", "/"),
        Picture("home-phone", "", "/", on_phone=True),
        Picture("forum", "", f"/events/{KY9}"),
        Picture("ask-phone", "", f"/events/{KY9}/questions/new", on_phone=True),
        Picture("track-phone", "", track, on_phone=True),
        Picture("question", "", f"/questions/{places.codes[PUBLISHED]}"),
        Picture("work", "dieuphoi", "/work"),
        Picture("desk-question", "dieuphoi", f"/desk/questions/{places.codes[IN_REVIEW]}"),
        Picture("leader-phone", "lanhdao.snnmt", f"/desk/answers/{places.answers[IN_REVIEW]}", True, APPROVAL),
        Picture("room", "dieuphoi.vpub", f"/desk/events/{TODAY}/room"),
        Picture("promises", "", "/commitments"),
    )


def main() -> None:
    reader = argparse.ArgumentParser(description="Make pictures of the main pages from the running demo.")
    reader.add_argument("folder", type=Path, nargs="?", default=Path("docs/pictures"))
    reader.add_argument("--language", choices=("vi", "en"), default="vi")
    given = reader.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told, places = asyncio.run(_city(folder))
        (folder / "served").mkdir()
        with chromium() as browser, served(told, folder / "served") as site:
            for picture in pictures(places):
                _draw(browser, site, told, picture, given.folder, given.language)
            _draw_minutes(browser, site, told, given.folder)


async def _city(folder: Path) -> tuple[Told, Places]:
    url = f"sqlite:///{folder / 'told.sqlite'}"
    await migrate(url)
    told = Told(folder / "told.sqlite", await tell_city(url))
    async with open_site(told, folder) as site:
        places = await places_of(site)
    return Told(folder / "site.sqlite", told.sessions), places


def _draw(browser: Browser, site: Served, told: Told, picture: Picture, folder: Path, language: str) -> None:
    with _page(browser, site, told, picture, language) as page:
        page.goto(site.address + picture.address)
        page.evaluate("async () => { await document.fonts.ready }")
        if picture.down_to:
            page.locator(picture.down_to).last.evaluate("one => one.scrollIntoView({block: 'end'})")
        page.screenshot(path=folder / f"{picture.name}.png", scale="device")


@contextmanager
def _page(browser: Browser, site: Served, told: Told, picture: Picture, language: str) -> Iterator[Page]:
    scale = 1.25 if picture.on_phone else WIDTH / DESK["width"]
    context = browser.new_context(
        viewport=PHONE if picture.on_phone else DESK,  # type: ignore[arg-type]
        device_scale_factor=scale,
        reduced_motion="reduce",
        locale=language,
    )
    cookies = {"lang": language, "session": told.sessions.get(picture.account, "")}
    context.add_cookies(
        [{"name": name, "value": value, "url": site.address} for name, value in cookies.items() if value]
    )
    yield context.new_page()
    context.close()


def _draw_minutes(browser: Browser, site: Served, told: Told, folder: Path) -> None:
    """The first page of the draft minutes of the forum that was held."""
    with _page(browser, site, told, Picture("minutes", "dieuphoi", ""), "vi") as page:
        answer = page.context.request.get(f"{site.address}/desk/events/{KY8}/minutes/draft/pdf")
        assert answer.ok
        content = answer.body()
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        target = str(folder / "minutes")
        subprocess.run(
            ["pdftoppm", "-png", "-gray", "-singlefile", "-scale-to-x", "640", "-scale-to-y", "-1", file.name, target],
            check=True,
        )


if __name__ == "__main__":
    main()
