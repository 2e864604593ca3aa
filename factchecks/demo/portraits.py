"""Draws the demo's portraits: simple figures without a face, each in its own palette."""

from dataclasses import dataclass

from factchecks.demo.canvas import Board, blank

SIDE = 640


@dataclass(frozen=True)
class Figure:
    """One portrait: `hair` is "short", "long", "bun", "curls" or "scarf"."""

    wall: str
    coat: str
    skin: str
    tint: str
    hair: str
    glasses: bool = False
    collar: bool = False


FIGURES: dict[str, Figure] = {
    "rita": Figure("#e9d8a6", "#2a6f77", "#c98f6b", "#3a2a20", "curls"),
    "ed": Figure("#cfd8dc", "#33415c", "#e8c3a4", "#8d8d8d", "short", glasses=True, collar=True),
    "ada": Figure("#f3d5c0", "#7b2d26", "#7d5037", "#1d1715", "bun"),
    "otto": Figure("#d8e2dc", "#6b705c", "#edc9af", "#b07d4f", "short"),
    "cleo": Figure("#e0d3e8", "#3c3050", "#d9a98a", "#55301f", "long", glasses=True),
    "ines": Figure("#d5e5ea", "#b5533c", "#e3b991", "#17181c", "long"),
    "mo": Figure("#f0e3c2", "#2f5d50", "#6a4430", "#15110f", "short", collar=True),
    "noor": Figure("#e6d5d0", "#31597d", "#c99872", "#5b6fa0", "scarf"),
    "dana-whitcombe": Figure("#dfe6d3", "#44546a", "#efcdb4", "#c3a365", "bun", collar=True),
    "pavel-moreau": Figure("#d7dde8", "#a34a28", "#e6bd9c", "#4a3a2c", "short", collar=True),
    "lena-abara": Figure("#f2dfc8", "#56743d", "#8a5a3c", "#211714", "curls"),
    "tomas-reid": Figure("#e3dccf", "#25405e", "#f0cfb6", "#a8562d", "short", glasses=True, collar=True),
    "joana-kerr": Figure("#cfe3ea", "#1f3a5f", "#d6a27c", "#6b4a2f", "long", collar=True),
    "samir-holt": Figure("#e8e0d0", "#4d3b63", "#b98058", "#191414", "short", collar=True),
}


def draw_portrait(figure: Figure) -> Board:
    """Return the finished board, 640 units wide and high."""
    board = blank(figure.wall, figure.wall, wide=SIDE, high=SIDE)
    board.disc(320, 300, 250, _lighter(figure.wall))
    _hair_behind(board, figure)
    board.box(276, 340, 88, 130, _darker(figure.skin), round_by=40)
    board.box(130, 440, 380, 300, figure.coat, round_by=130)
    if figure.collar:
        board.shape((262, 440, 320, 530, 378, 440), "#f7f5ef")
    board.disc(320, 270, 105, figure.skin, flat=1.18)
    _hair_in_front(board, figure)
    if figure.glasses:
        for x in (276, 364):
            board.arc(x, 280, 34, (0, 360), "#23262b", wide=5)
        board.line((310, 278, 330, 278), "#23262b", wide=5)
    return board


def _hair_behind(board: Board, figure: Figure) -> None:
    if figure.hair == "long":
        board.box(196, 170, 248, 330, figure.tint, round_by=110)
    if figure.hair == "bun":
        board.disc(320, 120, 58, figure.tint)
    if figure.hair == "scarf":
        board.box(184, 132, 272, 350, figure.tint, round_by=128)
    if figure.hair == "curls":
        for x, y in ((210, 250), (220, 330), (430, 250), (420, 330), (225, 190), (415, 190)):
            board.disc(x, y, 56, figure.tint)


def _hair_in_front(board: Board, figure: Figure) -> None:
    shape = (208, 150, 432, 360)
    if figure.hair == "scarf":
        board.arc(320, 262, 122, (180, 360), figure.tint, wide=46)
        return
    board.pen.chord([2 * edge for edge in shape], 188, 352, fill=figure.tint)
    if figure.hair == "curls":
        for x in (240, 280, 320, 360, 400):
            board.disc(x, 172, 42, figure.tint)


def _lighter(colour: str) -> str:
    return _mixed(colour, 255, 0.35)


def _darker(colour: str) -> str:
    return _mixed(colour, 0, 0.14)


def _mixed(colour: str, towards: int, share: float) -> str:
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(part + (towards - part) * share):02x}" for part in parts)
