"""The PDF of the minutes: the same paper as the DOCX, tagged, with every letter from our own typeface."""

import io
import json
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from app.apart import Failed, run_apart
from app.errors import Unavailable
from exports.documents import fonts
from exports.documents.minutes import minutes
from exports.documents.pdf import render_pdf, template_inputs
from exports.documents.tree import Appendix, Document, Header, Signer, body
from tests.exports.papers import MARKED, TITLE, large_forum, small_forum

pytestmark = pytest.mark.anyio
MM = 72 / 25.4


async def test_the_pdf_says_what_the_minutes_say() -> None:
    reader = PdfReader(io.BytesIO(await render_pdf(minutes(small_forum()))))
    said = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert reader.metadata is not None
    assert reader.metadata.title == f"Biên bản {TITLE}"
    assert round(float(reader.pages[0].mediabox.width) / MM) == 210
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 03/BB-TTXT", "BIÊN BẢN", "THƯ KÝ", "CHỦ TỌA"):
        assert words in said
    assert "ngày 05 tháng 9 năm 2026./." in said
    assert "Bao giờ có <giá đất>?" in said
    assert "DỰ THẢO" not in said


async def test_the_pdf_is_tagged_and_in_vietnamese() -> None:
    reader = PdfReader(io.BytesIO(await render_pdf(minutes(small_forum()))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("vi")
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


async def test_a_draft_says_so_and_page_two_has_its_number() -> None:
    document = minutes(small_forum(is_draft=True, conclusion="Kết luận rất dài. " * 400))
    reader = PdfReader(io.BytesIO(await render_pdf(document)))
    assert all("DỰ THẢO" in page.extract_text() for page in reader.pages)
    first_lines = [page.extract_text().split()[0] for page in reader.pages]
    assert first_lines[0] != "1"
    assert first_lines[1] == "2"


async def test_the_same_tree_gives_the_same_pdf() -> None:
    first = await render_pdf(minutes(small_forum()))
    time.sleep(1.1)
    assert await render_pdf(minutes(small_forum())) == first


async def test_markup_and_foreign_signs_are_only_text() -> None:
    hostile = '#import "/etc/passwd" $x$ *b* _i_ \\ `c` <t> @x 日本 😀 "q"'
    document = Document(
        Header("SỞ"),
        minutes(small_forum()).dated,
        (body(hostile), body("dòng một\ndòng hai")),
        "BÁO CÁO",
        hostile,
    )
    said = PdfReader(io.BytesIO(await render_pdf(document))).pages[0].extract_text()
    assert '#import "/etc/passwd" $x$ *b* _i_ \\ `c` <t> @x' in " ".join(said.split())


async def test_every_shape_of_document_can_be_drawn() -> None:
    letter = Document(
        Header("SỞ", "UBND", "1/S-V", "V/v", "Sông Hậu, ngày 05 tháng 02 năm 2026"),
        minutes(small_forum()).dated,
        (body("x./."),),
        addressees=("A", "B"),
        signers=(Signer(("GIÁM ĐỐC",), "Lê"),),
        recipients=("Như trên",),
        appendices=(Appendix("Một", (), "I", "(Kèm theo)", True), Appendix("Hai", (body("y"),), "II")),
    )
    pages = PdfReader(io.BytesIO(await render_pdf(letter))).pages
    assert [round(float(page.mediabox.width) / MM) for page in pages] == [210, 297, 210]


async def test_a_web_address_longer_than_its_column_stays_inside() -> None:
    document = minutes(small_forum())
    table = next(block for block in template_inputs(document)["document"]["blocks"] if block["what"] == "table")
    assert all(len(column["title"]) for column in table["columns"])
    long = "https://example.vn/" + "a" * 300
    question = type(small_forum().questions[0])(1, "A", long, "B", long, True)
    inputs = template_inputs(minutes(small_forum(questions=(question,))))
    rows = next(block for block in inputs["document"]["blocks"] if block["what"] == "table")["rows"]
    assert max(map(len, rows[0][2].split("\u200b"))) <= 20


async def test_what_takes_too_long_is_stopped_with_a_sentence() -> None:
    started = time.perf_counter()
    with pytest.raises(Unavailable):
        await run_apart("timeit", "-n", "1", "import time; time.sleep(20)", seconds=0.5)
    assert time.perf_counter() - started < 5


async def test_a_process_that_fails_says_why() -> None:
    with pytest.raises(Failed, match="No module named"):
        await run_apart("exports.nothing_there")


def test_the_typeface_holds_every_vietnamese_letter() -> None:
    if not fonts.present():
        pytest.skip("Tinos is not made yet: run npm ci, then python -m exports.documents.fonts")
    for name in fonts.FACES:
        assert fonts.missing(fonts.FOLDER / name) == ""
        with TTFont(fonts.FOLDER / name) as font:
            assert font["name"].getBestFamilyName() == "Tinos"
    assert (fonts.FOLDER / fonts.LICENCE).is_file()


def test_there_are_134_marked_letters() -> None:
    assert len(MARKED) == 134


def test_without_npm_the_set_up_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        fonts.build(source=tmp_path, folder=tmp_path / "fonts")


async def test_without_tinos_the_paper_is_still_made(tmp_path: Path) -> None:
    inputs = json.dumps(template_inputs(minutes(small_forum()))).encode()
    code = (
        "import pathlib, sys; from exports.documents import compile as c;"
        f"c.FOLDER = pathlib.Path({str(tmp_path / 'none')!r}); sys.exit(c.main())"
    )
    made = subprocess.run([sys.executable, "-c", code], input=inputs, capture_output=True, check=True, timeout=60)
    text = PdfReader(io.BytesIO(made.stdout)).pages[0].extract_text()
    assert "CỘNG HÒA XÃ HỘI" in text


async def test_q4_pdf_of_100_questions_holds_every_letter_and_is_quick() -> None:
    document = minutes(large_forum())
    started = time.perf_counter()
    made = await render_pdf(document)
    seconds = time.perf_counter() - started
    reader = PdfReader(io.BytesIO(made))
    said = "".join(page.extract_text() for page in reader.pages)
    # A reader gets letters and their marks from the font's own table; what matters is that none is lost.
    assert not set(MARKED + "₫") - set(unicodedata.normalize("NFC", said))
    # PDF/A forbids a missing glyph, so the file carries its mark only when none was missing.
    assert b"pdfaid:part" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()
    used = {str(font) for page in reader.pages for font in _font_names(page)}
    assert used
    assert all("Tinos" in name for name in used) == fonts.present()
    assert seconds < 5


def test_q4_pdf_of_100_questions_takes_at_most_150_megabytes() -> None:
    inputs = json.dumps(template_inputs(minutes(large_forum()))).encode()
    code = (
        "import sys; from exports.documents.compile import main; main();"
        "print(open('/proc/self/status').read(), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code]
    made = subprocess.run(command, input=inputs, capture_output=True, check=True, timeout=60)
    peak = next(line for line in made.stderr.decode().splitlines() if line.startswith("VmHWM"))
    assert int(peak.split()[1]) / 1024 < 150


def _font_names(page: object) -> list[str]:
    held = page["/Resources"]["/Font"]  # type: ignore[index]
    return [held[key].get_object()["/BaseFont"] for key in held]
