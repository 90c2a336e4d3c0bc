"""What can be wrong with making a model faster."""

from resnet_desktop.errors import UserError


class FasterError(UserError):
    """A model cannot be made faster; one line that says why."""
