"""The Classify page: pictures in, predictions shown."""
