"""Matters that are raised again at later forums: linked, and counted."""
