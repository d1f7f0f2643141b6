"""Approved answers that are published at a time that a coordinator chose."""
