"""Lists of units and of people from spreadsheets: looked over row by row, then all of it or nothing."""
