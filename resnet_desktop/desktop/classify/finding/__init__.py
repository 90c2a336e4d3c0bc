"""Finding pictures: the controls that write the query, its problems, the threshold, and what can be counted."""
