"""A forum: planned in `planning`, run in `running`."""
