"""Making the chosen model faster: int8, and what it costs."""
