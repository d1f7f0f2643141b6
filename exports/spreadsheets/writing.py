"""The process that writes one spreadsheet: reads lines of JSON, prints the number of rows it wrote.

The first line says what and where ({"columns": …, "target": …, "format": …}); each other line is a row.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from exports.spreadsheets.columns import Column, Row
from exports.spreadsheets.csv import write_csv
from exports.spreadsheets.xlsx import write_xlsx

WRITERS = {"xlsx": write_xlsx, "csv": write_csv}


def main() -> int:
    about = json.loads(sys.stdin.buffer.readline())
    columns = [Column(**column) for column in about["columns"]]
    write = WRITERS[about["format"]]
    print(write(columns, _rows(), Path(about["target"]), title=about["title"], language=about["language"]))
    return 0


def _rows() -> Iterator[Row]:
    for line in sys.stdin.buffer:
        yield [_unpacked(value) for value in json.loads(line)]


def _unpacked(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "day" in value:
        return date.fromisoformat(value["day"])
    return datetime.fromisoformat(value["moment"])


if __name__ == "__main__":
    raise SystemExit(main())
