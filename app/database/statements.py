"""SQL that is compiled once and run often."""

import re
from collections.abc import Sequence
from typing import Any

from piccolo.table import Table

from app.database.engines import Engine, current

Row = dict[str, Any]
TYPE_HINT = re.compile(r' \[\w+\]"')


class Statement:
    """One statement with `{}` for each value, for both engines.

    Values go in and come out as Python types: aware UTC datetimes, dates, bools, str, int; JSON columns are
    text, see `app.database.json`. SQLite knows the type of a plain column only; name that of an expression
    with its column, as in `max(held_at) AS "latest [timestamptz]"` (the column is then called `latest`).

    On SQLite a statement runs in the event loop, in some microseconds, on a reader that waits for nobody
    (inside `@atomic` on its own connection): so it must be answered by an index and be limited. `slow=True`
    moves it to a thread: searches by rank, sums over a table. `postgres` is the text for PostgreSQL where
    the two differ; it takes the same values in the same order.
    """

    __slots__ = ("_postgres", "_slow", "_sqlite")

    def __init__(self, sql: str, *, postgres: str | None = None, slow: bool = False) -> None:
        self._sqlite = "?".join(sql.split("{}"))
        self._postgres = for_postgres(sql if postgres is None else postgres)
        self._slow = slow

    def __repr__(self) -> str:
        return f"Statement({self._sqlite!r})"

    def _for(self, engine: Engine) -> str:
        return self._sqlite if engine.engine_type == "sqlite" else self._postgres

    async def all(self, *values: object) -> list[Row]:
        """Every row, as dictionaries."""
        engine = current()
        return await engine.all(self._for(engine), values, slow=self._slow)

    async def one(self, *values: object) -> Row | None:
        """The first row, or None."""
        engine = current()
        return await engine.one(self._for(engine), values, slow=self._slow)

    async def run(self, *values: object) -> int:
        """Change something; how many rows were changed."""
        engine = current()
        return await engine.change(self._for(engine), values, slow=self._slow)


class Insert:
    """`INSERT INTO table (columns) … RETURNING its key`; unnamed columns get the table's own defaults."""

    __slots__ = ("_postgres", "_sqlite")

    def __init__(self, table: type[Table], *columns: str) -> None:
        names = ", ".join(f'"{table._meta.get_column_by_name(name)._meta.db_column_name}"' for name in columns)
        key = table._meta.primary_key._meta.db_column_name
        places = ", ".join(["{}"] * len(columns))
        sql = f'INSERT INTO "{table._meta.tablename}" ({names}) VALUES ({places}) RETURNING "{key}" AS key'  # noqa: S608
        self._sqlite = "?".join(sql.split("{}"))
        self._postgres = for_postgres(sql)

    def _for(self, engine: Engine) -> str:
        return self._sqlite if engine.engine_type == "sqlite" else self._postgres

    async def __call__(self, *values: object) -> int:
        """Insert one row, the values in the order of the columns; its key. Raises Duplicate."""
        engine = current()
        [row] = await engine.all(self._for(engine), values)
        key: int = row["key"]
        return key

    async def many(self, rows: Sequence[Sequence[object]]) -> list[int]:
        """Insert all rows or none; their keys, in the order of the rows."""
        if not rows:
            return []
        engine = current()
        return await engine.insert_many(self._for(engine), rows)


def for_postgres(sql: str) -> str:
    """`$1`, `$2` … for each `{}`, and without the type hints that only SQLite needs."""
    pieces = TYPE_HINT.sub('"', sql).split("{}")
    return pieces[0] + "".join(f"${n}{piece}" for n, piece in enumerate(pieces[1:], start=1))
