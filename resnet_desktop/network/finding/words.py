"""The words of a search that name a kind or a place, and the numbers that it can compare."""

from resnet_desktop.network.layers import Kind

KIND_WORDS = {
    Kind.INPUT: ("input",),
    Kind.ZERO_PADDING: ("pad",),
    Kind.CONVOLUTION: ("conv",),
    Kind.BATCH_NORM: ("bn",),
    Kind.RELU: ("relu",),
    Kind.MAX_POOL: ("maxpool", "pool"),
    Kind.ADD: ("add",),
    Kind.AVERAGE_POOL: ("avgpool", "pool"),
    Kind.FLATTEN: ("flatten",),
    Kind.DENSE: ("dense",),
}
"""What each kind of layer is called in a search."""

WORDS = {
    "conv": "convolutions",
    "bn": "batch normalisations",
    "relu": "ReLUs",
    "add": "additions F(x) + x",
    "pool": "both poolings",
    "maxpool": "the max pooling",
    "avgpool": "the average pooling",
    "pad": "zero paddings",
    "flatten": "the flatten layer",
    "dense": "the last layer",
    "input": "the input",
    "identity": "identity blocks and all in them",
    "convolutional": "convolutional blocks and all in them",
    "projection": "the shortcut's own convolution and batch norm",
    "residual": "the branch F(x)",
    "stem": "all before the first block",
    "classifier": "all after the last block",
    "layer": "layers, no blocks or stages",
    "block": "blocks themselves",
    "stage": "stages themselves",
}
"""Every word with what it finds."""

SYNONYMS = {
    "convolution": "conv",
    "conv2d": "conv",
    "batchnorm": "bn",
    "batchnormalization": "bn",
    "batch_norm": "bn",
    "norm": "bn",
    "activation": "relu",
    "addition": "add",
    "pooling": "pool",
    "maxpooling2d": "maxpool",
    "averagepool": "avgpool",
    "averagepooling2d": "avgpool",
    "padded": "pad",
    "zeropadding2d": "pad",
    "softmax": "dense",
    "shortcut": "projection",
    "identity_block": "identity",
    "convolutional_block": "convolutional",
}
"""Other words for the same, Keras's names of classes among them."""

NUMBERS = {
    "params": "parameters",
    "trainable": "parameters that training changes",
    "macs": "multiply-accumulates for one picture",
    "flops": "twice the MACs",
    "channels": "channels of the output",
    "size": "side of the output, px",
    "kernel": "side of the kernel or window, px",
    "stride": "step of the kernel or window",
    "padding": "zeros added before",
    "rf": "receptive field, px",
    "memory": "output in float32, bytes",
    "stage": "1 for the stem, then 2, 3 …",
    "ms": "milliseconds, once they are measured",
}
"""Every number that can be compared, with what it is."""

NUMBER_SYNONYMS = {
    "parameters": "params",
    "filters": "channels",
    "features": "channels",
    "side": "size",
    "window": "kernel",
    "strides": "stride",
    "pad": "padding",
    "receptive_field": "rf",
    "field": "rf",
    "activations": "memory",
    "bytes": "memory",
    "milliseconds": "ms",
}
"""Other names of the same numbers."""
