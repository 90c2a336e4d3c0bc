"""Handing pictures on: sorting into folders, keywords, and the way back."""
