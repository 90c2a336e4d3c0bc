"""Which part of a picture a view shows, and how large: arithmetic only, no Qt."""

import math
from dataclasses import dataclass, replace

MOST_FITTED = 4.0
"""A picture is enlarged at most this much to fit its view; beyond, its pixels are shown as squares."""
MOST = 32.0
"""The largest scale, however small the picture is."""
_SNAP = 0.01

Pair = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Framing:
    """A picture as it lies in a view. Values never let the picture leave the view: each change returns a valid one.

    Attributes:
        picture: width and height of the whole upright picture, px.
        room: width and height of the view, px of the window.
        pixel_ratio: pixels of the screen for one of the window.
        scale: px of the window for one of the picture.
        centre: x and y in the picture that is in the middle of the view.
        is_fit: the whole picture is shown as large as there is room for, also when the room changes.
        most_fitted: it is enlarged at most this much to fit.
    """

    picture: Pair
    room: Pair
    pixel_ratio: float
    scale: float
    centre: Pair
    is_fit: bool
    most_fitted: float = MOST_FITTED

    @classmethod
    def fitted(cls, picture: Pair, room: Pair, pixel_ratio: float = 1, most_fitted: float = MOST_FITTED) -> "Framing":
        """Show the whole picture, enlarged at most ``most_fitted`` times."""
        scale = _fit_scale(picture, room, most_fitted)
        middle = picture[0] / 2, picture[1] / 2
        return cls(picture, room, pixel_ratio, scale, middle, is_fit=True, most_fitted=most_fitted)

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one of the picture: 1 is 100 %."""
        return self.scale * self.pixel_ratio

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole picture is seen."""
        return _fit_scale(self.picture, self.room, self.most_fitted)

    @property
    def actual_scale(self) -> float:
        """The scale of 100 %."""
        return 1 / self.pixel_ratio

    @property
    def limits(self) -> Pair:
        """The smallest and the largest scale: the smaller of fit and 100 %, and 32 times."""
        return min(self.fit_scale, self.actual_scale), max(MOST, self.fit_scale)

    @property
    def can_move(self) -> bool:
        """Whether a part of the picture is out of sight."""
        return any(side * self.scale > room + 0.5 for side, room in zip(self.picture, self.room, strict=True))

    @property
    def place(self) -> Box:
        """Where the whole picture lies, px of the view; parts may be outside."""
        left, top = self.to_view(0, 0)
        right, bottom = self.to_view(*self.picture)
        return left, top, right, bottom

    @property
    def seen(self) -> Box:
        """The part of the picture that is in sight, px of the picture."""
        left, top = self.to_picture(0, 0)
        right, bottom = self.to_picture(*self.room)
        return max(0.0, left), max(0.0, top), min(self.picture[0], right), min(self.picture[1], bottom)

    def to_view(self, x: float, y: float) -> Pair:
        """Say where a point of the picture is in the view."""
        return (
            (x - self.centre[0]) * self.scale + self.room[0] / 2,
            (y - self.centre[1]) * self.scale + self.room[1] / 2,
        )

    def to_picture(self, x: float, y: float) -> Pair:
        """Say which point of the picture is at a place in the view; it may be outside of the picture."""
        return (
            (x - self.room[0] / 2) / self.scale + self.centre[0],
            (y - self.room[1] / 2) / self.scale + self.centre[1],
        )

    def scaled(self, scale: float, at: Pair | None = None) -> "Framing":
        """Show the picture at another scale, within the limits.

        Args:
            scale: px of the window for one of the picture.
            at: the place in the view whose point stays where it is, as far as possible; the middle by default.
        """
        smallest, largest = self.limits
        scale = min(largest, max(smallest, scale))
        before, after = (abs(math.log(each / self.fit_scale)) for each in (self.scale, scale))
        if after < _SNAP and after <= before:  # small steps away from it must lead away
            return self.fit()
        x, y = at or (self.room[0] / 2, self.room[1] / 2)
        point = self.to_picture(x, y)
        centre = point[0] - (x - self.room[0] / 2) / scale, point[1] - (y - self.room[1] / 2) / scale
        return replace(self, scale=scale, centre=self._clipped(centre, scale), is_fit=False)

    def fit(self) -> "Framing":
        """Show the whole picture."""
        return Framing.fitted(self.picture, self.room, self.pixel_ratio, self.most_fitted)

    def moved(self, dx: float, dy: float) -> "Framing":
        """Shift the picture in the view, px of the window, as far as it goes."""
        centre = self.centre[0] - dx / self.scale, self.centre[1] - dy / self.scale
        return replace(self, centre=self._clipped(centre, self.scale))

    def in_room(self, room: Pair, pixel_ratio: float) -> "Framing":
        """Lie in a view of another size: what fitted goes on to fit, anything else keeps its scale and its middle."""
        if self.is_fit:
            return Framing.fitted(self.picture, room, pixel_ratio, self.most_fitted)
        smallest, largest = replace(self, room=room, pixel_ratio=pixel_ratio).limits
        scale = min(largest, max(smallest, self.scale))
        changed = replace(self, room=room, pixel_ratio=pixel_ratio, scale=scale)
        return changed.fit() if scale == changed.fit_scale else changed.moved(0, 0)

    def on_grid(self) -> "Framing":
        """Shift the picture by less than a pixel so that its corner is a corner of the screen's pixels."""
        left, top = (round(value * self.pixel_ratio) / self.pixel_ratio for value in self.to_view(0, 0))
        x, y = self.room[0] / 2 - left, self.room[1] / 2 - top
        return replace(self, centre=(x / self.scale, y / self.scale))

    def _clipped(self, centre: Pair, scale: float) -> Pair:
        """Bring a middle so far in that no more of the view than needed lies beside the picture."""
        x, y = (
            side / 2 if room >= side * scale else min(side - room / scale / 2, max(room / scale / 2, middle))
            for middle, side, room in zip(centre, self.picture, self.room, strict=True)
        )
        return x, y


def _fit_scale(picture: Pair, room: Pair, most: float) -> float:
    return min(most, max(room[0], 1) / picture[0], max(room[1], 1) / picture[1])
