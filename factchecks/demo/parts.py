"""Parts that several of the demo's illustrations share: vehicles, people, houses."""

from factchecks.demo.canvas import Board

GLASS = "#cfe6ee"
DARK = "#23303a"


def paint_tram(board: Board, *, left: int, top: int, colour: str) -> None:
    """Paint a tram of 860 x 310 units."""
    board.line((left + 380, top - 90, left + 440, top - 40, left + 400, top), DARK, 6)
    board.box(left, top, 860, 310, colour, round_by=46)
    board.box(left + 20, top + 40, 820, 120, DARK, round_by=18)
    for place in range(6):
        board.box(left + 36 + place * 134, top + 52, 118, 96, GLASS, round_by=10)
    for place in (210, 560):
        board.box(left + place, top + 44, 96, 250, "#f1ece0", round_by=8)
        board.box(left + place + 10, top + 58, 76, 150, GLASS, round_by=6)
    board.box(left, top + 250, 860, 16, "#f1ece0")


def paint_bus(board: Board, *, left: int, top: int, colour: str, window: str) -> None:
    """Paint a bus of 940 x 310 units with windows of one colour."""
    board.box(left, top, 940, 310, colour, round_by=34)
    for place in range(6):
        board.box(left + 30 + place * 135, top + 46, 118, 110, window, round_by=10)
    board.box(left + 840, top + 46, 84, 150, window, round_by=10)
    board.box(left, top + 200, 940, 14, "#f7f5ef")
    for wheel in (190, 740):
        board.disc(left + wheel, top + 312, 62, "#0c0f16")
        board.disc(left + wheel, top + 312, 28, "#9aa3ad")
    board.disc(left + 916, top + 250, 20, "#fff6cf")


def paint_front(board: Board, left: int, top: int, colour: str) -> None:
    """Paint the front of a vehicle, 200 x 250 units."""
    board.box(left, top, 200, 250, colour, round_by=24)
    board.box(left + 18, top + 30, 164, 110, "#ffe9a8", round_by=14)
    for x in (40, 160):
        board.disc(left + x, top + 195, 16, "#fff6cf")


def paint_person(board: Board, x: int, ground: int, coat: str) -> None:
    """Paint somebody who stands on `ground`."""
    board.box(x - 26, ground - 150, 52, 100, coat, round_by=22)
    board.box(x - 20, ground - 60, 16, 60, DARK)
    board.box(x + 4, ground - 60, 16, 60, DARK)
    board.disc(x, ground - 172, 24, "#d9a98a")


def paint_skyline(board: Board, colour: str, *, base: int, lit: str = "") -> None:
    """Paint houses across the picture, with windows in the colour `lit` unless it is empty."""
    for number in range(12):
        high = 130 + (number * 83) % 170
        board.box(number * 122, base - high, 108, high, colour)
        if lit:
            board.box(number * 122 + 24 + (number % 3) * 20, base - high + 36, 16, 22, lit)
