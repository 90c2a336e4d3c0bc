"""The residual lab: what each block adds, and what the network says without it."""
