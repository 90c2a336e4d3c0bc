"""What the packaged program is made of, as data: which modules, libraries and files go in, and which stay out."""

from fnmatch import fnmatch

PROGRAM = "resnet-desktop"
WINDOW_PROGRAM = "ResNet Desktop"
"""The name that people see: the folder's, and on Windows that of the program without a console."""

TRAINING_PACKAGES = ("keras", "tensorflow", "tensorflow-cpu")
"""The distributions that make the build complete."""

VERSIONED = (
    "PySide6-Essentials", "openvino", "numpy", "pillow", "pillow-heif", "h5py", "safetensors", "platformdirs", "tqdm",
    "onnx", *TRAINING_PACKAGES,
)  # fmt: skip
"""Distributions whose records go in, so that the program can tell their versions; those that are installed."""

HIDDEN = ("onnx", "openvino", "openvino.opset1", "openvino.opset13", "h5py", "pillow_heif", "PySide6.QtSvg")
"""Modules that are only imported inside functions of other packages, or by name."""

NEVER = (
    # Tools of development, and what a library offers but nothing here asks for.
    "IPython", "PyInstaller", "_pytest", "hypothesis", "ipykernel", "jax", "matplotlib", "mypy", "nncf", "onnxruntime",
    "pandas", "pip", "pkg_resources", "pyqtgraph", "pytest", "pytestqt", "scipy", "setuptools", "torch", "torchvision",
    "wheel", "tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "curses",
    "readline", "pydoc", "doctest", "numpy.f2py", "onnx.reference", "onnx.backend", "onnx.hub", "onnx.tools",
    "openvino.tools", "openvino.torch", "openvino_telemetry", "onnx.backend.test",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtTest", "PySide6.QtSql",
    "PySide6.QtDBus", "PySide6.QtPrintSupport", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools",
    "PySide6.QtXml",
)  # fmt: skip

WITHOUT_TRAINING = ("keras", "tensorflow", "tensorboard", "grpc", "google.cloud", "flatbuffers", "absl", "gast")
"""Beside `NEVER`, what stays out of the lite build."""

OPENVINO_LIBRARIES = (
    "*openvino.*", "*openvino_intel_cpu_plugin*", "*openvino_ir_frontend*", "*openvino_onnx_frontend*",
    "*tbb.*", "*tbb12*", "*tbbmalloc.*", "*tbbbind*", "*hwloc*",
)  # fmt: skip
"""The core, the plug-in for the processor and the readers of the two formats that exports are checked in. GPUs are used
through TensorFlow, and no device is chosen by OpenVINO itself, so its other plug-ins are never asked."""

QT_PLUGINS = (
    "platforms/*xcb*", "platforms/*wayland*", "platforms/*offscreen*", "platforms/*minimal.*",
    "platforms/*windows*", "platforms/*cocoa*",
    "imageformats/*svg*", "imageformats/*ico.*", "iconengines/*svg*", "styles/*",
    "platformthemes/*xdgdesktopportal*",
    "platforminputcontexts/*compose*", "platforminputcontexts/*ibus*",
    "wayland-decoration-client/*", "wayland-shell-integration/*xdg-shell*",
)  # fmt: skip
"""Below ``PySide6/Qt/plugins``. Pictures are decoded by Pillow, so Qt needs no readers but that of icons; nothing is
painted with OpenGL. GTK's theme would bring GTK itself, which clashes with the system's: the portal asks for the same
file dialogs and colours from outside."""

QT_LIBRARIES = ("Core", "Gui", "Widgets", "Svg", "DBus", "XcbQpa", "WaylandClient")
"""The libraries ``Qt6…`` that those need; frameworks ``Qt…`` on macOS."""

