"""One rating and one dispute for each answer; what is answered stays public and counted after it is closed."""

from datetime import timedelta

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.clock import day_of, now
from questions.tables import Question

ID = "2026-11-22T06:00:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "find closed questions too, and give what was answered before its time to be disputed"

ANSWERED = "state IN ('answered', 'disputed', 'closed')"
PUBLIC = "visibility = 'public' AND state IN ('admitted', 'offered', 'in_progress', 'answered', 'disputed', 'closed')"
STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS answer_rating_turn ON answer_rating (question, turn)",
    "CREATE UNIQUE INDEX IF NOT EXISTS answer_dispute_turn ON answer_dispute (question, turn)",
    "CREATE INDEX IF NOT EXISTS question_to_close ON question (dispute_until, id) WHERE state = 'answered'",
    "DROP INDEX IF EXISTS question_public_of_event",
    "DROP INDEX IF EXISTS question_public",
    "DROP INDEX IF EXISTS question_outcome",
    f"CREATE INDEX IF NOT EXISTS question_public_of_event ON question (event, id) WHERE {PUBLIC}",
    f"CREATE INDEX IF NOT EXISTS question_public ON question (id) WHERE {PUBLIC}",
    f"CREATE INDEX IF NOT EXISTS question_outcome ON question (outcome) WHERE {ANSWERED}",
)
# Their askers were never told that they may dispute: they get as long as anybody, from the day of the upgrade.
WINDOW = (
    "UPDATE question SET dispute_until = {} WHERE state = 'answered' AND dispute_until IS NULL AND EXISTS"
    " (SELECT 1 FROM answer_delivery WHERE answer_delivery.question = question.id)"
)
WINDOW_DAYS = 15


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)
        await Question.raw(WINDOW, day_of(now()) + timedelta(days=WINDOW_DAYS))

    manager.add_raw(run)
    return manager
