"""Lists of questions from spreadsheets: read apart, matched by their headings, checked row by row."""
