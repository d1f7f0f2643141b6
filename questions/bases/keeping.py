"""What an answer cites, kept line by line beside its text."""

from app.database import Insert, Statement
from questions.bases.citing import bases
from questions.bases.tables import Citation

FORGET = Statement("DELETE FROM citation WHERE answer = {}")
KEEP = Insert(Citation, "answer", "position", "line", "key", "name", "kind", "number", "issued_on", "issuer", "parts")


async def keep_citations(answer_id: int, legal_basis: str) -> None:
    """In the place of those of before, inside the caller's transaction."""
    await FORGET.run(answer_id)
    cited = bases(legal_basis)
    if cited:
        await KEEP.many(
            [
                (
                    answer_id, position, one.line, one.key, one.name, one.kind, one.number[:80], one.issued_on,
                    one.issuer, ", ".join(one.parts)[:300],
                )
                for position, one in enumerate(cited)
            ]
        )  # fmt: skip
