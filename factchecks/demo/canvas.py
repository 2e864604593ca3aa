"""A small drawing board for the demo's illustrations: 1440 x 810 units, painted at twice the size."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw

WIDTH, HEIGHT = 1440, 810
SCALE = 2
Colour = str


@dataclass(frozen=True)
class Board:
    """An image being painted. Lengths are in units, the origin is at the top left, colours are "#rrggbb"."""

    image: Image.Image
    pen: ImageDraw.ImageDraw

    def box(self, left: float, top: float, wide: float, high: float, colour: Colour, round_by: int = 0) -> None:
        """Paint a rectangle, with corners rounded by `round_by` units."""
        shape = _scaled((left, top, left + wide, top + high))
        self.pen.rounded_rectangle(shape, radius=round_by * SCALE, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour, flat: float = 1.0) -> None:
        """Paint a disc around (x, y); `flat` below 1 makes it an ellipse that is lower than wide."""
        self.pen.ellipse(_scaled((x - radius, y - radius * flat, x + radius, y + radius * flat)), fill=colour)

    def shape(self, points: Sequence[float], colour: Colour) -> None:
        """Paint a polygon; `points` is x, y, x, y, ..."""
        self.pen.polygon(_scaled(points), fill=colour)

    def line(self, points: Sequence[float], colour: Colour, wide: float = 4) -> None:
        """Paint a line through `points`."""
        self.pen.line(_scaled(points), fill=colour, width=round(wide * SCALE), joint="curve")

    def arc(self, x: float, y: float, radius: float, turn: tuple[int, int], colour: Colour, wide: int = 6) -> None:
        """Paint a part of a circle; `turn` is its start and end in degrees, clockwise from three o'clock."""
        around = _scaled((x - radius, y - radius, x + radius, y + radius))
        self.pen.arc(around, start=turn[0], end=turn[1], fill=colour, width=wide * SCALE)

    def save(self, path: Path) -> None:
        """Write the picture at its final size, as JPEG or PNG by the ending of `path`."""
        final = self.image.resize((self.image.width // SCALE, self.image.height // SCALE), Image.Resampling.BOX)
        if path.suffix == ".png":
            final.save(path, optimize=True)
        else:
            final.save(path, quality=88, optimize=True)


def blank(top: Colour, bottom: Colour, *, wide: int = WIDTH, high: int = HEIGHT) -> Board:
    """Return a board whose background runs from `top` to `bottom`."""
    ramp = Image.linear_gradient("L").resize((wide * SCALE, high * SCALE))
    first, last = (Image.new("RGB", ramp.size, ImageColor.getrgb(name)) for name in (top, bottom))
    image = Image.composite(last, first, ramp)
    return Board(image, ImageDraw.Draw(image))


def _scaled(numbers: Sequence[float]) -> list[float]:
    return [number * SCALE for number in numbers]
