"""What is chosen before sorting into folders."""

from resnet_desktop.desktop.classify.sorting import wording
from resnet_desktop.desktop.classify.sorting.choices import Sorting
from resnet_desktop.desktop.classify.sorting.form_lines import ClassLines, KeywordLines
from resnet_desktop.desktop.classify.sorting.plan_form import PlanForm
from resnet_desktop.desktop.classify.sorting.request import SortRequest
from resnet_desktop.desktop.widgets.check_box import CheckBox
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.path_field import PathField
from resnet_desktop.desktop.widgets.segments import Segments


class SortForm(PlanForm):
    """The choices, and what is wrong with them.

    Attributes:
        target: the folder to sort into.
        action: copy or move.
        classes: which class, how sure.
        subfolders: whether folders are kept.
        sidecars: whether sidecars go along.
        keywords: whether the class is also written as a keyword.
        keyword_lines: how.
    """

    def __init__(self, request: SortRequest) -> None:
        super().__init__(request)
        self._roots = request.roots
        self.target = PathField("Folder to sort into")
        self.target.set_path(request.folder)
        self.action = Segments("Do", ("Copy", "Move"))
        self._action_text = label(wording.COPY_TEXT, "quiet")
        self.action.chosen.connect(self._show_action)
        self.subfolders = CheckBox("Keep the folders that pictures lie in")
        self.sidecars = CheckBox("Take sidecars (XMP files) along")
        self.sidecars.setChecked(True)
        self.keywords = CheckBox("Also write the class as a keyword into a sidecar")
        self.form.add("Into", self.target, is_wide=True)
        self.form.add("Do", self.action, self._action_text)
        self.classes = ClassLines(self.form, request.threshold, "Below", "go to the folder “unsure”")
        self.form.add("Along", self.subfolders)
        self.form.add("", self.sidecars)
        self.form.add("Keywords", self.keywords)
        self.keyword_lines = KeywordLines(self.form)
        self.keywords.toggled.connect(self.keyword_lines.set_enabled)
        self.keyword_lines.set_enabled(False)
        self.target.path_changed.connect(self.message.clear)
        self.setFocusProxy(self.preview if request.folder else self.target)
        self.lay_out(wording.SORT_TITLE, self.form)

    def chosen(self) -> Sorting | None:
        """Give what is chosen; None where something is missing, which it says then."""
        problem = ""
        if self.target.path is None:
            problem = wording.NO_TARGET
        elif not self.target.is_whole:
            problem = wording.NO_WHOLE_TARGET
        elif self.keywords.isChecked() and not self.keyword_lines.has_root:
            problem = wording.NO_ROOT
        if problem or self.target.path is None:
            self.message.complain(problem)
            return None
        by, threshold = self.classes.by, self.classes.part
        return Sorting(
            target=self.target.path,
            moves=self.action.number == 1,
            by=by,
            threshold=threshold,
            keeps_subfolders=self.subfolders.isChecked(),
            takes_sidecars=self.sidecars.isChecked(),
            roots=self._roots,
            keywords=self.keyword_lines.chosen(by, threshold) if self.keywords.isChecked() else None,
        )

    def _show_action(self) -> None:
        self._action_text.setText(wording.MOVE_TEXT if self.action.number == 1 else wording.COPY_TEXT)
