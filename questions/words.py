"""Where the desk finds words: in questions, in the names of those who ask, in answers and in promises.

These hold what is not public, so whoever asks them also says which rows the viewer may see.
"""

from app.database.word_index import WordIndex

QUESTION_WORDS = WordIndex(
    "question_words_search",
    "question",
    ("code", "outside_ticket", "summary", "detail", "public_summary", "public_detail"),
)
ASKER_WORDS = WordIndex("question_asker_search", "question", ("name",))
ANSWER_WORDS = WordIndex("answer_search", "answer", ("summary", "body", "document_number"))
COMMITMENT_WORDS = WordIndex("commitment_search", "commitment", ("code", "words", "product", "promised_by"))
