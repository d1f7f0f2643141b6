"""Readings of the whole: documents, tables, figures."""
