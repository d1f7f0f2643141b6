"""Several questions that are one: joined, so that one answer goes to everybody who asked."""
