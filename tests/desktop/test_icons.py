import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

import resnet_desktop.desktop
from resnet_desktop.desktop import icons, theme
from resnet_desktop.resources import resource_path

DRAWINGS = sorted(path for path in resource_path("icons").glob("*.svg") if not path.stem.startswith("program"))
PACKAGE = Path(resnet_desktop.desktop.__file__).parent


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_every_icon_is_an_outline_of_one_style_that_takes_its_colour_from_outside(path: Path) -> None:
    drawing = path.read_text("utf-8")
    assert 'viewBox="0 0 20 20"' in drawing
    assert 'stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"' in drawing
    assert not re.search(r"#[0-9A-Fa-f]{3}", drawing)


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_every_icon_paints_in_the_wanted_colour_and_keeps_off_the_edge(qapp: QApplication, path: Path) -> None:  # noqa: ARG001
    image = icons.pixmap(path.stem, QColor("#FF0000"), 20, 2).toImage()
    painted = {
        (x, y): image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 128
    }
    assert len(painted) > 20
    assert all(colour.red() > 240 and colour.green() < 16 for colour in painted.values())
    assert all(2 <= x < 38 and 2 <= y < 38 for x, y in painted)


def test_every_drawing_is_named_somewhere_in_the_code() -> None:
    words = set()
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        words |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    assert {path.stem for path in DRAWINGS} <= words


def test_a_missing_icon_is_an_error_at_once(qapp: QApplication) -> None:  # noqa: ARG001
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no such icon", QColor("#000000"))


def test_an_icon_follows_the_theme_and_fades_when_disabled(qapp: QApplication) -> None:
    def ink(mode: QIcon.Mode) -> str:
        image = icons.icon("add", "text").pixmap(QSize(20, 20), mode).toImage()
        return image.pixelColor(image.width() // 2, image.height() // 2).name().upper()

    for name in ("light", "dark"):
        theme.apply_theme(qapp, name)
        colours = theme.derived(theme.load_tokens(name))
        assert ink(QIcon.Mode.Normal) == colours["text"]
        assert ink(QIcon.Mode.Disabled) == colours["disabled"]


def test_the_program_has_an_icon_in_all_usual_sizes(qapp: QApplication) -> None:  # noqa: ARG001
    sizes = {size.width() for size in icons.program_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes
