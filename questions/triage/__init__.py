"""What becomes of a question before a unit has it: admitted, asked back, withdrawn, rejected, appealed, handed over."""
