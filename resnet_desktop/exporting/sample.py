"""The Python program that lies beside an export and shows how it is used."""

from resnet_desktop.exporting.formats import Format
from resnet_desktop.images import Preprocessing, short_side_for

_PROGRAM = '''\
"""Classify pictures: python THIS_FILE photo.jpg …  (pip install {packages})"""
import sys
from pathlib import Path
import numpy as np
{imports}
from PIL import Image, ImageOps
here = Path(__file__).resolve().parent
labels = (here / {labels!r}).read_text(encoding="utf-8").split("\\n")
{load}
for path in sys.argv[1:]:
    photo = Image.open(path)
    width, times = photo.width, max(1, min(photo.size) // {twice})  # large ones are reduced first, JPEGs while decoding
    photo.draft(None, (photo.width // times, photo.height // times))
    picture = ImageOps.exif_transpose(photo.convert("RGB").reduce(times // round(width / photo.width)))
{resize}
    image = np.asarray(picture)[None]  # (1, {size}, {size}, 3) uint8, RGB
    probabilities = {run}[0]  # ({classes},)
    print(path, *(f"{{labels[i]}} {{probabilities[i]:.1%}}" for i in np.argsort(-probabilities)[:3]), sep="\\t")
'''

_RESIZE = """\
    w, h, side = *picture.size, min(picture.size){fraction}
    box = ((w - side) / 2, (h - side) / 2, (w + side) / 2, (h + side) / 2)"""

_IMPORTS = {
    "onnx": "import onnxruntime",
    "openvino": "import openvino",
    "keras": "import keras",
    "savedmodel": "import tensorflow as tf",
    "tflite": "from ai_edge_litert.interpreter import Interpreter",
}
_LOAD = {
    "onnx": "model = onnxruntime.InferenceSession(here / {file!r})",
    "openvino": 'model = openvino.Core().compile_model(here / {file!r}, "CPU", {{"INFERENCE_PRECISION_HINT": "f32"}})',
    "keras": "model = keras.saving.load_model(here / {file!r})",
    "savedmodel": 'saved = tf.saved_model.load(here / {file!r})\nmodel = saved.signatures["serving_default"]',
    "tflite": 'model = Interpreter(str(here / {file!r})).get_signature_runner("serving_default")',
}
_RUN = {
    "onnx": 'model.run(["probabilities"], {"image": image})[0]',
    "openvino": 'model([image])["probabilities"]',
    "keras": "model.predict(image, verbose=0)",
    "savedmodel": 'model(image=tf.constant(image))["probabilities"].numpy()',
    "tflite": 'model(image=image)["probabilities"]',
}
_PACKAGES = {"keras": "keras tensorflow", "savedmodel": "tensorflow", "tflite": "ai-edge-litert"}


def sample_program(chosen: Format, file: str, labels: str, preprocessing: Preprocessing, classes: int) -> str:
    """Write the program.

    Args:
        chosen: the export's format.
        file: name of the exported file or folder; it lies beside the program, as all of them do.
        labels: name of the file of labels.
        preprocessing: how a picture becomes the network's input.
        classes: number of classes.
    Returns:
        Python code of a few lines without this program's own packages; it gives what the program gives,
        also for large photos and for those that were taken upright.
    """
    key = chosen.name.removesuffix("-int8")
    return _PROGRAM.format(
        packages=f"{_PACKAGES.get(key, chosen.reader)} numpy pillow",
        imports=_IMPORTS[key],
        labels=labels,
        load=_LOAD[key].format(file=file),
        twice=2 * short_side_for(preprocessing),
        resize=_resize(preprocessing),
        size=preprocessing.input_size,
        run=_RUN[key],
        classes=classes,
    )


def _resize(preprocessing: Preprocessing) -> str:
    size, source = preprocessing.input_size, preprocessing.source_size
    fraction = preprocessing.crop_fraction
    lines = [_RESIZE.format(fraction="" if fraction == 1 else f" * {fraction!r}")]
    if source is not None:  # sharper pictures than the network ever saw are strange to it
        lines += [
            f"    if side > {source}:  # the resolution of the pictures that it was trained on",
            f"        picture, box = picture.resize(({source}, {source}), Image.Resampling.BICUBIC, box), None",
        ]
    lines.append(f"    picture = picture.resize(({size}, {size}), Image.Resampling.BICUBIC, box)")
    return "\n".join(lines)
