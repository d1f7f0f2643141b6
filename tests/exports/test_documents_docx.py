"""The DOCX of the minutes, measured in twips against Nghị định 30/2020."""

import io
import time
import unicodedata

import docx
import pytest
from docx.document import Document as Paper
from docx.oxml.ns import qn

from exports.documents.docx import render_docx
from exports.documents.minutes import minutes
from exports.documents.tree import Appendix, Document, Header, Signer, basis, body
from tests.exports.papers import MARKED, TITLE, large_forum, small_forum


def opened(document: Document) -> Paper:
    return docx.Document(io.BytesIO(render_docx(document)))


def everything(paper: Paper) -> str:
    return "\n".join(
        "".join(words.text or "" for words in line.iter(qn("w:t"))) for line in paper.element.iter(qn("w:p"))
    )


@pytest.fixture(scope="module")
def paper() -> Paper:
    return opened(minutes(small_forum()))


def test_the_page_has_the_margins_of_the_decree(paper: Paper) -> None:
    section = paper.sections[0]
    measures = [section.page_width, section.page_height, section.left_margin, section.right_margin]
    measures += [section.top_margin, section.bottom_margin, section.header_distance]
    assert [round(measure.mm) for measure in measures if measure is not None] == [
        210,
        297,
        30,
        20,
        20,
        20,
        10,
    ]
    assert section._sectPr.find(qn("w:pgSz")).get(qn("w:w")) == "11906"
    assert section._sectPr.find(qn("w:pgMar")).get(qn("w:left")) == "1701"


def test_the_page_number_stands_centred_in_the_top_margin_and_not_on_page_one(paper: Paper) -> None:
    section = paper.sections[0]
    assert section.different_first_page_header_footer
    field = section.header._element.find(f".//{qn('w:fldSimple')}")
    assert field.get(qn("w:instr")) == "PAGE"
    assert field.find(f".//{qn('w:sz')}").get(qn("w:val")) == "26"
    centre = section.header._element.find(f".//{qn('w:tab')}[@{qn('w:val')}='center']")
    assert centre.get(qn("w:pos")) == "4535"
    assert section.first_page_header._element.find(f".//{qn('w:fldSimple')}") is None


def test_the_head_is_a_table_without_borders_of_60_and_100_mm(paper: Paper) -> None:
    head = paper.tables[0]
    assert [column.get(qn("w:w")) for column in head._tbl.iter(qn("w:gridCol"))] == ["3402", "5669"]
    assert {border.get(qn("w:val")) for border in head._tbl.find(f".//{qn('w:tblBorders')}")} == {"nil"}
    assert {side.get(qn("w:w")) for side in head._tbl.find(f".//{qn('w:tblCellMar')}")} == {"0"}


def test_the_head_says_who_in_the_right_sizes(paper: Paper) -> None:
    organ, nation = paper.tables[0].rows[0].cells
    written = [
        (line.text, line.runs[0].font.size.pt, bool(line.runs[0].bold))
        for line in (*organ.paragraphs, *nation.paragraphs)
    ]
    assert [line for line in written if line[0]] == [
        ("UBND THÀNH PHỐ SÔNG HẬU", 12, False),
        ("TRUNG TÂM XÚC TIẾN ĐẦU TƯ VÀ HỖ TRỢ DOANH NGHIỆP", 12, True),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True),
        ("Độc lập - Tự do - Hạnh phúc", 13, True),
    ]


def test_the_rule_under_the_motto_is_as_long_as_the_motto(paper: Paper) -> None:
    rule = paper.tables[0].rows[0].cells[1].paragraphs[-1]
    assert rule._p.find(f".//{qn('w:top')}") is not None
    indent = rule._p.find(f".//{qn('w:ind')}")
    length = 100 - sum(int(indent.get(qn(f"w:{side}"))) for side in ("left", "right")) / 56.69
    assert length == pytest.approx(56, abs=0.5)


def test_minutes_have_a_number_and_no_place_line(paper: Paper) -> None:
    number, place = paper.tables[0].rows[1].cells
    assert (number.text, place.text) == ("Số: 03/BB-TTXT", "")


def test_the_body_is_justified_14_point_with_a_first_line_of_one_centimetre(paper: Paper) -> None:
    line = next(line for line in paper.paragraphs if line.text.startswith("Địa điểm"))
    assert line.runs[0].font.size.pt == 14
    look = line.paragraph_format
    assert (look.first_line_indent.twips, look.space_before.pt) == (567, 6)
    assert line._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "both"


