"""Piccolo's registration of the tables of questions, answers and commitments."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="questions",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=table_finder(
        [
            "questions.tables",
            "questions.clocks.tables",
            "questions.triage.tables",
            "questions.attachments.tables",
            "questions.similar.tables",
            "questions.parts.tables",
            "questions.answers.tables",
            "questions.opinions.tables",
            "questions.commitments.tables",
            "questions.oversight.tables",
            "questions.bases.tables",
            "questions.linking.tables",
            "questions.clearance.tables",
            "questions.checks.tables",
            "questions.reminding.tables",
            "questions.apologies.tables",
            "questions.merging.tables",
            "questions.recurring.tables",
            "questions.splitting.tables",
            "questions.one_time.tables",
            "questions.askers.tables",
            "questions.news.tables",
            "questions.followers.tables",
            "questions.hooks.tables",
        ],
        exclude_imported=True,
    ),
    migration_dependencies=["app.people.piccolo_app", "events.planning.piccolo_app"],
)
