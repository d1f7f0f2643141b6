"""The rows of a list as they stand in its file; the file is opened in a process apart."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TypeVar

from app.apart import Failed, run_apart
from app.errors import Invalid
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.spreadsheets.cells import RawRow, unpack
from app.spreadsheets.headers import Vocabulary
from app.spreadsheets.sniffing import MOST_BYTES, Refused

SECONDS = 60
T = TypeVar("T")
# Rows handled between two looks at what else the server has to do; about 10 ms.
SLICE = 25
REFUSALS: dict[Refused, Sentence] = {
    Refused.EMPTY: _("This file is empty."),
    Refused.TOO_BIG: _("This file is too big. A list may have %(most)s MB.", most=MOST_BYTES // 1024**2),
    Refused.ENDING: _("Lists are read from .xlsx, .ods and .csv files."),
    Refused.OLD_EXCEL: _("This is a file of an old Excel. Open it, save it as .xlsx and try again."),
    Refused.PROTECTED: _("This file is protected by a password. Save it without one and try again."),
    Refused.OTHER_KIND: _(
        "What is in this file is not what its name says. Save the list as .xlsx, .ods or .csv and try again."
    ),
    Refused.DAMAGED: _("This file cannot be read; it may be damaged. Open it, save it again and retry."),
    Refused.ENCODING: _("The letters of this file cannot be read. Save it as “CSV UTF-8” or as .xlsx."),
    Refused.TOO_MANY_ROWS: _("This list has more than 5,000 rows. Please split it."),
}


async def raw_rows(path: Path, name: str, vocabulary: Vocabulary) -> tuple[str, list[RawRow]]:
    """The name and the rows of the sheet whose header names the most columns of the file that its owner calls `name`.

    Raises Invalid with a sentence when the file is of no use, Unavailable after a minute.
    """
    given = {"names": dict(vocabulary.names), "never": vocabulary.never, "short": vocabulary.short}
    try:
        out = await run_apart(
            "app.spreadsheets.sheet", _whole(path), name, given=json.dumps(given).encode(), seconds=SECONDS
        )
    except Failed:
        raise Invalid(REFUSALS[Refused.DAMAGED]) from None
    first, *lines = out.splitlines()
    about = json.loads(first)
    if "refused" in about:
        raise Invalid(REFUSALS[Refused(about["refused"])])
    return about["sheet"], [unpack(line) async for line in in_slices(lines)]


async def in_slices(items: Sequence[T]) -> AsyncIterator[T]:
    """Each item, with a pause now and then in which others have their turn."""
    for done, item in enumerate(items, 1):
        yield item
        if done % SLICE == 0:
            await asyncio.sleep(0)


def _whole(path: Path) -> str:
    """The process apart may stand in another folder."""
    return str(path.absolute())
