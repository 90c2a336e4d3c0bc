"""Live activations: what each layer gives out for the current picture."""
