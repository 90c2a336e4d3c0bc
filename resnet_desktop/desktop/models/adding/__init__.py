"""What comes into the library and goes out of it as files: adding, sharing, dragging."""
