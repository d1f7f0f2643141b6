"""The folded words under which the public finds a question; empty while it may not read it."""

from app.database import Statement
from app.text import search_text
from questions.states import QuestionState, Visibility, is_taken_up

WORDS = Statement(
    "SELECT question.code, question.state, question.lead_unit, question.visibility,"
    " question.public_summary, question.public_detail,"
    " answer.summary AS answer_summary, answer.body AS answer_body, answer.state AS answer_state,"
    " field.name AS field_name"
    " FROM question LEFT JOIN answer ON answer.question = question.id LEFT JOIN field ON field.id = question.field"
    " WHERE question.id = {}"
)
KEEP = Statement("UPDATE question SET search_text = {} WHERE id = {}")


async def refresh_words(question_id: int) -> None:
    """Store what the search may find; call it in the act that changes text, state or visibility."""
    row = await WORDS.one(question_id)
    if row is None:
        return
    is_public = is_taken_up(QuestionState(row["state"]), row["lead_unit"]) and row["visibility"] == Visibility.PUBLIC
    parts = [row["code"], row["field_name"] or "", row["public_summary"], row["public_detail"]]
    if row["answer_state"] == "published":
        parts += [row["answer_summary"], row["answer_body"]]
    await KEEP.run(search_text(*parts) if is_public else "", question_id)
