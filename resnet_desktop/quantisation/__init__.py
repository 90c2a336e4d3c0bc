"""Use case: a model made faster, in int8, and what that costs in accuracy."""
