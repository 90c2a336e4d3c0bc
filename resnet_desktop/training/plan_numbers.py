"""Numbers of a plan as a person reads them."""


def number_words(value: float) -> str:
    """Write a number: ``0.01``, ``4,096``, ``1e-7``."""
    return f"{int(value):,}" if value == int(value) else f"{value:.10g}".replace("e-0", "e-")
