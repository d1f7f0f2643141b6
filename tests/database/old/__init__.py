"""Databases as older releases left them, with the demo city in them, to upgrade from.

`<release>.sqlite.gz` is the file, `<release>.postgres.sql.gz` the statements of pg_dump. Never made anew: a release
is what it was. On the day of a release, `python -m tests.database.old` adds the present one.
"""

import gzip
import re
from pathlib import Path

import asyncpg

HERE = Path(__file__).parent
# Lines that only psql understands, and a setting that older servers lack.
NOT_EVERYWHERE = re.compile(r"(?m)^(\\|SET transaction_timeout).*$")
RELEASES = sorted(path.name.removesuffix(".sqlite.gz") for path in HERE.glob("*.sqlite.gz"))


def lay_down(release: str, path: Path) -> str:
    """Put the SQLite database of this release at `path`; its URL."""
    path.write_bytes(gzip.decompress((HERE / f"{release}.sqlite.gz").read_bytes()))
    return f"sqlite:///{path}"


async def fill(release: str, url: str) -> str:
    """Put the PostgreSQL database of this release into the empty one at `url`; its URL."""
    statements = gzip.decompress((HERE / f"{release}.postgres.sql.gz").read_bytes()).decode()
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(NOT_EVERYWHERE.sub("", statements))
    finally:
        await connection.close()
    return url
