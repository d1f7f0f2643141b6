"""Static files: kept for a year under their hash, compressed, and absent without harm."""

import gzip
import shutil
from pathlib import Path

import brotli
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app.web.assets import AssetsMissing, build
from app.web.static import ROOT, StaticFiles
from app.web.templating import TEMPLATES

Client = TestClient[Litestar]
MODULES = ROOT.parents[1] / "node_modules"


@pytest.fixture
def built(tmp_path: Path) -> StaticFiles:
    if not (MODULES / "htmx.org").is_dir():
        pytest.skip("node_modules is absent: make setup fetches it, then this test runs too.")
    for name in ("site.css", "app.js", "icon.svg"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    build(MODULES, tmp_path)
    return StaticFiles(tmp_path)


def test_a_file_is_kept_for_ever_under_its_hash(client: Client, app: Litestar) -> None:
    url = app.state.web.static.url("icon.svg")
    answer = client.get(url)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("image/svg+xml")
    again = client.get(url, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_an_older_hash_finds_todays_file_but_is_not_kept(client: Client) -> None:
    answer = client.get("/static/000000000000/icon.svg")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "name",
    ["nothing.css", "../settings.py", "..%2fsettings.py", "%2e%2e/settings.py", "vendor", "site.css%00"],
)
def test_nothing_else_is_served(client: Client, name: str) -> None:
    assert client.get(f"/static/x/{name}").status_code in {400, 404}


def test_a_browser_gets_the_best_it_understands(client: Client, app: Litestar) -> None:
    file = app.state.web.static.files["app.js"]
    url = app.state.web.static.url("app.js")
    assert client.get(url, headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get(url, headers={"Accept-Encoding": "identity"}).headers
    assert file.gzipped
    assert gzip.decompress(file.gzipped) == file.body


def test_styles_and_scripts_of_a_public_page_fit_in_sixty_kilobytes(built: StaticFiles) -> None:
    names = ("vendor/site.css", "vendor/htmx.min.js", "vendor/app.js")
    assert sum(len(built.files[name].gzipped or b"") for name in names) <= 60 * 1024
    for name in names:
        file = built.files[name]
        assert file.brotli
        assert brotli.decompress(file.brotli) == file.body


def test_the_style_names_no_other_host_and_every_font_it_names_is_there(built: StaticFiles) -> None:
    style = built.files["vendor/site.css"].body.decode()
    urls = [piece.split(")")[0].strip("\"'") for piece in style.split("url(")[1:]]
    assert urls
    for url in urls:
        assert url.startswith("data:") or built.has(f"vendor/{url}"), url


def test_without_the_assets_the_site_says_so_and_links_what_is_there(tmp_path: Path) -> None:
    shutil.copyfile(ROOT / "site.css", tmp_path / "site.css")
    shutil.copyfile(ROOT / "app.js", tmp_path / "app.js")
    static = StaticFiles(tmp_path)
    assert static.missing == ["vendor/site.css", "vendor/htmx.min.js"]
    assert static.style.endswith("/site.css")
    assert static.script.endswith("/app.js")
    with pytest.raises(AssetsMissing, match="npm ci"):
        build(tmp_path / "none", tmp_path)


def test_no_template_names_another_host() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text().replace("http://www.w3.org/", "")
        for word in ('src="http', "src='http", "@import", '<link rel="stylesheet" href="http', "//cdn"):
            assert word not in text, path
