"""Reminders of what falls due: they climb from the focal point to the head."""
