"""Everything of a forum that looks at its questions: the public page, the room, the preparation."""
