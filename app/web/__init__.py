"""HTML over HTTP that no feature owns: pages, forms, errors, protection, languages, static files."""
