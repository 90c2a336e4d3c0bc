from resnet_desktop.desktop.widgets.table_widths import share_room


def test_where_there_is_room_nothing_is_cut() -> None:
    assert share_room([200, 80, 30], [100, 60, 64], 400) == [200, 80, 64]
    assert share_room([200, 80, 30], [100, 60, 64], 310) == [200, 80, 30]


def test_where_there_is_little_the_longest_texts_are_cut() -> None:
    assert share_room([400, 90, 80], [100, 60, 64], 320) == [150, 90, 80]


def test_where_there_is_none_columns_keep_what_they_usually_have_and_scroll() -> None:
    assert share_room([400, 90], [100, 60], 100) == [100, 60]
