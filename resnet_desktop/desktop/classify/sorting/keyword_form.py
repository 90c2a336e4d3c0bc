"""What is chosen before classes are written as keywords."""

from resnet_desktop.desktop.classify.sorting import wording
from resnet_desktop.desktop.classify.sorting.choices import Keywords
from resnet_desktop.desktop.classify.sorting.form_lines import ClassLines, KeywordLines
from resnet_desktop.desktop.classify.sorting.plan_form import PlanForm
from resnet_desktop.desktop.classify.sorting.request import SortRequest
from resnet_desktop.desktop.widgets.labels import label


class KeywordForm(PlanForm):
    """The choices, and what is wrong with them.

    Attributes:
        classes: which class, how sure.
        keyword_lines: how it is written.
    """

    def __init__(self, request: SortRequest) -> None:
        super().__init__(request)
        self.classes = ClassLines(self.form, request.threshold, "Below", "get no keyword")
        self.keyword_lines = KeywordLines(self.form)
        self.keyword_lines.root.textChanged.connect(self.message.clear)
        text = label(wording.KEYWORDS_TEXT, "quiet")
        text.setWordWrap(True)
        self.lay_out(wording.KEYWORDS_TITLE, text, self.form)

    def chosen(self) -> Keywords | None:
        """Give what is chosen; None where something is missing, which it says then."""
        if not self.keyword_lines.has_root:
            self.message.complain(wording.NO_ROOT)
            return None
        return self.keyword_lines.chosen(self.classes.by, self.classes.part)
