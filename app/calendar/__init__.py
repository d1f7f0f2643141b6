"""Working days in Vietnam: holidays, swapped days, due dates, and why they fall where they fall."""
