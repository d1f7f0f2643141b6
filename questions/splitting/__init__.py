"""A question that asks several things: parted, so that each part goes its own way."""
