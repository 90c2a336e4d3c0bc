"""Parts of the frame that every page uses."""
