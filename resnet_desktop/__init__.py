"""ResNet Desktop: classify pictures with ResNet-50, look inside the network, fine-tune it."""

__version__ = "0.1.0"
