"""The network as a tree and as a table, with a search; both select what the whole page selects."""
