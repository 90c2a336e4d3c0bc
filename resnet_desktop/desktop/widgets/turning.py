"""Turning to another page of a stack, without the focus falling on whatever comes next."""

from PySide6.QtWidgets import QApplication, QStackedWidget


def turn_to(stack: QStackedWidget, number: int) -> None:
    """Show a page of a stack.

    Focus that was on the old page returns to where it was on the new one; for who was not there yet it waits, unseen,
    before the page's first part. Qt would give it, with a ring, to the next button in the window, which a key presses.

    Args:
        stack: the pages.
        number: of the one to show, from 0.
    """
    old, focused = stack.currentWidget(), QApplication.focusWidget()
    has_focus = focused is not None and (focused is stack or (old is not None and old.isAncestorOf(focused)))
    if has_focus:
        stack.setFocus()
    stack.setCurrentIndex(number)
    new = stack.currentWidget()
    last = new.focusWidget() if new is not None else None
    if has_focus and last is not None and last.isVisible():
        last.setFocus()
