"""A report on the officials of those who would look after it goes to the unit above."""
