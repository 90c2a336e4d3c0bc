"""Exporting the chosen model: the formats side by side, the export, and its certificate."""
