"""The chosen model: its facts, its classes, its notes, and what can be done with it."""
