"""Icons, the version resource of Windows, the bundle of macOS, the installer: all tell the same about the program."""

import ast
import plistlib
from pathlib import Path

import pytest
from PIL import Image

import icons
import program_files
from checkout import ROOT
from identity import MODEL_TYPE, NAME, version
from resnet_desktop import __version__
from resnet_desktop.images.formats import SUPPORTED_SUFFIXES
from windows.version_resource import version_numbers, version_resource

PACKAGING = ROOT / "packaging"


def test_the_version_is_the_programs() -> None:
    assert version() == __version__


def test_icon_files_have_every_size(tmp_path: Path) -> None:
    program_files.make(tmp_path)
    with Image.open(tmp_path / program_files.ICO) as ico:
        assert {(16, 16), (24, 24), (32, 32), (48, 48), (256, 256)} <= set(ico.info["sizes"])
    with Image.open(tmp_path / program_files.ICNS) as icns:
        assert max(width * scale for width, _height, scale in icns.info["sizes"]) == 1024
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.ic*")) < 1_000_000


@pytest.mark.parametrize("side", [16, 24])
def test_small_icons_have_sharp_edges(side: int) -> None:
    drawn = icons.draw(side)
    column = [drawn.getpixel((side * 5 // 16, y))[:3] for y in range(side * 4 // 16, side * 14 // 16)]  # type: ignore[index]
    assert set(column) == {(255, 255, 255)}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.12", (1, 12, 0, 0)), ("2.0.1rc3", (2, 0, 1, 0)), ("1.2.3.4.5", (1, 2, 3, 4))],
)
def test_a_version_becomes_four_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert version_numbers(text) == numbers


def test_the_version_resource_is_one_expression_with_the_programs_name() -> None:
    tree = ast.parse(version_resource("0.1.0"), mode="eval")
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert {NAME, "0.1.0", f"{NAME}.exe"} <= words


def test_macos_is_told_of_models_and_the_oldest_system() -> None:
    about = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    (model,) = about["UTExportedTypeDeclarations"]
    assert model["UTTypeTagSpecification"] == {
        "public.filename-extension": ["resnet"],
        "public.mime-type": [MODEL_TYPE],
    }
    ranks = {kind["LSItemContentTypes"][0]: kind["LSHandlerRank"] for kind in about["CFBundleDocumentTypes"]}
    assert ranks == {model["UTTypeIdentifier"]: "Owner", "public.jpeg": "Alternate", "public.folder": "Alternate"}
    assert about["LSMinimumSystemVersion"] == "13.0"
    assert about["NSHighResolutionCapable"]
    assert all(plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes()).values())


def test_the_installer_offers_pictures_without_taking_them() -> None:
    text = (PACKAGING / "windows" / "resnet-desktop.iss").read_text("utf-8")
    pictures = [line for line in text.splitlines() if "ResNetDesktop.Picture" in line and "OpenWithProgids" in line]
    offered = {line.split("\\Classes\\")[1].split("\\")[0] for line in pictures}
    assert {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".avif", ".heic"} <= offered
    assert offered <= set(SUPPORTED_SUFFIXES)
    for suffix in offered:
        assert f'"Software\\Classes\\{suffix}";' not in text  # its default value would be the program by double-click
