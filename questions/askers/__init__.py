"""Who asks: who may know it, what is left out of public texts, and what people may do with data about themselves."""
