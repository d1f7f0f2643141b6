"""A forum before its questions are looked at: series, events, who organises, who comes."""
