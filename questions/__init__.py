"""The life of a question, in the order of its verbs."""
