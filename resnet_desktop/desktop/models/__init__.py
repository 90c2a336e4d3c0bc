"""The Models page: what is in the library, what is known about each model, and what can be done with it."""
