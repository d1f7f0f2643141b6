"""When an answer is due: what started its clock, what stopped or moved it, and who was told."""
