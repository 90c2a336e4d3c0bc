"""What is said while files of models are held over the window; pure functions, no Qt."""

from resnet_desktop import formatting


def drop_line(models: int) -> tuple[str, str]:
    """Say what a drop would do, and what it would not."""
    return f"Drop to add {formatting.plural(models, 'model')}", "Nothing in it is run, and all of it is checked"
