"""A process that stores pairs of rows from eight tasks and says so, until it is killed.

`python -m tests.database.writer URL`: one line for each pair, written after its commit.
"""

import asyncio
import os
import sys
from itertools import count

from app.database import connect
from tests.database.acts import add

WRITERS = 8


async def write(writer: int) -> None:
    for number in count():
        name = f"{os.getpid()}-{writer}-{number}"
        await add(f"{name}/1", f"{name}/2")
        os.write(1, f"{name}\n".encode())


async def main(url: str) -> None:
    await connect(url)
    await asyncio.gather(*(write(writer) for writer in range(WRITERS)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
