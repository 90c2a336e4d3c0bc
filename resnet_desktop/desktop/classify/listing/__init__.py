"""The list of pictures: which ones, in which order, seen as tiles or as a table, with their thumbnails."""
