"""The verdict's mark as a picture, as the sprite (static/icons.svg) has it: outline, fill, and the sign inside."""

from PIL import Image, ImageDraw

from factchecks.verdicts import Fill, Silhouette

# The sprite's own grid; drawn four times as large and made smaller, so that edges are smooth.
GRID, FINER = 24, 4
Point = tuple[float, float]
OUTLINES: dict[str, tuple[Point, ...]] = {
    Silhouette.DIAMOND: ((12, 1.6), (22.4, 12), (12, 22.4), (1.6, 12)),
    Silhouette.OCTAGON: ((8, 2), (16, 2), (22, 8), (22, 16), (16, 22), (8, 22), (2, 16), (2, 8)),
}
SIGNS: dict[str, tuple[tuple[Point, ...], ...]] = {
    Silhouette.CIRCLE: (((7.4, 12.4), (10.5, 15.5), (16.6, 8.8)),),
    Silhouette.DIAMOND: (
        ((8.6, 15.8), (8.6, 12.4), (10, 10.7), (15.2, 10.7)),
        ((12.9, 8.1), (15.6, 10.7), (12.9, 13.3)),
    ),
    Silhouette.OCTAGON: (((8.4, 8.4), (15.6, 15.6)), ((15.6, 8.4), (8.4, 15.6))),
    Silhouette.DASHED: (((9.3, 9.6), (10.2, 7.7), (12.1, 7), (14, 7.7), (14.9, 9.5), (14, 11.4), (12.1, 13.7)),),
}
DOT = (12.1, 16.9)


def draw_mark(*, silhouette: str, fill: str, ink: str, ground: str, size: int) -> Image.Image:
    """A square picture of `size` pixels. `ground` is what lies under it and shows through its holes."""
    pen = _Pen(size, ground)
    filled = fill == Fill.FILLED
    inside, sign = (ink, ground) if filled else (ground, ink)
    if silhouette in OUTLINES:
        pen.shape(OUTLINES[silhouette], inside, ink)
    else:
        pen.circle(inside, ink, dashed=silhouette == Silhouette.DASHED and not filled)
    if silhouette == Silhouette.DASHED and filled:
        pen.dashes(7.6, 1.4, ground)
    for line in SIGNS[silhouette]:
        pen.line(line, sign, 2.4)
    if silhouette == Silhouette.DASHED:
        pen.line((DOT, DOT), sign, 2.6)
    return pen.picture.resize((size, size), Image.Resampling.LANCZOS)


class _Pen:
    """Draws in the sprite's grid."""

    def __init__(self, size: int, ground: str) -> None:
        self.scale = size * FINER / GRID
        self.picture = Image.new("RGB", (size * FINER, size * FINER), ground)
        self.draw = ImageDraw.Draw(self.picture)

    def _at(self, points: tuple[Point, ...]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def line(self, points: tuple[Point, ...], colour: str, width: float) -> None:
        """A line with round ends and corners."""
        self.draw.line(self._at(points), colour, round(width * self.scale), joint="curve")
        for x, y in points:
            self._disc(x, y, width / 2, colour)

    def _disc(self, x: float, y: float, radius: float, colour: str) -> None:
        self.draw.ellipse(self._box(x, y, radius), colour)

    def _box(self, x: float, y: float, radius: float) -> list[Point]:
        return self._at(((x - radius, y - radius), (x + radius, y + radius)))

    def shape(self, points: tuple[Point, ...], inside: str, ink: str) -> None:
        """A polygon with an edge of ink."""
        self.draw.polygon(self._at(points), inside)
        self.line((*points, points[0]), ink, 2.2)

    def circle(self, inside: str, ink: str, *, dashed: bool) -> None:
        """A disc with an edge of ink, whole or in dashes."""
        self._disc(12, 12, 10, inside)
        if dashed:
            self.dashes(9.7, 2.2, ink)
            return
        self._disc(12, 12, 10.8, ink)
        self._disc(12, 12, 8.9, inside)

    def dashes(self, radius: float, width: float, colour: str) -> None:
        """A ring of ten dashes."""
        box = self._box(12, 12, radius + width / 2)
        for start in range(0, 360, 36):
            self.draw.arc(box, start, start + 20, colour, round(width * self.scale))
