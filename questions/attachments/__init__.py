"""Files of a question, an answer or an evidence: taken, kept apart, shown to whom the parent is shown."""
