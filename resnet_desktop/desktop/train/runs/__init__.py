"""The history of runs: what each came to, what was different, and what to do with it now."""
