"""Help in the words of the product: short, by role, with the labels that really stand on the buttons."""
