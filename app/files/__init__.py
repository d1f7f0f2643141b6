"""Files that people send in: judged by name and by content, stored under random names, given out as downloads."""
