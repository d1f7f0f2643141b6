"""The pages about commitments."""
