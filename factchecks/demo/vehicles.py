"""Draws the demo's transport illustrations."""

from factchecks.demo.canvas import Board, blank

GLASS = "#cfe6ee"
DARK = "#23303a"


def tram_stop() -> Board:
    """A tram level with a raised platform."""
    board = blank("#bcdcec", "#f4e9d2")
    _skyline(board, "#a9bfc9", base=560)
    board.box(0, 560, 1440, 250, "#8b8f8e")
    _tram(board, left=90, top=270, colour="#c0392b")
    board.box(0, 590, 1440, 70, "#d9d4c7")
    board.box(0, 590, 1440, 10, "#f2c14e")
    board.box(1040, 250, 330, 18, "#33505f")
    for x in (1060, 1340):
        board.box(x, 260, 12, 332, "#33505f")
    _person(board, 1140, 590, "#2a6f77")
    _person(board, 1230, 590, "#7b4b94")
    return board


def central_station() -> Board:
    """Two trams in front of a station hall with a clock."""
    board = blank("#cfe0ea", "#f7efe0")
    board.box(240, 190, 960, 400, "#c9a27a")
    board.shape((200, 200, 720, 40, 1240, 200), "#9c6b4a")
    board.disc(720, 145, 60, "#fbf8f0")
    board.line((720, 145, 720, 105), DARK, 6)
    board.line((720, 145, 750, 158), DARK, 6)
    for x in range(300, 1180, 130):
        board.box(x, 260, 80, 200, "#5e7f8f", round_by=40)
    board.box(0, 580, 1440, 230, "#8f8d88")
    _tram(board, left=-180, top=330, colour="#2f6f5e")
    _tram(board, left=840, top=380, colour="#c0392b")
    return board


def night_bus() -> Board:
    """A lit bus on a dark street under a moon."""
    board = blank("#141d33", "#2f3d5c")
    board.disc(1180, 150, 62, "#f6eec9")
    _skyline(board, "#0e1526", base=600, lit="#e9c46a")
    board.box(0, 600, 1440, 210, "#1b2233")
    for x in range(40, 1440, 260):
        board.box(x, 715, 130, 10, "#c9c6b8")
    board.shape((1180, 520, 1440, 590, 1440, 690, 1180, 560), "#56597a")
    _bus(board, left=250, top=300, colour="#1f5f8b", window="#ffe9a8")
    return board


def bus_depot() -> Board:
    """A long depot hall at dusk with three open gates."""
    board = blank("#3d4a6b", "#e0a580")
    board.shape((80, 260, 400, 150, 720, 260, 1040, 150, 1360, 260, 1360, 640, 80, 640), "#6c7480")
    for number, colour in enumerate(("#c0392b", "#1f5f8b", "#2f6f5e")):
        left = 130 + number * 410
        board.box(left, 320, 360, 320, "#2a2f38")
        board.box(left, 320, 360, 14, "#f2c14e")
        _front(board, left + 80, 380, colour)
    board.box(0, 640, 1440, 170, "#4a4d55")
    for left in (310, 720, 1130):
        board.line((left - 40, 640, left - 120, 810), "#30333a", 6)
        board.line((left + 40, 640, left + 120, 810), "#30333a", 6)
    return board


def bridge() -> Board:
    """A suspension bridge over calm water at sunrise."""
    board = blank("#f4b393", "#fdeccf")
    board.disc(720, 470, 110, "#fff3c4")
    board.shape((0, 470, 260, 350, 560, 470), "#b98f86")
    board.shape((900, 470, 1200, 330, 1440, 440, 1440, 480, 900, 480), "#a87f7d")
    board.box(0, 470, 1440, 340, "#6d93a8")
    for y in range(500, 800, 45):
        board.box(560 - y / 4, y, 320 + y / 2, 6, "#f0d6b8")
    for tower in (380, 1060):
        board.box(tower - 18, 130, 36, 420, "#7a2f2b")
    curve = [(x, 140 + 260 * (1 - ((x - 720) / 340) ** 2)) for x in range(380, 1061, 20)]
    for x, height in curve:
        board.line((x, height, x, 440), "#8d4a43", 3)
    board.line([number for point in curve for number in point], "#7a2f2b", 8)
    board.line((0, 430, 380, 140), "#7a2f2b", 8)
    board.line((1060, 140, 1440, 430), "#7a2f2b", 8)
    board.box(0, 432, 1440, 24, "#5d2522")
    return board


