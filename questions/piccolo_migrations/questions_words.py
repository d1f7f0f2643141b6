"""The words of questions, askers, answers and promises, found with or without their marks."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question
from questions.words import ANSWER_WORDS, ASKER_WORDS, COMMITMENT_WORDS, QUESTION_WORDS

ID = "2026-11-22T04:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "find questions, askers, answers and promises by their words"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for index in (QUESTION_WORDS, ASKER_WORDS, ANSWER_WORDS, COMMITMENT_WORDS):
            for statement in index.making():
                await Question.raw(statement)

    manager.add_raw(run)
    return manager
