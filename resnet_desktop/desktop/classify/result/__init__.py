"""Everything about the chosen picture: large, its facts, its classes."""
