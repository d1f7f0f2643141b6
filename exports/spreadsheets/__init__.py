"""Lists as spreadsheets: the same columns and rows as .xlsx and as .csv, written row by row."""
