"""Lists in .xlsx, .ods and .csv: opened in a process apart, their columns found by name wherever the header stands."""
