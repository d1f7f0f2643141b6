"""Searching everywhere: for everybody in what is public, for staff in what they may see."""