def ferry() -> Board:
    """A ferry on blue water with gulls above it."""
    board = blank("#a8d5e5", "#f2f7f5")
    board.shape((0, 520, 420, 430, 900, 520), "#8fb0a3")
    board.box(0, 520, 1440, 290, "#2f7296")
    board.shape((220, 500, 1240, 500, 1140, 630, 300, 630), "#1f6f5c")
    board.box(220, 486, 1020, 18, "#f7f5ef")
    board.box(360, 380, 720, 110, "#f7f5ef", round_by=12)
    board.box(520, 290, 380, 95, "#ece7da", round_by=12)
    board.box(740, 200, 70, 95, "#c0392b")
    for x in range(400, 1040, 90):
        board.box(x, 410, 56, 44, "#5e9db5", round_by=8)
    for x, y in ((240, 180), (330, 130), (1080, 170), (1190, 230)):
        board.arc(x - 26, y, 26, (200, 340), DARK, 5)
        board.arc(x + 26, y, 26, (200, 340), DARK, 5)
    for y in range(640, 800, 40):
        board.box(160 + (y * 7) % 300, y, 420, 6, "#5796b3", round_by=3)
        board.box(780 + (y * 5) % 260, y + 18, 330, 6, "#5796b3", round_by=3)
    return board


def _tram(board: Board, *, left: int, top: int, colour: str) -> None:
    board.line((left + 380, top - 90, left + 440, top - 40, left + 400, top), DARK, 6)
    board.box(left, top, 860, 310, colour, round_by=46)
    board.box(left + 20, top + 40, 820, 120, DARK, round_by=18)
    for place in range(6):
        board.box(left + 36 + place * 134, top + 52, 118, 96, GLASS, round_by=10)
    for place in (210, 560):
        board.box(left + place, top + 44, 96, 250, "#f1ece0", round_by=8)
        board.box(left + place + 10, top + 58, 76, 150, GLASS, round_by=6)
    board.box(left, top + 250, 860, 16, "#f1ece0")


def _bus(board: Board, *, left: int, top: int, colour: str, window: str) -> None:
    board.box(left, top, 940, 310, colour, round_by=34)
    for place in range(6):
        board.box(left + 30 + place * 135, top + 46, 118, 110, window, round_by=10)
    board.box(left + 840, top + 46, 84, 150, window, round_by=10)
    board.box(left, top + 200, 940, 14, "#f7f5ef")
    for wheel in (190, 740):
        board.disc(left + wheel, top + 312, 62, "#0c0f16")
        board.disc(left + wheel, top + 312, 28, "#9aa3ad")
    board.disc(left + 916, top + 250, 20, "#fff6cf")


def _front(board: Board, left: int, top: int, colour: str) -> None:
    board.box(left, top, 200, 250, colour, round_by=24)
    board.box(left + 18, top + 30, 164, 110, "#ffe9a8", round_by=14)
    for x in (40, 160):
        board.disc(left + x, top + 195, 16, "#fff6cf")


def _person(board: Board, x: int, ground: int, coat: str) -> None:
    board.box(x - 26, ground - 150, 52, 100, coat, round_by=22)
    board.box(x - 20, ground - 60, 16, 60, DARK)
    board.box(x + 4, ground - 60, 16, 60, DARK)
    board.disc(x, ground - 172, 24, "#d9a98a")


def _skyline(board: Board, colour: str, *, base: int, lit: str = "") -> None:
    for number in range(12):
        high = 130 + (number * 83) % 170
        board.box(number * 122, base - high, 108, high, colour)
        if lit:
            board.box(number * 122 + 24 + (number % 3) * 20, base - high + 36, 16, 22, lit)
