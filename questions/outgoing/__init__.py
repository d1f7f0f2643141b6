"""Letters of one's own unit that have not left: looked at, held, reworded, dropped by its coordinators."""
