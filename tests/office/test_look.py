"""Name, colour and emblem of an installation, on its pages and in its letters."""

import struct
import zlib

import pytest

from app.access import SYSTEM, Viewer
from app.clock import now
from app.errors import Invalid, NotAllowed
from app.i18n import Sentence as _
from app.office.pictures import JPEG, MOST_BYTES, PNG, cleaned_picture
from app.office.site_keeping import change_site, put_emblem
from app.office.values import SiteValues
from app.post.letter import compose
from app.site.queries import load_site, load_words
from tests.office.conftest import Office
from tests.site.site import Visitor


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(side: int = 2, *more: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x0a\x4d\x8c" * side) * side) if side < 100 else b"x"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(*more: bytes) -> bytes:
    frame = segment(0xC0, b"\x08" + struct.pack(">HH", 2, 2) + b"\x01\x01\x11\x00")
    return b"\xff\xd8" + b"".join(more) + frame + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34\xff\xd9"


def test_a_picture_loses_its_notes_and_what_hangs_behind_it() -> None:
    kind, content = cleaned_picture(png(2, chunk(b"tEXt", b"GPS\0 10.03, 105.78")) + b"<script>alert(1)</script>")
    assert (kind, content) == (PNG, png())
    photo = jpeg(segment(0xE1, b"Exif\0\0GPS"), segment(0xFE, b"note")) + b"PK\x03\x04"
    assert cleaned_picture(photo) == (JPEG, jpeg())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        png()[:-6],
        b"\x89PNG\r\n\x1a\n",
        png().replace(b"IDAT", b"IDAX"),
        png(5000),
        jpeg()[:-2],
        b"\xff\xd8\xff\xe0",
        png() + b"x" * MOST_BYTES,
    ],
    ids=["empty", "svg", "gif", "cut", "head only", "no data", "too large", "cut jpeg", "jpeg head", "too big"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Invalid):
        cleaned_picture(content)


async def test_pages_show_the_office_and_not_the_program(admin: Visitor, stranger: Visitor) -> None:
    assert "Đối thoại" in (await stranger.open("/")).text
    answer = await admin.fill_in(
        "/office/site",
        name="Đối thoại Sông Hậu",
        colour="#FFD100",
        address="1 đường Bờ Sông",
        phone="0292 3 812 345",
        email="vpub@songhau.example",
    )
    assert answer.status_code == 303, answer.text
    shown = (await stranger.open("/")).text
    assert "Đối thoại Sông Hậu" in shown
    assert 'href="/brand/ffd100.css"' in shown
    assert "tel:02923812345" in shown
    style = await stranger.open("/brand/ffd100.css")
    assert style.headers["content-type"].startswith("text/css")
    assert "--brand: #" in style.text
    assert "sẫm hơn" in (await admin.open("/office/site")).text
    assert (await stranger.open("/brand/red.css")).status_code == 404


async def test_a_long_name_may_be_shortened_in_the_head_and_stands_there_whole(admin: Visitor) -> None:
    long = "Đối thoại tỉnh Đồng Xanh với người dân và doanh nghiệp"
    assert (await admin.fill_in("/office/site", name=long, colour="#0a4d8c")).status_code == 303
    for page in ("/office", "/events"):
        head = (await admin.get(page)).text.partition("<header")[2].partition("</header>")[0]
        assert f'title="{long}"' in head
        assert f"<span>{long}</span>" in head


async def test_an_emblem_is_shown_cleaned_and_can_be_removed(admin: Visitor, stranger: Visitor) -> None:
    sent = await admin.upload_to("/office/site/emblem", "emblem", "quoc-huy.png", png(2, chunk(b"tEXt", b"a\0b")))
    assert sent.status_code == 303, sent.text
    path = (await load_site()).emblem_path
    shown = await stranger.open(path)
    assert shown.content == png()
    assert shown.headers["content-type"] == "image/png"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert path in (await stranger.open("/")).text
    wrong = await admin.upload_to("/office/site/emblem", "emblem", "a.svg", b"<svg/>")
    assert wrong.status_code == 422
    assert (await admin.act("/office/site/emblem/remove")).status_code == 303
    assert path not in (await stranger.open("/")).text


async def test_wrong_values_are_told_beside_their_fields(admin: Visitor) -> None:
    answer = await admin.fill_in("/office/site", name="", colour="red", email="không")
    assert answer.status_code == 422
    for name in ("name", "colour", "email"):
        assert f'id="{name}-problem"' in answer.text


async def test_letters_are_signed_with_the_name_of_the_site(office: Office) -> None:
    await change_site(SiteValues(name="Đối thoại Sông Hậu"), by=SYSTEM, at=now())
    await load_words()
    assert "Đối thoại Sông Hậu" in compose("a@b.example", _("Saved."), []).body


async def test_nobody_else_changes_it(office: Office) -> None:
    with pytest.raises(NotAllowed):
        await change_site(SiteValues(name="x"), by=Viewer(), at=now())
    with pytest.raises(NotAllowed):
        await put_emblem(b"", by=Viewer(), at=now())
