"""Use case: what the layers of a network do with one picture, and what a residual block is worth."""
