import dataclasses

import numpy as np
import pytest

from resnet_desktop.exporting.agreement import Agreement, compare, disagreement
from resnet_desktop.exporting.certificate import Certificate, CertificateError
from resnet_desktop.exporting.errors import DisagreementError

OURS = np.array([[0.6, 0.4], [0.50004, 0.49996], [0.1, 0.9]], np.float32)


def test_equal_answers_agree() -> None:
    assert compare(OURS, OURS) == Agreement(3, 0.0, 0.0, 3, 0)
    assert disagreement(compare(OURS, OURS), is_exact=True) == ""


def test_a_tie_may_change_its_class() -> None:
    theirs = OURS.copy()
    theirs[1] = 0.49996, 0.50004
    found = compare(OURS, theirs)
    assert (found.same_class, found.ties, found.top1) == (2, 1, 1)
    assert disagreement(found, is_exact=True) == ""


def test_a_change_beyond_a_tie_is_a_disagreement() -> None:
    found = Agreement(100, 1e-4, 1e-6, 98, 1)
    assert disagreement(found, is_exact=True).endswith("1 of 100 pictures change their class; none may")


def test_a_large_difference_is_a_disagreement_even_with_the_same_classes() -> None:
    assert "0.001 is allowed" in disagreement(compare(OURS, OURS * 0.99), is_exact=True)
    assert disagreement(compare(OURS, OURS * 0.9999), is_exact=True) == ""


def test_int8_may_differ_but_not_in_too_many_classes() -> None:
    assert disagreement(Agreement(100, 0.2, 0.01, 90, 0), is_exact=False) == ""
    assert "at most one in ten may" in disagreement(Agreement(100, 0.2, 0.01, 89, 0), is_exact=False)


@pytest.mark.parametrize("is_exact", [True, False])
def test_what_is_no_number_disagrees(is_exact: bool) -> None:
    found = compare(OURS, np.full_like(OURS, np.nan))
    assert disagreement(found, is_exact=is_exact) == "it gives probabilities that are no numbers"


def test_another_number_of_classes_is_no_answer() -> None:
    with pytest.raises(DisagreementError, match="gives 1 probabilities, and the model has 2 classes"):
        compare(OURS, OURS[:, :1])


def certificate() -> Certificate:
    return Certificate(
        format="onnx", model="shapes", weights_sha256="ab", runtime="ONNX Runtime", agreement=compare(OURS, OURS),
        pictures="3 pictures", milliseconds={1: 5.0, 16: 2.0}, files={"shapes.onnx": {"size": 7, "sha256": "cd"}},
        versions={"onnxruntime": "1.2"}, processor="CPU", created="2026-01-02T03:04:05+00:00",
    )  # fmt: skip


def test_a_certificate_survives_its_file() -> None:
    assert Certificate.from_json(certificate().to_json()) == certificate()
    found = certificate()
    assert (found.single_ms, found.best_batch, found.best_ms, found.size) == (5, 16, 2, 7)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", dataclasses.replace(certificate(), schema=2).to_json(), '{"schema": 1}']
)
def test_what_is_no_certificate_is_refused(text: str) -> None:
    with pytest.raises(CertificateError):
        Certificate.from_json(text)
