"""S8: bombs, disguises and programs among the files that are sent. Each is refused at once and cheaply."""

import asyncio
import resource
import sys
import time
import zlib
from pathlib import Path

import pytest

from app.apart import run_apart
from app.files.checking import verdict
from app.files.kinds import KINDS, kind_named
from app.files.pictures import clean_jpeg
from tests.files import samples

GOOD = {
    "pdf": samples.pdf(),
    "docx": samples.docx(),
    "xlsx": samples.xlsx(),
    "odt": samples.odt(),
    "jpg": samples.jpeg(),
    "png": samples.png(),
}


def judged(tmp_path: Path, kind: str, content: bytes) -> str:
    path = tmp_path / "file"
    path.write_bytes(content)
    return verdict(kind, path)


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_good_file_of_each_kind_is_taken(tmp_path, kind):
    assert judged(tmp_path, kind, GOOD[kind]) == "ok"


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("other", [*KINDS, "html", "exe", "eicar"])
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path, kind, other):
    content = {**GOOD, "html": b"<!doctype html><script>alert(1)</script>", "exe": b"MZ\x90", "eicar": samples.EICAR}
    if kind != other:
        assert judged(tmp_path, kind, content[other]) == "other"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", samples.pdf() + samples.docx()),
        ("pdf", samples.pdf() + b"<html><script>alert(1)</script>"),
        ("pdf", b"<html>" + samples.pdf()),
        ("pdf", b"%PDF-1.7 <script>alert(1)</script>" + samples.pdf()),
        ("docx", samples.pdf() + samples.docx()),
        ("docx", b"\xff\xd8\xff" + samples.docx()),
        ("xlsx", samples.docx()),
        ("odt", samples.docx()),
    ],
)
def test_a_file_that_is_two_things_at_once_is_refused(tmp_path, kind, content):
    assert judged(tmp_path, kind, content) == "other"


@pytest.mark.parametrize(
    "inside",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> ",
        b"/OpenAction << /S /J#61vaScript /J#53 (app.alert(1)) >> ",
        b"/OpenAction << /S /Launch /F (cmd.exe) >> ",
        b"/Names << /EmbeddedFiles 3 0 R >> ",
    ],
)
def test_a_pdf_that_does_something_is_refused(tmp_path, inside):
    assert judged(tmp_path, "pdf", samples.pdf(inside)) == "macros"


def test_a_script_in_packed_objects_of_a_pdf_is_found(tmp_path):
    packed = zlib.compress(b"<< /S /JavaScript /JS (app.alert(1)) >>")
    hidden = (
        b">>\nendobj\n2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\nendobj\n<<"
    )
    assert judged(tmp_path, "pdf", samples.pdf(hidden)) == "macros"


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/activeX/activeX1.xml", "setup.exe", "a/run.JS"])
def test_a_paper_with_a_program_in_it_is_refused(tmp_path, part):
    assert judged(tmp_path, "docx", samples.docx(**{part: b"x"})) == "macros"


def test_a_macro_paper_under_an_honest_name_is_refused(tmp_path):
    types = b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"
    content = samples.packed({"[Content_Types].xml": types, "word/document.xml": b"<w/>"})
    assert judged(tmp_path, "docx", content) == "macros"


def _lying(content: bytes) -> bytes:
    """The archive again, its list telling of parts of one byte each."""
    from struct import pack, unpack_from

    changed, at = bytearray(content), 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        if unpack_from("<I", content, at + 24)[0] > 10_000_000:
            changed[at + 24 : at + 28] = pack("<I", 1)
        at += 4
    return bytes(changed)


BOMBS = {
    "zeros": ("docx", lambda: samples.docx(**{"word/media/a.bin": bytes(150_000_000)})),
    "a list that lies": ("docx", lambda: _lying(samples.docx(**{"word/media/a.bin": bytes(50_000_000)}))),
    "many parts": ("xlsx", lambda: samples.packed({f"xl/{number}": b"" for number in range(100_000)})),
    "50,000 x 50,000": ("png", lambda: samples.png(50_000, 50_000, points=bytes(10_000_000))),
    "more points than it says": ("png", lambda: samples.png(10, 10, points=bytes(100_000_000))),
    "a huge jpeg": ("jpg", lambda: samples.jpeg(50_000, 50_000)),
}


@pytest.mark.parametrize("name", list(BOMBS))
async def test_a_bomb_is_refused_in_two_seconds_and_with_little_memory(tmp_path, name):
    kind, make = BOMBS[name]
    path = tmp_path / "bomb"
    path.write_bytes(make())
    begun = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = await run_apart("app.files.checking", kind, str(path))
    assert said.decode().strip() in {"bomb", "pixels", "damaged"}, said
    assert time.monotonic() - begun < 2 * 3  # a busy machine takes its time; alone it is a fifth of a second
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000
    reading = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", MEASURED, kind, str(path)),
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    out, _error = await reading.communicate()
    assert int(out) < 100 * 1024, "kilobytes"


