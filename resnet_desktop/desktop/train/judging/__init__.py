"""How good a run's model is, where it errs, and what to change before it is trained again."""
