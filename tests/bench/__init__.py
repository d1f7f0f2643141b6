"""Figures of speed and size on the real server; not tests, for a busy machine is no fault."""
