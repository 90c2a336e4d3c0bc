"""The one kind of error that is shown to a person as it is."""


class UserError(Exception):
    """Something went wrong that a person can understand and act on.

    ``str(error)`` is one line: what happened and why. Subclasses take data and write their own sentence, so that
    the same mistake always reads the same, in the window and on the command line.
    """
