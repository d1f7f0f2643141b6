"""Transactions, compiled statements and the two engines: SQLite with one writer, PostgreSQL with a pool."""

from app.database.engines import committed_version, connect, disconnect, engine_from_url, is_postgres, ping
from app.database.refusing import Busy, Duplicate
from app.database.statements import Insert, Statement
from app.database.transactions import after_commit, atomic

__all__ = [
    "Busy",
    "Duplicate",
    "Insert",
    "Statement",
    "after_commit",
    "atomic",
    "committed_version",
    "connect",
    "disconnect",
    "engine_from_url",
    "is_postgres",
    "ping",
]