def test_every_script_is_set_in_times_new_roman(paper: Paper) -> None:
    fonts = paper.styles["Normal"].element.find(f".//{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}


def test_minutes_end_with_two_signers_the_secretary_at_the_left(paper: Paper) -> None:
    left, right = paper.tables[-1].rows[0].cells
    assert left.text.split() == ["THƯ", "KÝ", "Nguyễn", "Thị", "Ánh"]
    assert right.text.split() == ["CHỦ", "TỌA", "Đỗ", "Văn", "Ước"]
    assert "Hội nghị kết thúc vào 11 giờ 30, ngày 05 tháng 9 năm 2026./." in everything(paper)
    assert [line.text for line in paper.paragraphs][-3:] == [
        "Nơi nhận:",
        "- Như thành phần tham dự;",
        "- Lưu: VT, Hồ sơ.",
    ]


def test_minutes_tell_the_course_of_the_forum(paper: Paper) -> None:
    said = everything(paper)
    for sentence in (
        "Thời gian bắt đầu: 08 giờ 00, ngày 05 tháng 9 năm 2026.",
        "(2) Doanh nghiệp, người dân: 64 người.",
        "Chủ trì (chủ tọa): Ông Đỗ Văn Ước, chức vụ: Phó Chủ tịch UBND thành phố.",
        "2. Báo cáo kết quả thực hiện kết luận kỳ trước",
        "Kỳ thứ 8: đã hoàn thành 5/7 nhiệm vụ.",
        "- Ông Lê Văn Ẩn: Chào mừng các doanh nghiệp.",
        "Có 2 ý kiến, câu hỏi; trong đó 1 được trả lời tại hội nghị, 1 được trả lời bằng văn bản.",
        "(Xe rác vào hẻm mấy lần?): UBND phường Bến Ninh trả lời bằng văn bản chậm nhất ngày 05/02/2026.",
        "a) Giao Sở Tài chính: Rà soát 17 hồ sơ; sản phẩm: Danh mục; thời hạn: trước ngày 30/9/2026.",
        "b) Đề nghị Công an thành phố: Hướng dẫn đầy đủ một lần.",
        "- Sở Tài chính: đề nghị ghi rõ số hồ sơ.",
    ):
        assert sentence in said
    assert "Công ty TNHH A & B" in paper.tables[1].rows[1].cells[1].text


def test_a_draft_says_so_in_its_head_and_on_every_page() -> None:
    paper = opened(minutes(small_forum(symbol="/BB-TTXT", is_draft=True)))
    head = paper.tables[0].rows[1].cells[0].text
    assert head.split() == ["Số:", "/BB-TTXT", "DỰ", "THẢO"]
    section = paper.sections[0]
    for header in (section.header, section.first_page_header):
        assert "DỰ THẢO" in "".join(header._element.itertext())
    issued = opened(minutes(small_forum()))
    assert "DỰ THẢO" not in everything(issued)


def test_one_signer_stands_level_with_the_recipients() -> None:
    letter = Document(
        Header("SỞ TÀI CHÍNH", symbol="734/STC-QLDN", subject="V/v trả lời", place_and_date="Sông Hậu, ngày …"),
        dated=minutes(small_forum()).dated,
        blocks=(basis("Căn cứ Luật Đất đai;"), body("Nội dung./.")),
        addressees=("Công ty A", "Công ty B"),
        signers=(Signer(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Văn Dân"),),
        recipients=("Như trên", "Lưu: VT"),
    )
    paper = opened(letter)
    left, right = paper.tables[-1].rows[0].cells
    assert left.text == "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    assert right.text == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Văn Dân"
    assert "- Công ty B." in everything(paper)
    assert next(line for line in paper.paragraphs if line.text.startswith("Căn cứ")).runs[0].italic


def test_an_appendix_may_lie_on_its_side_and_counts_its_own_pages() -> None:
    paper = opened(
        Document(
            Header("SỞ TÀI CHÍNH"),
            dated=minutes(small_forum()).dated,
            blocks=(body("x"),),
            appendices=(
                Appendix("Danh sách", (body("y"),), "I", is_landscape=True),
                Appendix("Khác", (), "II"),
            ),
        )
    )
    assert [round(section.page_width.mm) for section in paper.sections if section.page_width] == [
        210,
        297,
        210,
    ]
    assert [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in paper.sections] == ["1"] * 3
    assert "Phụ lục II" in everything(paper)


def test_many_people_go_into_an_appendix() -> None:
    people = tuple(f"Bà Nguyễn Thị {number}" for number in range(30))
    group = type(small_forum().attendance[0])("Doanh nghiệp", people)
    said = everything(opened(minutes(small_forum(attendance=(group,)))))
    assert "(1) Doanh nghiệp: 30 người (danh sách kèm theo)." in said
    assert "Bà Nguyễn Thị 29" in said.split("Phụ lục")[1]


def test_the_same_tree_gives_the_same_bytes() -> None:
    first = render_docx(minutes(small_forum()))
    time.sleep(2.1)  # a zip archive tells time in steps of two seconds
    assert render_docx(minutes(small_forum())) == first


def test_q4_docx_of_100_questions_holds_every_letter_and_is_quick() -> None:
    document = minutes(large_forum())
    started = time.perf_counter()
    made = render_docx(document)
    seconds = time.perf_counter() - started
    paper = docx.Document(io.BytesIO(made))
    said = everything(paper)
    assert len(paper.tables[1].rows) == 101
    assert unicodedata.is_normalized("NFC", said)
    assert not set(MARKED + "₫") - set(said)
    assert "Nguyễn Thị Ánh" in said
    assert paper.core_properties.title == f"Biên bản {TITLE}"
    assert seconds < 2
