"""The Architecture page: the network as a drawing, a tree and a table, alive with one picture."""
