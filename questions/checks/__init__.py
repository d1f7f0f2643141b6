"""The non-answer check: what an answer lacks before it is sent for approval."""
