"""Telling the people of a unit that another one's work came to them."""