MEASURED = """
import resource, sys
from pathlib import Path
from app.files.checking import verdict
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
verdict(sys.argv[1], Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize(
    "name", ["a.exe", "a", ".pdf", "a.pdf.exe", "a.exe.pdf", "a.html.pdf", "a.docm", "a.svg", "a.pdf "]
)
def test_a_name_that_deceives_is_refused(name):
    assert (kind_named(name) is None) is (name != "a.pdf ")


@pytest.mark.parametrize(("name", "kind"), [("A.PDF", "pdf"), ("ảnh.nhà.JPEG", "jpg"), ("số 12.2026.docx", "docx")])
def test_an_honest_name_tells_its_kind(name, kind):
    assert kind_named(name) == kind


@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_a_picture_loses_its_place_and_what_hangs_behind_it(tmp_path, kind):
    make = samples.jpeg if kind == "jpg" else samples.png
    path = tmp_path / "picture"
    path.write_bytes(make(after=b"PK\x03\x04 hidden"))
    assert verdict(kind, path) == "ok"
    cleaned = path.read_bytes()
    assert samples.PLACE not in cleaned
    assert b"hidden" not in cleaned
    assert verdict(kind, path) == "ok"
    assert path.read_bytes() == cleaned


def test_a_picture_keeps_the_right_way_up():
    cleaned = clean_jpeg(samples.jpeg(orientation=6))
    assert cleaned.count(b"Exif\0\0") == 1
    assert cleaned[cleaned.index(b"\x01\x12\x00\x03") + 8 : cleaned.index(b"\x01\x12\x00\x03") + 10] == b"\0\x06"
    assert b"Exif" not in clean_jpeg(samples.jpeg(orientation=1))


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_file_that_was_cut_off_is_damaged(tmp_path, kind):
    assert judged(tmp_path, kind, GOOD[kind][:-10]) in {"damaged", "other"}
    assert judged(tmp_path, kind, GOOD[kind][: len(GOOD[kind]) // 2]) in {"damaged", "other"}


SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"


@pytest.mark.parametrize(
    ("words", "packed", "said"),
    [
        (b"/Type /ObjStm", SCRIPT, "macros"),
        (b"/Type /Obj#53tm /Filter /FlateDecode", zlib.compress(SCRIPT), "macros"),
        (b"/Type /ObjStm" + b" " * 5000 + b"/Filter /FlateDecode", zlib.compress(SCRIPT), "macros"),
        (b"/Type /ObjStm /Filter /ASCIIHexDecode", SCRIPT.hex().encode(), "damaged"),
        (b"/Type /ObjStm /Filter [/A#38#35 /FlateDecode]", b"whatever", "damaged"),
        (b"/Type /ObjStm /Filter /FlateDecode", zlib.compress(b"<< /Type /Page >>"), "ok"),
        (b"/Type /ObjStm /Filter /FlateDecode /Length 4", b"\x9a\x01\x02\x03", "ok"),  # locked, so nobody knows
    ],
)
def test_a_script_in_objects_that_are_packed_otherwise_is_found(tmp_path, words, packed, said):
    content = b">>\nendobj\n2 0 obj\n<< " + words + b" >>\nstream\n" + packed + b"\nendstream\nendobj\n<<"
    assert judged(tmp_path, "pdf", samples.pdf(content)) == said


def test_a_script_between_words_that_only_seem_a_stream_is_found(tmp_path):
    content = b"/A (stream\n) >>\nendobj\n2 0 obj\n" + SCRIPT + b"\nendobj\n3 0 obj\n<< /B (endstream)"
    assert judged(tmp_path, "pdf", samples.pdf(content)) == "macros"


def rels(kind: str, target: str, mode: str = "External", encoding: str = "utf-8") -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><r:Relationships xmlns:r="http://schemas.openxmlformats.org/package">'
        f'<r:Relationship Id="rId1" Type="{office}{kind}" Target="{target}" TargetMode="{mode}"/></r:Relationships>'
    )
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://evil.example/t.dotm"),
        ("attachedTemplate", "&#104;ttp://evil.example/t.dotm"),
        ("attachedTemplate", "\\\\evil.example\\share\\t.dotm"),
        ("attachedTemplate", "file://evil.example/share/t.dotm"),
        ("attachedTemplate", "file:///\\\\evil.example\\share\\t.dotm"),
        ("oleObject", "mhtml:https://evil.example/x!x-usc:https://evil.example/x"),
        ("oleObject", "html:https://evil.example/"),
        ("frame", "https://evil.example/"),
    ],
)
def test_a_paper_that_loads_parts_from_elsewhere_is_refused(tmp_path, kind, target, encoding):
    for name in ("word/_rels/settings.xml.rels", "word/_rels/Document.xml.RELS"):
        content = samples.docx(**{name: rels(kind, target, encoding=encoding)})
        assert judged(tmp_path, "docx", content) == "fetches"


def test_a_paper_may_link_to_pages_and_name_the_template_of_its_own_machine(tmp_path):
    for kind, target in (
        ("hyperlink", "https://songhau.example/"),
        ("attachedTemplate", "file:///C:\\Users\\An\\Normal.dotm"),
        ("attachedTemplate", "Normal.dotm"),
        ("image", "media/image1.png"),
    ):
        content = samples.docx(**{"word/_rels/settings.xml.rels": rels(kind, target)})
        assert judged(tmp_path, "docx", content) == "ok"


def test_relations_that_cannot_be_read_are_refused(tmp_path):
    bomb = b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'
    for content in (bomb, b"<r", b"\xff\xfe<"):
        assert judged(tmp_path, "docx", samples.docx(**{"word/_rels/a.xml.rels": content})) == "damaged"
