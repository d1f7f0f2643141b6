"""What an installation calls itself, how it looks, and its own words for what ships with the program."""
