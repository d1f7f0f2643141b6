"""Running an installation: the server, its health, backups, and what is wrong with it."""
