"""Where words about forums are found."""

from app.database.word_index import WordIndex

FORUM_WORDS = WordIndex("event_search", "event", ("title", "theme", "place"))
