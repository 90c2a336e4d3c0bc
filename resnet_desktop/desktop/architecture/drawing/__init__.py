"""The network drawn: to be walked through, and two of them compared."""
