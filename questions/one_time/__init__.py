"""A unit without accounts answers by a link that works once."""
