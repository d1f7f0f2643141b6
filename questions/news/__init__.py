"""What has become public, read from the journal, for those who follow it."""
