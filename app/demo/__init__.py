"""The demo city "Sông Hậu": fictional, made through the real acts, all dates counted from the day of the run."""
