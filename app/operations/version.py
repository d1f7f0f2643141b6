"""The version of this program, as written into backups."""

VERSION = "0.1.0"


def as_numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that compare: "0.10.2" comes after "0.9"."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())
