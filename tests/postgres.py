"""PostgreSQL databases for tests: one for each worker, emptied between tests instead of made anew.

Making one takes a tenth of a second and more, emptying the few tables that a test wrote to a hundredth.
"""

from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg

# Whatever a test may have created or dropped; TRUNCATE changes none of it.
SHAPE = """
    SELECT md5(concat(
        (SELECT array_agg(oid ORDER BY oid) FROM pg_class WHERE relnamespace = 'public'::regnamespace),
        (SELECT array_agg(oid ORDER BY oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
        (SELECT array_agg(oid ORDER BY oid) FROM pg_trigger WHERE NOT tgisinternal),
        (SELECT count(*) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped)
    ))
"""
WRITTEN = """
    SELECT quote_ident(relname) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND (
        pg_relation_size(oid) > 0 OR EXISTS (
            SELECT FROM pg_sequences, pg_depend WHERE refobjid = pg_class.oid AND deptype IN ('a', 'i')
            AND classid = 'pg_class'::regclass AND last_value IS NOT NULL
            AND objid = format('%I.%I', schemaname, sequencename)::regclass
        )
    )
    ORDER BY 1
"""
END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class Recycled:
    """One database of a server, as the template left it each time it is asked for."""

    def __init__(self, server: str, template: str) -> None:
        self._server = server
        self._template = template
        self._name = ""
        self._shape = ""
        self._seeds: dict[str, str] = {}

    async def fresh(self) -> str:
        """The URL of the database, with the template's tables and rows only."""
        if not self._name or not await self._emptied():
            await self._make()
        return database_of(self._server, self._name)

    async def drop(self) -> None:
        if self._name:
            await run(self._server, f"DROP DATABASE {self._name} WITH (FORCE)")
            self._name = ""

    async def _make(self) -> None:
        await self.drop()
        name = f"test_{uuid4().hex}"
        await run(self._server, f"CREATE DATABASE {name} TEMPLATE {self._template}")
        self._name = name
        connection = await asyncpg.connect(database_of(self._server, name))
        self._shape = await connection.fetchval(SHAPE)
        self._seeds = await _contents(connection, [row[0] for row in await connection.fetch(WRITTEN)])
        await connection.close()

    async def _emptied(self) -> bool:
        """Whether emptying was enough; False when a test changed the tables, or the rows of the template."""
        connection = await asyncpg.connect(database_of(self._server, self._name))
        try:
            await connection.execute(END_OTHERS)
            if await connection.fetchval(SHAPE) != self._shape:
                return False
            if await _contents(connection, list(self._seeds)) != self._seeds:
                return False
            written = [row[0] for row in await connection.fetch(WRITTEN) if row[0] not in self._seeds]
            if written:
                await connection.execute("SET session_replication_role = replica")  # the journal refuses TRUNCATE
                # CASCADE also empties tables that point here; if that reached the template's rows, the next
                # line notices.
                await connection.execute(f"TRUNCATE {', '.join(written)} RESTART IDENTITY CASCADE")
            return await _contents(connection, list(self._seeds)) == self._seeds
        except asyncpg.InsufficientPrivilegeError:
            return False
        finally:
            await connection.close()


async def _contents(connection: asyncpg.Connection, tables: list[str]) -> dict[str, str]:
    """What stands in these tables, as one hash each."""
    return {
        table: await connection.fetchval(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t") or ""
        for table in tables
    }


async def run(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def database_of(server: str, name: str) -> str:
    """The URL of one database of a server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
