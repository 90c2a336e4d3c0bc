"""What helps when something goes wrong: the log, and a report that somebody can hand on."""
