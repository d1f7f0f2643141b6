"""What must be single, what is found by its index, and the search over the public words."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.database import is_postgres
from questions.tables import Question

ID = "2026-11-21T20:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "unique codes and forms, indexes of the lists, full-text search"

PUBLIC = "visibility = 'public' AND state IN ('admitted', 'offered', 'in_progress', 'answered')"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS code_counter_name ON code_counter (name)",
    "CREATE UNIQUE INDEX IF NOT EXISTS question_code ON question (code)",
    "CREATE UNIQUE INDEX IF NOT EXISTS question_submission_key ON question (submission_key)",
    "CREATE UNIQUE INDEX IF NOT EXISTS question_tracking_hash ON question (tracking_hash)",
    # Public lists, newest first; the condition must be written the same way in the queries.
    f"CREATE INDEX IF NOT EXISTS question_public_of_event ON question (event, id) WHERE {PUBLIC}",
    f"CREATE INDEX IF NOT EXISTS question_public ON question (id) WHERE {PUBLIC}",
    "CREATE INDEX IF NOT EXISTS question_event_state ON question (event, state, id)",
    "CREATE INDEX IF NOT EXISTS question_organiser_state ON question (organiser, state, due_on, id)",
    "CREATE INDEX IF NOT EXISTS question_lead_state ON question (lead_unit, state, due_on, id)",
    "CREATE INDEX IF NOT EXISTS question_import_batch ON question (import_batch) WHERE import_batch IS NOT NULL",
    "CREATE UNIQUE INDEX IF NOT EXISTS answer_question ON answer (question)",
    "CREATE INDEX IF NOT EXISTS answer_published ON answer (published_at, id) WHERE state = 'published'",
    "CREATE INDEX IF NOT EXISTS question_outcome ON question (outcome) WHERE state = 'answered'",
    (
        "CREATE UNIQUE INDEX IF NOT EXISTS assignment_open ON assignment (question, unit)"
        " WHERE state IN ('offered', 'accepted')"
    ),
    "CREATE UNIQUE INDEX IF NOT EXISTS commitment_code ON commitment (code)",
)
SQLITE_SEARCH = (
    (
        "CREATE VIRTUAL TABLE IF NOT EXISTS question_search USING fts5("
        "search_text, content='question', content_rowid='id', tokenize='unicode61 remove_diacritics 0')"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS question_search_added AFTER INSERT ON question WHEN new.search_text <> ''"
        " BEGIN INSERT INTO question_search(rowid, search_text) VALUES (new.id, new.search_text); END"
    ),
    # One trigger, so that the old words leave before the new ones come: of two, SQLite may fire either first,
    # and the words that both texts share would be lost. An empty text never stands in the index.
    (
        "CREATE TRIGGER IF NOT EXISTS question_search_changed AFTER UPDATE OF search_text ON question"
        " WHEN old.search_text <> new.search_text BEGIN"
        " INSERT INTO question_search(question_search, rowid, search_text)"
        " SELECT 'delete', old.id, old.search_text WHERE old.search_text <> '';"
        " INSERT INTO question_search(rowid, search_text)"
        " SELECT new.id, new.search_text WHERE new.search_text <> ''; END"
    ),
)
POSTGRES_SEARCH = (
    (
        "CREATE INDEX IF NOT EXISTS question_search ON question USING gin (to_tsvector('simple', search_text))"
        " WHERE search_text <> ''"
    ),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in (
            *STATEMENTS,
            *(POSTGRES_SEARCH if is_postgres() else SQLITE_SEARCH),
        ):
            # Piccolo reads braces as places for values; none of these statements has any.
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
