from resnet_desktop.desktop.classify.scope import Scope, proposed, usable


def scopes(*counts: int) -> tuple[Scope, ...]:
    return tuple(Scope(word, count, list) for word, count in zip(("all", "shown", "selected"), counts, strict=True))


def test_there_is_no_choice_among_the_same_pictures() -> None:
    assert [scope.word for scope in usable(scopes(9, 9, 9))] == ["all"]
    assert [scope.word for scope in usable(scopes(9, 9, 2))] == ["all", "selected"]
    assert [scope.word for scope in usable(scopes(9, 4, 4))] == ["all", "shown"]
    assert [scope.word for scope in usable(scopes(9, 0, 0))] == ["all"]
    assert not usable(scopes(0, 0, 0))


def test_what_is_shown_is_proposed_where_that_is_a_part() -> None:
    assert proposed(usable(scopes(9, 4, 1))) == 1
    assert proposed(usable(scopes(9, 9, 1))) == 0


def test_a_choice_says_how_many() -> None:
    assert [scope.choice for scope in scopes(3_400, 120, 1)] == ["All 3,400", "120 shown", "1 selected"]
