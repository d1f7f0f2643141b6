"""Publishes an approved answer from a process of its own: python -m tests.questions.publisher URL CODE."""

import asyncio
import sys

from app.access import SYSTEM
from app.clock import now
from app.database import connect, disconnect
from questions.answers.publishing import publish
from questions.facts import answer_of, question_facts


async def main(url: str, code: str) -> None:
    await connect(url)
    answer = await answer_of(await question_facts(code))
    assert answer is not None
    await publish(answer, by=SYSTEM, at=now())
    await disconnect()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
