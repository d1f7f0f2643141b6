"""Promises: recorded in the room or with an answer, followed until they are kept."""
