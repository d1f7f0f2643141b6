"""What an installation notes about its own running."""

from piccolo.columns import BigInt, DoublePrecision, Text, Timestamptz, Varchar
from piccolo.table import Table


class WorkerBeat(Table, tablename="worker_beat"):
    """One worker, written once a minute after what the clock does was done."""

    worker = Varchar(length=100)  # host and process
    started_at = Timestamptz()
    beat_at = Timestamptz()
    failed = Text()  # the timed acts whose last run failed, by name


class BackupRun(Table, tablename="backup_run"):
    """One backup. `ended_at` is empty while it runs; `trouble` says why it failed, or nothing."""

    file = Text()
    started_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)
    size = BigInt(default=0)
    trouble = Text()


class RateBucket(Table, tablename="rate_bucket"):
    """What is left under one limit, shared by the processes of PostgreSQL. The key is a hash: nobody is named."""

    key = Varchar(length=64)
    tokens = DoublePrecision()
    since = DoublePrecision()  # seconds of the database's clock
