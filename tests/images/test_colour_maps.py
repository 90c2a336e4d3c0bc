import numpy as np
import numpy.typing as npt
import pytest

from resnet_desktop.images.colour_maps import DIVERGING, SEQUENTIAL, colour_table, coloured

# Linear sRGB to how eyes without one kind of cones see it. Source: Machado, Oliveira, Fernandes 2009, severity 1.
BLINDNESS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# Linear sRGB to XYZ (D65). Source: IEC 61966-2-1.
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])

Array = npt.NDArray[np.float64]


def linear(colours: npt.NDArray[np.uint8]) -> Array:
    part = colours / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def lab(light: Array) -> Array:
    """CIE L*a*b*: (n, 3)."""
    xyz = light @ TO_XYZ.T / TO_XYZ.sum(axis=1)
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(np.maximum(xyz, 0)), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)


def test_the_tables_have_their_colours() -> None:
    assert colour_table(SEQUENTIAL).shape == (256, 3)
    assert colour_table(SEQUENTIAL)[[0, 128, 255]].tolist() == [
        [0, 0, 4],
        [183, 55, 121],
        [252, 253, 191],
    ]  # Matplotlib's
    assert colour_table(DIVERGING).shape == (257, 3)
    assert not colour_table(SEQUENTIAL).flags.writeable


def test_more_is_always_lighter_and_steps_look_alike() -> None:
    lightness = lab(linear(colour_table(SEQUENTIAL)[::5]))[:, 0]  # 8 bits are too coarse for single steps
    assert (np.diff(lightness) > 0).all()
    assert lightness[0] < 2
    assert lightness[-1] > 95
    assert np.diff(lightness).std() < 0.3 * np.diff(lightness).mean()


def test_both_sides_of_a_difference_weigh_the_same_and_nothing_is_white() -> None:
    colours = lab(linear(colour_table(DIVERGING)))
    lightness = colours[:, 0]
    assert (np.diff(lightness[:129:8]) > 0).all()
    assert (np.diff(lightness[128::8]) < 0).all()
    np.testing.assert_allclose(lightness, lightness[::-1], atol=6)
    assert lightness[128] > 95
    assert np.abs(colours[128, 1:]).max() < 1


@pytest.mark.parametrize("blindness", BLINDNESS)
def test_the_sides_of_a_difference_differ_to_colour_blind_eyes(blindness: str) -> None:
    seen = lab(linear(colour_table(DIVERGING)[[0, 64, 192, 256]]) @ np.array(BLINDNESS[blindness]).T)
    assert np.linalg.norm(seen[0] - seen[3]) > 40
    assert np.linalg.norm(seen[1] - seen[2]) > 20


def test_values_outside_of_the_range_have_the_colours_of_its_ends() -> None:
    table = colour_table(SEQUENTIAL)
    colours = coloured(np.array([[-9, 2, 3], [4, 5, 9]], np.float32), 2, 4, SEQUENTIAL)
    assert colours.shape == (2, 3, 3)
    np.testing.assert_array_equal(colours[0], table[[0, 0, 128]])
    np.testing.assert_array_equal(colours[1], table[[255, 255, 255]])
