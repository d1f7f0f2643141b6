"""Clearance: a second approval, by the chair's office, of the answers to flagged questions."""
