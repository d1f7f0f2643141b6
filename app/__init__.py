"""The roof (server, command line, demo) and the ground the features stand on."""
