"""One letter each morning of a working day, for those who want their letters so."""
