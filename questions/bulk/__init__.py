"""One act on many ticked questions: each through the door of the single act, with a result for each."""
