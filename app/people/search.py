"""Where words about people are found."""

from app.database.word_index import WordIndex

PERSON_WORDS = WordIndex("person_search", "person", ("name", "email", "title", "phone"))
