"""Words of a table's columns, found with or without their marks: FTS5 on SQLite, a GIN index on PostgreSQL.

The database itself keeps such an index with its rows, so no act can forget it. Migrations build upon this
file: what stands in an index that was made is changed by a new migration only.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.database.engines import is_postgres

# The last word may be only begun, but not so short that half the words begin like it.
BEGUN = 3


@dataclass(frozen=True)
class WordIndex:
    """`name` (it holds "_search") of an index over the words of some text columns of a table, none of them null."""

    name: str
    table: str
    columns: tuple[str, ...]

    def making(self) -> tuple[str, ...]:
        """The statements that make the index, with the words of the rows that are there."""
        return self._on_postgres() if is_postgres() else self._on_sqlite()

    def search(self, select: str, joins: str = "", kept: str = "1 = 1") -> str:
        """The newest rows that hold the words: `select` of the table and `joins`, as far as `kept` keeps them.

        The values are `wanted`, those of `kept`, and the most rows. On SQLite nothing is sorted: it stops when it
        has enough.
        """
        if is_postgres():
            return (
                f"SELECT {select} FROM {self.table} {joins} WHERE {self._holds} AND ({kept})"  # noqa: S608
                f" ORDER BY {self.table}.id DESC LIMIT {{}}"
            )
        return (
            f"SELECT {select} FROM {self.name} JOIN {self.table} ON {self.table}.id = {self.name}.rowid {joins}"  # noqa: S608
            f" WHERE {self.name} MATCH {{}} AND ({kept}) ORDER BY {self.name}.rowid DESC LIMIT {{}}"
        )

    def count(self, joins: str = "", kept: str = "1 = 1") -> str:
        """How many there are (`number`), with the same values; counted no further than the most."""
        return f"SELECT count(*) AS number FROM ({self.search('1', joins, kept)}) AS found"  # noqa: S608

    @property
    def condition(self) -> str:
        """A condition about a row of the table among others, with one place for `wanted`."""
        if is_postgres():
            return self._holds
        return f"{self.table}.id IN (SELECT rowid FROM {self.name} WHERE {self.name} MATCH {{}})"  # noqa: S608

    @property
    def _holds(self) -> str:
        return f"to_tsvector('simple', folded({self._words(self.table)})) @@ to_tsquery('simple', {{}})"

    def _words(self, row: str) -> str:
        return " || ' ' || ".join(f"{row}.{column}" for column in self.columns)

    def _on_postgres(self) -> tuple[str, ...]:
        words = " || ' ' || ".join(self.columns)
        return (
            FOLDED,
            f"CREATE INDEX {self.name} ON {self.table} USING gin (to_tsvector('simple', folded({words})))",
        )

    def _on_sqlite(self) -> tuple[str, ...]:
        table, name = self.table, self.name
        old, new = (f"replace(replace({self._words(row)}, 'đ', 'd'), 'Đ', 'd')" for row in ("old", "new"))
        remove = f"INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', old.id, {old})"  # noqa: S608
        add = f"INSERT INTO {name} (rowid, words) VALUES (new.id, {new})"  # noqa: S608
        kept = ", ".join(self.columns)
        return (
            f"CREATE VIEW {name}_of AS SELECT id, {new.replace('new.', '')} AS words FROM {table}",  # noqa: S608
            (
                f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='{name}_of', content_rowid='id',"
                " tokenize='unicode61 remove_diacritics 2')"
            ),
            f"CREATE TRIGGER {name}_added AFTER INSERT ON {table} BEGIN {add}; END",
            (
                f"CREATE TRIGGER {name}_changed AFTER UPDATE OF {kept} ON {table} WHEN {old} <> {new}"
                f" BEGIN {remove}; {add}; END"
            ),
            f"CREATE TRIGGER {name}_removed AFTER DELETE ON {table} BEGIN {remove}; END",
            f"INSERT INTO {name} ({name}) VALUES ('rebuild')",  # noqa: S608
        )


def wanted(words: Sequence[str]) -> str:
    """The words (of `app.text.search_words`, at least one) as a search asks for them: all, the last perhaps begun."""
    last = f"{words[-1]}:*" if len(words[-1]) >= BEGUN else words[-1]
    if is_postgres():
        return " & ".join((*words[:-1], last))
    return " ".join(f'"{word}"' for word in words) + (" *" if last.endswith(":*") else "")


def _letters() -> dict[str, str]:
    """Latin letters with marks -> the plain letter."""
    found = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            found[chr(code)] = base.lower()
    return found


# PostgreSQL would read addresses, numbers and paths as one word each.
_APART = "-/.,:;@_+&=?%#~*"
_FROM, _TO = "".join(_letters()) + _APART, "".join(_letters().values()) + " " * len(_APART)
FOLDED = (
    "CREATE OR REPLACE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS"
    f" $fold$ SELECT translate(lower($1), '{_FROM}', '{_TO}') $fold$"
)
