"""What there is to say about the selected part of the network: what it does, its numbers and its weights."""
