"""The letter of apology for a late answer: drafted by the clock, sent by a leader, read by everyone."""
