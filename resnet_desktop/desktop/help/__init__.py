"""Help: keys, the guide, the log, the diagnostic report, and what program this is."""
