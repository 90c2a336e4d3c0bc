"""Published weights that can be downloaded: what they are, the download, and a file instead."""
