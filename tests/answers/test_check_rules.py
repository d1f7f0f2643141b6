"""The non-answer check: what it stumbles over, and what it lets pass."""

from time import perf_counter

import pytest

from questions.checks.rules import FINDING_NAMES, Checked, Finding, findings
from questions.values import Outcome

F, R = Finding, Outcome
ASKED = "Khi nào thành phố có giá đất để công ty nộp tiền thuê đất? Công ty nộp hồ sơ từ tháng 5."
LAW = "Luật Đất đai 2024"
GOOD = "Sở đã trình giá đất ngày 01/9; công ty nhận thông báo nộp tiền trong tháng này."


def check(body: str, outcome: Outcome = R.EXPLAINED, basis: str = LAW, **more: object) -> tuple[Finding, ...]:
    return findings(Checked("", body, basis, outcome, ASKED, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "outcome", "found"),
    [
        ("Thành phố có giá đất để công ty nộp tiền thuê đất khi nào có.", R.EXPLAINED, F.REPEATS),
        ("Sở ghi nhận ý kiến của công ty và sẽ nghiên cứu.", R.EXPLAINED, F.ONLY_NOTED),
        ("Sở tiếp thu kiến nghị.\nTrân trọng cảm ơn quý công ty đã gửi ý kiến.", R.EXPLAINED, F.ONLY_NOTED),
        ("Kiến nghị sẽ chuyển cơ quan có thẩm quyền xem xét.", R.EXPLAINED, F.ONLY_NOTED),
        ("Việc này được thực hiện theo đúng quy định.", R.EXPLAINED, F.ONLY_NOTED),
        ("Đề nghị công ty liên hệ Văn phòng đăng ký đất đai để được hướng dẫn.", R.EXPLAINED, F.SENDS_ELSEWHERE),
        ("Đoạn đường trước cổng công ty đã được vá mặt và kẻ vạch.", R.RESOLVED, F.NO_DATE),
        ("Nội dung này do cơ quan khác trả lời vì không thuộc nhiệm vụ.", R.OUT_OF_COMPETENCE, F.NO_UNIT),
        ("Phường sẽ vá mặt đường trước ngày 30/9 bằng vốn duy tu.", R.RESOLVED, F.CONTRADICTS_DONE),
        ("Sở không thể giải quyết kiến nghị này trước ngày 30/9.", R.RESOLVED, F.CONTRADICTS_REFUSAL),
        ("Sở sẽ thông báo giá đất cho công ty trước ngày 30/9.", R.EXPLAINED, F.HIDDEN_PROMISE),
    ],
)
def test_each_kind_of_non_answer_is_found_alone(body: str, outcome: Outcome, found: Finding) -> None:
    assert check(body, outcome) == (found,)


def test_an_explanation_rests_on_a_document_in_its_list_or_in_its_words() -> None:
    assert check(GOOD, basis="") == (F.NO_BASIS,)
    assert check(f"{GOOD} Căn cứ Nghị định số 71/2024/NĐ-CP.", basis="") == ()
    assert check(GOOD, R.RESOLVED, basis="") == ()


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (GOOD, R.EXPLAINED),
        (GOOD, R.RESOLVED),
        ("Sở ghi nhận kiến nghị và đã sửa xong biển báo ngày 05/9.", R.RESOLVED),
        ("Việc này do Bộ Tài chính quyết định; Sở đã gửi công văn số 12/STC ngày 05/9.", R.FORWARDED_UP),
        ("Mời công ty liên hệ Thuế thành phố, cơ quan có thẩm quyền về việc này.", R.OUT_OF_COMPETENCE),
        ("Luật không cho phép miễn tiền thuê đất trong trường hợp của công ty.", R.CANNOT_BE_MET),
    ],
)
def test_an_answer_passes(body: str, outcome: Outcome) -> None:
    assert check(body, outcome) == ()


def test_a_promise_with_an_owner_and_a_date_needs_no_date_in_the_words() -> None:
    words = "Sở lấy ý kiến các hội và ban hành danh mục kiểm tra thống nhất."
    assert check(words, R.WILL_BE_DONE) == (F.NO_DATE,)
    assert check(words, R.WILL_BE_DONE, is_promised=True) == ()


def test_every_finding_is_a_whole_sentence() -> None:
    assert set(FINDING_NAMES) == set(Finding)
    assert all(str(words).endswith(".") for words in FINDING_NAMES.values())


@pytest.mark.parametrize("words", ["sẽ ", "đề nghị ", "a", "1.", "\n", "luật ", "ngày 1/", "theo quy định ", "🙂"])
def test_hostile_texts_are_read_in_no_time(words: str) -> None:
    began = perf_counter()
    check((words * 20_000)[:20_000])
    assert perf_counter() - began < 1
