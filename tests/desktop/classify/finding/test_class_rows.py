from PySide6.QtCore import Qt

from resnet_desktop.desktop.classify.finding.class_rows import ClassRows, Role, found, ordered

MANY = [f"class {number:03}" for number in range(100)]


def test_a_few_classes_stand_in_the_model_s_order() -> None:
    assert ordered(["dog", "cat", "dog"], {"cat": 9}, ["cat"]) == ["dog", "cat"]


def test_of_many_the_chosen_ones_and_those_that_occur_come_first() -> None:
    order = ordered(MANY, {"class 050": 2, "class 070": 9}, ["class 099"])
    assert order[:4] == ["class 099", "class 070", "class 050", "class 000"]
    assert sorted(order) == MANY


def test_a_class_is_found_by_any_part_of_its_name() -> None:
    names = ["Tiger_Cat", "cat", "dog"]
    assert found(names, "CAT") == ["Tiger_Cat", "cat"]
    assert found(names, "tiger c") == ["Tiger_Cat"]
    assert found(names, "") == names


def test_rows_say_whether_they_are_chosen_and_how_often_they_occur(qapp: object) -> None:  # noqa: ARG001
    rows = ClassRows()
    rows.show_rows(["cat", "dog"])
    rows.mark(["dog"], {"dog": 1200})
    assert rows.index(1).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert rows.index(0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert rows.index(1).data(Role.COUNT) == 1200
    assert rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "dog, 1,200 pictures"
