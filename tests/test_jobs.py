import pytest

from resnet_desktop.jobs import Cancelled, Control, Progress


def test_a_job_runs_on_until_it_is_cancelled() -> None:
    control = Control()
    control.check()
    control.cancel()
    assert control.is_cancelled
    with pytest.raises(Cancelled):
        control.check()


def test_progress_reaches_the_caller_as_it_was_reported() -> None:
    reports: list[Progress] = []
    control = Control(reports.append)
    control.report(Progress(1, 3, "reading"))
    control.report(Progress(2))
    assert reports == [Progress(1, 3, "reading"), Progress(2, None, "")]


def test_a_job_may_report_when_nobody_listens() -> None:
    Control().report(Progress(1))


def test_cancelled_is_no_error_that_a_job_would_catch_by_accident() -> None:
    assert not issubclass(Cancelled, OSError | ValueError | RuntimeError)
