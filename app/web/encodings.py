"""Which encoding of a body a reader takes (RFC 9110, 12.5.3)."""

from functools import lru_cache

OURS = ("br", "gzip")


@lru_cache(256)  # browsers send few different ones, and often
def best_encoding(accepted: str, ours: tuple[str, ...] = OURS) -> str:
    """The first of `ours` that an Accept-Encoding header takes, or ""; q=0 refuses, "*" names all the rest."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights[name] = next((_weight(piece[2:]) for piece in parameters if piece.startswith("q=")), 1.0)
    rest = weights.get("*", 0.0)
    return next((name for name in ours if weights.get(name, rest) > 0), "")


def _weight(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return 0.0
