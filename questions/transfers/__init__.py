"""A question moves on: to the unit that was proposed, by the word of the chair, or from one unit to another."""
