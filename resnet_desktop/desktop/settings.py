"""What the window remembers between two starts, declared once as a table."""

import json
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop.paths import write_atomically

Value = str | tuple[int, ...]


@dataclass(frozen=True)
class Setting:
    """One thing that is remembered.

    Attributes:
        key: its name in the file.
        default: its value until somebody changes it; also says of which type it is.
        choices: the values that it may have; empty where any value of the type will do.
    """

    key: str
    default: Value
    choices: tuple[str, ...] = ()

    def usable(self, value: object) -> Value | None:
        """Give a value back if this setting may have it, else None."""
        match value:
            case tuple() if isinstance(self.default, tuple):
                return value if all(type(part) is int and part >= 0 for part in value) else None
            case str() if isinstance(self.default, str):
                return value if not self.choices or value in self.choices else None
        return None


THEME = Setting("theme", "system", ("system", "light", "dark"))
GEOMETRY = Setting("window.geometry", "")
CLASSIFY_SPLIT = Setting("classify.split_px", ())
CLASSIFY_VIEW = Setting("classify.view", "grid", ("grid", "list"))
CLASSIFY_THUMBNAILS = Setting("classify.thumbnails_px", "128", ("96", "128", "160", "192", "256"))
CLASSIFY_COLUMNS = Setting("classify.columns_px", ())
CLASSIFY_MODEL = Setting("classify.model", "")
CLASSIFY_CLASSES = Setting("classify.classes_shown", "5", ("3", "5", "10", "50"))
CLASSIFY_CROP = Setting("classify.shows_crop", "no", ("no", "yes"))
WHY_METHOD = Setting("why.method", "class_map", ("class_map", "difference", "occlusion"))
WHY_OPACITY = Setting("why.opacity_percent", (60,))
ARCHITECTURE_SPLIT = Setting("architecture.split_px", ())
ARCHITECTURE_VIEW = Setting("architecture.view", "tree", ("tree", "table"))
ARCHITECTURE_PANEL = Setting("architecture.panel", "inspector", ("inspector", "maps", "operation", "lab"))
TRAIN_LOG_SCALE = Setting("train.log_scale", "no", ("no", "yes"))
TRAIN_SMOOTHING = Setting("train.smoothing_step", (0,))
MODELS_SPLIT = Setting("models.split_px", ())
IMAGENET_OFFERED = Setting("models.imagenet_offered", "no", ("no", "yes"))
LAST_FOLDER = Setting("open.last_folder", "")
EXPORT_FOLDER = Setting("export.folder", "")
EXPORT_FORMAT = Setting("export.format", "csv", ("csv", "jsonl", "json", "html"))
SORT_FOLDER = Setting("sort.folder", "")
TRAINING_SET_FOLDER = Setting("training_set.folder", "")

SETTINGS = (
    THEME,
    GEOMETRY,
    CLASSIFY_SPLIT,
    CLASSIFY_VIEW,
    CLASSIFY_THUMBNAILS,
    CLASSIFY_COLUMNS,
    CLASSIFY_MODEL,
    CLASSIFY_CLASSES,
    CLASSIFY_CROP,
    WHY_METHOD,
    WHY_OPACITY,
    ARCHITECTURE_SPLIT,
    ARCHITECTURE_VIEW,
    ARCHITECTURE_PANEL,
    TRAIN_LOG_SCALE,
    TRAIN_SMOOTHING,
    MODELS_SPLIT,
    IMAGENET_OFFERED,
    LAST_FOLDER,
    EXPORT_FOLDER,
    EXPORT_FORMAT,
    SORT_FOLDER,
    TRAINING_SET_FOLDER,
)


class Settings:
    """The current values, and the file they are kept in.

    Entries of the file that this version does not know, or cannot use, are ignored; the defaults hold instead.

    Attributes:
        problem: one sentence when the file exists but could not be read at all, else empty.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Value] = {}
        self.problem = ""
        try:
            stored = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self.problem = f"The settings could not be read, so the defaults are used ({error})."
            return
        if not isinstance(stored, dict):
            self.problem = "The settings could not be read, so the defaults are used (the file holds no table)."
            return
        for setting in SETTINGS:
            value = stored.get(setting.key)
            usable = setting.usable(tuple(value) if isinstance(value, list) else value)
            if usable is not None:
                self._values[setting.key] = usable

    def get(self, setting: Setting) -> Value:
        """Give the current value."""
        return self._values.get(setting.key, setting.default)

    def text(self, setting: Setting) -> str:
        """Give the current value of a setting that is text."""
        value = self.get(setting)
        assert isinstance(value, str)
        return value

    def numbers(self, setting: Setting) -> tuple[int, ...]:
        """Give the current value of a setting that is a row of numbers."""
        value = self.get(setting)
        assert isinstance(value, tuple)
        return value

    def put(self, setting: Setting, value: Value) -> None:
        """Change a value; `save` writes it.

        Raises:
            ValueError: the setting does not take this value.
        """
        if setting.usable(value) is None:
            raise ValueError(f"{setting.key} does not take {value!r}")
        self._values[setting.key] = value

    def save(self) -> None:
        """Write all values that differ from their defaults, as a whole.

        Raises:
            OSError: the file cannot be written; the old one is untouched.
        """
        changed = {s.key: self.get(s) for s in SETTINGS if self.get(s) != s.default}
        write_atomically(self._path, (json.dumps(changed, indent=2, ensure_ascii=False) + "\n").encode())
