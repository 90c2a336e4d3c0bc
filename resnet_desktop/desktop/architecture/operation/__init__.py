"""The operation: how one value of a map comes about, with this picture's real numbers."""
