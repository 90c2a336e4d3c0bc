"""A session that survives: what was left comes back, and what happens is kept as it happens."""
