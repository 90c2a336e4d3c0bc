"""The commands of the terminal: one module for each, with `add_arguments` and `run`."""