OUT = (
    # What a compiler or a test would need.
    "*/include/*", "*.h", "*.hpp", "*.inc", "*.pxd", "*.pyx", "*.pyi", "*.cmake", "*.a", "*.lib", "*/cmake/*", "*.pc",
    "*/tests/*", "*/test/*", "*/testing/data/*", "*_test.so", "*.whl",
    "onnx/backend/test/*", "onnx/*.proto", "onnx/*.proto3",
    "openvino/libs/cache.json",  # compiled kernels of the plug-in for Intel's GPUs
    "PySide6/*translations/*", "PySide6/*qml/*", "PySide6/Qt/resources/*", "PySide6/*libexec/*", "PySide6/*metatypes/*",
    "PySide6/*designer*", "PySide6/*lrelease*", "PySide6/*lupdate*", "PySide6/scripts/*", "PySide6/typesystems/*",
    "libmvec.so*",  # a part of the system's C library, which must not be mixed
    # TensorFlow: remote profiling, ahead-of-time compiling and copies of the runtime for other languages.
    "tensorflow/xla_aot_runtime_src/*", "tensorflow/security/*",
)  # fmt: skip

STRIPPED = (
    "libtensorflow_cc.so*", "libtensorflow_framework.so*",
    "libpython3*", "python3*/lib-dynload/*.so", "libicu*.so*", "PIL/_imaging.*.so", "pillow_heif.libs/libx265*",
)  # fmt: skip
"""Libraries below ``_internal`` whose symbol tables are taken out: 200 MB of TensorFlow's, 30 MB of the others. The
rest have hardly any. The program's self-test loads each of them."""

LIMITS = {"lite": 380_000_000, "complete": 1_400_000_000}
"""What the folder may take, bytes."""


LICENCES = "licences"
"""The folder of the licences of everything that is packed."""


def is_wanted(place: str) -> bool:
    """Tell whether a collected file goes into the program.

    Args:
        place: where it would lie in the folder, with either slash.
    """
    place = place.replace("\\", "/")
    if place.startswith(f"{LICENCES}/"):
        return True
    name = place.rpartition("/")[2]
    if any(fnmatch(place, pattern) for pattern in OUT):
        return False
    if place.startswith("openvino/libs/") or name.startswith(("libopenvino", "openvino_")):
        return any(fnmatch(name, pattern) for pattern in OPENVINO_LIBRARIES)
    if "/plugins/" in place and place.startswith("PySide6/"):
        return any(fnmatch(place.partition("/plugins/")[2], pattern) for pattern in QT_PLUGINS)
    if (module := _qt_module(name)) is not None:
        return module in QT_LIBRARIES
    return True


def _qt_module(name: str) -> str | None:
    """The ``Gui`` of ``libQt6Gui.so.6``, ``Qt6Gui.dll`` and ``QtGui.abi3.so``; None for what is no part of Qt."""
    stem = name.removeprefix("lib").partition(".")[0]
    for prefix in ("Qt6", "Qt"):
        if stem.startswith(prefix):
            return stem.removeprefix(prefix)
    return None


def part_of(place: str) -> str:
    """The part of the program that a file is counted to.

    Args:
        place: where it lies, below the folder's ``_internal``.
    """
    first, _, rest = place.replace("\\", "/").partition("/")
    name = first.lower().partition(".")[0]
    for part, prefixes in _PARTS.items():
        if name.startswith(prefixes):
            return part
    if not rest and any(first.startswith(prefix) for prefix in ("libQt6", "libicu", "libpyside", "libshiboken")):
        return "Qt"
    return "Python and the rest" if first != "resources" else "Resources"


_PARTS = {
    "TensorFlow and Keras": (
        "tensorflow", "libtensorflow", "keras", "grpc", "flatbuffers", "absl", "gast", "astunparse",
        "opt_einsum", "optree", "wrapt", "namex", "rich", "termcolor",
    ),
    "OpenVINO": ("openvino", "libopenvino", "libtbb", "libhwloc"),
    "Qt": ("pyside6", "shiboken6", "libqt6", "libicu", "libpyside", "libshiboken"),
    "NumPy": ("numpy",),
    "Pictures": ("pil", "pillow", "_pillow_heif"),
    "ONNX": ("onnx", "google", "ml_dtypes"),
    "HDF5": ("h5py", "libhdf5"),
}  # fmt: skip
