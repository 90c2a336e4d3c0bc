"""A training as it goes: what it tells, its curves, and what can be done with it."""
