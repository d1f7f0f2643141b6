"""The letter of apology (thư xin lỗi): no number, a place and date, one signer, to whoever asked."""

from collections.abc import Iterator

from app.formats import document_date
from exports.documents.facts import ApologyFacts
from exports.documents.tree import Block, Document, Header, Signer, body


def apology(facts: ApologyFacts) -> Document:
    """The tree of the letter, ready to be drawn."""
    return Document(
        header=Header(
            facts.organ.upper(),
            facts.parent_organ.upper(),
            place_and_date=", ".join(filter(None, (facts.place, document_date(facts.sent_on)))),
            has_number=False,
        ),
        dated=facts.sent_on,
        kind="THƯ XIN LỖI",
        abstract=f"Về việc chậm trả lời câu hỏi {facts.code}",
        addressees=(facts.asker,),
        blocks=tuple(_words(facts)),
        signers=(Signer(facts.authority, facts.signer),),
        recipients=facts.recipients,
    )


def _words(facts: ApologyFacts) -> Iterator[Block]:
    summary = " ".join(facts.summary.split()).rstrip(".")
    asked_at = f" gửi tới “{facts.forum}”" if facts.forum else ""
    yield body(
        f"{document_date(facts.asked_on).capitalize()}, {facts.received_by} tiếp nhận câu hỏi mã {facts.code}"
        f" của {facts.you}{asked_at}: “{summary}”."
    )
    yield body(
        f"Hạn trả lời là {document_date(facts.missed_on)}, nhưng đến hết hạn {facts.unit} chưa trả lời được."
        f" {facts.unit} chân thành xin lỗi {facts.you} về sự chậm trễ này."
    )
    yield body(f"Lý do chậm trả lời: {facts.reason}")
    yield body(f"{facts.unit} sẽ trả lời {facts.you} chậm nhất {document_date(facts.new_date)}.")
    if facts.contact:
        yield body(f"Khi cần trao đổi thêm, {facts.you} vui lòng liên hệ {facts.contact}.")
    yield body(f"Rất mong {facts.you} thông cảm. Trân trọng cảm ơn./.")
