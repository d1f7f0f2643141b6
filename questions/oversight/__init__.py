"""Those who watch: comments, asking to reopen, urging."""
