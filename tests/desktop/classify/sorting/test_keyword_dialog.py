from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from resnet_desktop.desktop.classify.sorting.keyword_form import KeywordForm
from resnet_desktop.desktop.classify.sorting.request import SortRequest
from resnet_desktop.desktop.classify.sorting.sorting_dialog import SortingDialog
from resnet_desktop.desktop.classify.sorting.sortings import Sortings
from tests.helpers.trees import tree_of, write

Press = Callable[[SortingDialog, QPushButton], None]


def test_keywords_are_written_and_taken_back_byte_for_byte(
    sortings: Sortings, request_for_all: SortRequest, press: Press, library: Path
) -> None:
    own = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>'
    )
    write(library / "a/two.jpg.xmp", own)
    before = tree_of(library)
    dialog = sortings.write_keywords(request_for_all)
    assert isinstance(dialog.form, KeywordForm)
    press(dialog, dialog.form.preview)
    assert dialog.preview.title.text() == "3 pictures will get a keyword"
    assert dialog.preview.parts.buttons[1].text() == "2 left out"
    press(dialog, dialog.preview.do)
    assert dialog.report.title.text() == "3 keywords written"
    assert "ResNet Desktop|cow" in (library / "a/two.jpg.xmp").read_text("utf-8")
    assert (library / "b/one.jpg.xmp").exists()
    press(dialog, dialog.report.undo)
    assert dialog.report.title.text() == "3 keywords taken back"
    after = tree_of(library)
    assert {name: facts and facts[1] for name, facts in after.items()} == {
        name: facts and facts[1] for name, facts in before.items()
    }


def test_a_keyword_above_is_needed(sortings: Sortings, request_for_all: SortRequest) -> None:
    dialog = sortings.write_keywords(request_for_all)
    assert isinstance(dialog.form, KeywordForm)
    dialog.form.keyword_lines.root.setText(" | ")
    QTest.mouseClick(dialog.form.preview, Qt.MouseButton.LeftButton)
    assert dialog.form.message.text == "Give the keyword that the classes are put below."
