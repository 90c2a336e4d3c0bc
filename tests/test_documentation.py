"""What the documentation leaves out, and where it leads to nothing."""

import argparse
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from code_drawing import DRAWING, WORDS, drawing, layers
from option_tables import BLOCK, PAGE, commands, filled
from resnet_desktop import cli
from resnet_desktop.desktop.pages import ENTRIES
from resnet_desktop.desktop.settings import SETTINGS
from resnet_desktop.models.card_schema import CARD_FIELDS
from resnet_desktop.paths import HOME_VARIABLE
from screenshots import SCENES, THEMES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
SCREENSHOTS = DOCS / "screenshots"
README = (ROOT / "README.md").read_text("utf-8")
TESTING = "packaging/bootstrap.py test"
LARGEST_PICTURE, LARGEST_PICTURES = 200_000, 4_000_000


def without_code(page: str) -> str:
    """A page without what is between its fences and backticks, where brackets mean something else."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", page, flags=re.DOTALL | re.MULTILINE))


def links(page: Path) -> Iterator[str]:
    """Targets inside the repository of a page's links and pictures."""
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text("utf-8"))):
        if "://" not in target:
            yield target


def anchors(page: Path) -> set[str]:
    """What a page's headings are called in links."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def rows(page: str, title: str) -> dict[str, list[str]]:
    """The further cells of a page's table by the names in backticks in its first cells; its first title is known."""
    _, found, rest = page.partition(f"\n| {title} |")
    assert found, f"there is no table of {title!r}"
    table = rest.partition("\n\n")[0]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table.splitlines()[2:]]
    return {name: others for first, *others in cells for name in re.findall(r"`([^`]+)`", first)}


def fenced(page: str) -> list[str]:
    """The lines between a page's fences."""
    blocks = re.findall(r"^```\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


def test_the_tables_of_options_say_what_the_commands_say() -> None:
    page = PAGE.read_text("utf-8")
    assert filled(page) == page, "run packaging/option_tables.py"


def test_every_command_has_a_table_of_its_options() -> None:
    page = PAGE.read_text("utf-8")
    assert {block[1] for block in BLOCK.finditer(page)} == set(commands())
    assert set(cli.COMMANDS) == {name.partition(" ")[0] for name in commands()}


def test_a_changed_option_shows_in_the_tables() -> None:
    page = PAGE.read_text("utf-8")
    changed = page.replace("`--top-k K`", "`--best K`")
    assert changed != page
    assert filled(changed) == page


def test_the_options_of_the_window_are_described() -> None:
    section = PAGE.read_text("utf-8").partition("## The window\n")[2].partition("\n## ")[0]
    for action in cli._overview()._actions:
        if action.dest != "help":
            assert (action.option_strings or [str(action.metavar)])[0] in section


def test_every_setting_is_described_with_its_default_and_its_values() -> None:
    described = rows((DOCS / "file-formats.md").read_text("utf-8"), "key")
    assert list(described) == [setting.key for setting in SETTINGS]
    for setting in SETTINGS:
        default, values, meaning = described[setting.key]
        numbers = setting.default if isinstance(setting.default, tuple) else (setting.default,)
        assert default.strip("`") == " ".join(map(str, numbers)), setting.key
        assert meaning
        if setting.choices:
            assert values == ", ".join(f"`{choice}`" for choice in setting.choices), setting.key


def test_every_field_of_a_card_is_described() -> None:
    described = rows((DOCS / "file-formats.md").read_text("utf-8"), "field")
    assert set(described) >= {"schema", *CARD_FIELDS}


@pytest.mark.parametrize("title", [entry.title for entry in ENTRIES])
def test_every_page_of_the_window_has_a_page_in_the_guide_and_a_place_in_the_readme(title: str) -> None:
    named = [page for page in DOCS.glob("*.md") if page.read_text("utf-8").startswith(f"# The {title} page\n")]
    assert len(named) == 1
    assert f"**[{title}](docs/{named[0].name})**" in README
    assert any(target.startswith("screenshots/") for target in links(named[0]))


def test_every_folder_at_the_top_is_described() -> None:
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()} | {".git"}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()} - ignored
    described = {name.strip("/") for name in rows((DOCS / "code.md").read_text("utf-8"), "folder")}
    assert folders <= described
    assert {"docs", "packaging", "resnet_desktop", "resources", "tests"} <= folders


def test_every_extra_is_described() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    described = rows((DOCS / "contributing.md").read_text("utf-8"), "extra of `pip install .[…]`")
    assert set(described) == set(project["optional-dependencies"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in links(page):
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there), target


def test_every_page_is_in_the_index() -> None:
    indexed = {target.partition("#")[0] for target in links(DOCS / "README.md")}
    assert {page.name for page in DOCS.glob("*.md")} - {"README.md"} <= indexed


def test_every_scene_is_photographed_and_every_picture_is_shown() -> None:
    names = {f"{scene.__name__}-{theme}.png" for scene in SCENES for theme in THEMES}
    assert {path.name for path in SCREENSHOTS.iterdir()} == names
    shown = {Path(target).name for page in PAGES for target in links(page)}
    assert names <= shown


def test_the_pictures_keep_a_checkout_small() -> None:
    sizes = {path.name: path.stat().st_size for path in SCREENSHOTS.iterdir()}
    assert not {name: size for name, size in sizes.items() if size > LARGEST_PICTURE}
    assert sum(sizes.values()) <= LARGEST_PICTURES


def test_the_readme_names_the_command_that_continuous_integration_runs() -> None:
    assert f"python3 {TESTING}" in fenced(README)
    scripts = [ROOT / ".ci" / "run", *(ROOT / ".github" / "workflows").glob("tests.yml")]
    for script in scripts:
        last = script.read_text("utf-8").rstrip().splitlines()[-1]
        assert re.search(rf"\bpython3? {re.escape(TESTING)}$", last), script


def test_the_readmes_commands_are_understood() -> None:
    start = "python3 packaging/bootstrap.py run "
    lines = [line.removeprefix(start) for line in fenced(README) if line.startswith(start)]
    assert {line.partition(" ")[0] for line in lines} >= {"classify", "train", "models"}
    for line in lines:
        name, *arguments = shlex.split(line, comments=True)
        parser = argparse.ArgumentParser(exit_on_error=False)
        cli.COMMANDS[name].load().add_arguments(parser)
        parser.parse_args(arguments)


def test_the_readme_says_which_variable_moves_the_data() -> None:
    assert f"`{HOME_VARIABLE}`" in README


def test_the_drawing_of_the_code_is_that_of_the_import_contract() -> None:
    assert DRAWING.read_text("utf-8") == drawing(), "run packaging/code_drawing.py"
    assert set(WORDS) == {name for layer in layers() for name in layer}
