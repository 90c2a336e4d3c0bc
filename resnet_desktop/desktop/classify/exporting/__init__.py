"""Handing results on: CSV, JSON and reports."""
