"""What Windows shows of the program under Properties > Details, as PyInstaller reads it."""

import re

from identity import AUTHORS, NAME, PROGRAM, SUMMARY

_TEMPLATE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      {strings}
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 0x04B0])]),
  ],
)
"""


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """Bring a version to the four numbers that Windows compares: ``1.2.0rc1`` is ``(1, 2, 0, 0)``."""
    found = [int(number) for number in re.findall(r"\d+", re.split(r"[a-z+-]", version)[0])][:4]
    first, second, third, fourth = found + [0] * (4 - len(found))
    return first, second, third, fourth


def version_resource(version: str) -> str:
    """Write the resource.

    Args:
        version: of the program.
    Returns:
        A Python expression: https://pyinstaller.org/en/stable/usage.html#capturing-windows-version-data
    """
    strings = {
        "CompanyName": AUTHORS,
        "FileDescription": NAME,  # the task manager and "Open with" show this
        "FileVersion": version,
        "InternalName": PROGRAM,
        "LegalCopyright": f"MIT licence, {AUTHORS}",
        "OriginalFilename": f"{NAME}.exe",
        "ProductName": NAME,
        "ProductVersion": version,
        "Comments": SUMMARY,
    }
    lines = ",\n      ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    return _TEMPLATE.format(numbers=version_numbers(version), strings=lines)
