"""The demo city "Sông Hậu": fictional, made through the real acts, all dates counted from the day of the run."""

from app.demo.story import Summary, load, tell

__all__ = ["Summary", "load", "tell"]
