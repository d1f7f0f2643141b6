"""What answers rest on: documents cited, documents replaced, and the answers that have to be looked at again."""
