"""One question, several agencies, one answer: the parts of coordinating units."""
