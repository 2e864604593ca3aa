"""Draws the demo's city illustrations."""

from factchecks.demo.canvas import Board, blank


def harbour() -> Board:
    """A harbour in summer with a pontoon, a lighthouse and two boats."""
    board = blank("#8ecae6", "#eaf6f6")
    board.disc(1200, 140, 70, "#ffe8a3")
    board.box(0, 430, 1440, 380, "#3b8ea5")
    board.shape((0, 430, 0, 350, 300, 380, 420, 430), "#7d9c76")
    board.shape((150, 390, 170, 150, 230, 150, 250, 390), "#f7f5ef")
    for y in (210, 300):
        board.shape((165 - (y - 210) // 11, y, 235 + (y - 210) // 11, y, 241, y + 45, 159, y + 45), "#c0392b")
    board.box(166, 110, 68, 44, "#33505f")
    for x, sail in ((760, "#fdfaf2"), (1080, "#f2c14e")):
        board.shape((x, 240, x, 460, x + 130, 460), sail)
        board.shape((x - 90, 475, x + 150, 475, x + 110, 515, x - 50, 515), "#5b3a29")
        board.line((x, 220, x, 475), "#3a2a20", 6)
    board.shape((420, 640, 1180, 640, 1260, 720, 340, 720), "#c79a63")
    for x in range(440, 1180, 90):
        board.line((x, 640, x - (720 - x) // 9, 720), "#a57b49", 4)
    for y in range(540, 800, 52):
        board.box((y * 11) % 260, y, 240, 6, "#6fb3c4", round_by=3)
    return board


def school_kitchen() -> Board:
    """A school kitchen with pots on a stove and a crate of vegetables."""
    board = blank("#f6efe0", "#e8dcc2")
    for y in range(40, 430, 65):
        for x in range(0, 1440, 130):
            board.box(x + (65 if (y // 65) % 2 else 0), y, 124, 59, "#f9f5ea", round_by=4)
    board.box(180, 120, 900, 14, "#7d868c")
    for x in range(240, 1060, 120):
        board.line((x, 130, x, 250), "#7d868c", 7)
        board.disc(x, 270, 32, "#9aa3a8", flat=0.7)
    board.box(100, 500, 900, 310, "#aab3b7")
    board.box(80, 480, 940, 34, "#6f7a80")
    for x, colour in ((180, "#b5533c"), (480, "#4c6a78"), (760, "#8a9a5b")):
        board.box(x, 360, 200, 124, colour, round_by=16)
        board.box(x - 10, 350, 220, 20, "#e5e1d6", round_by=10)
        board.disc(x + 100, 344, 16, "#3a3a3a")
        board.box(x + 10, 580, 180, 150, "#8b959a", round_by=10)
    board.box(1080, 600, 300, 210, "#b98a52")
    for y in (640, 700, 760):
        board.box(1080, y, 300, 8, "#94693a")
    for number, colour in enumerate(("#d9822b", "#5f8f3e", "#c0392b", "#e3b23c", "#5f8f3e")):
        board.disc(1120 + number * 55, 590, 44, colour)
    return board


def library() -> Board:
    """Bookshelves, a round window and a reading table with two lamps."""
    board = blank("#efe3cd", "#dcc8a5")
    board.disc(720, 210, 130, "#7a5a3a")
    board.disc(720, 210, 112, "#bfe0ea")
    board.box(714, 98, 12, 224, "#7a5a3a")
    board.box(608, 204, 224, 12, "#7a5a3a")
    spines = ("#7b2d26", "#2a6f77", "#c98b2b", "#33415c", "#6b705c", "#a34a28")
    for left in (40, 980):
        board.box(left, 60, 420, 600, "#6a4a2f")
        for shelf in range(4):
            board.box(left + 18, 84 + shelf * 144, 384, 122, "#3f2c1c")
            for book in range(12):
                tall = 84 + (book * 37 + shelf * 23) % 34
                colour = spines[(book + shelf * 2 + left) % len(spines)]
                board.box(left + 24 + book * 31, 206 + shelf * 144 - tall, 27, tall, colour)
    board.box(0, 660, 1440, 150, "#9a7850")
    board.box(430, 560, 580, 30, "#5b3a22", round_by=8)
    for x in (460, 960):
        board.box(x, 590, 24, 150, "#5b3a22")
    for x in (570, 860):
        board.box(x - 5, 470, 10, 92, "#2f2f2f")
        board.shape((x - 56, 480, x - 28, 420, x + 28, 420, x + 56, 480), "#2f6f5e")
    return board


def playground() -> Board:
    """A swing, a slide and a climbing frame under trees."""
    board = blank("#b9e0ee", "#f3f5e4")
    for x, size in ((90, 130), (420, 110), (1340, 150)):
        board.box(x - 16, 330, 32, 260, "#6a4a2f")
        board.disc(x, 300, size, "#6d9a55")
    board.box(0, 570, 1440, 240, "#cdb98a")
    for x in (180, 560):
        board.line((x - 60, 640, x, 260, x + 60, 640), "#c0392b", 14)
    board.line((180, 262, 560, 262), "#c0392b", 14)
    for x in (290, 450):
        board.line((x - 36, 266, x - 36, 520), "#5a5f66", 5)
        board.line((x + 36, 266, x + 36, 520), "#5a5f66", 5)
        board.box(x - 48, 516, 96, 16, "#3a4a5a", round_by=6)
    board.box(730, 330, 120, 310, "#1f5f8b", round_by=8)
    board.shape((850, 340, 850, 390, 1120, 660, 1180, 660, 1180, 620, 1130, 620), "#f2c14e")
    for number in range(4):
        board.line((1200 + number * 60, 640, 1200 + number * 60, 420), "#2f6f5e", 9)
        board.line((1200, 420 + number * 70, 1380, 420 + number * 70), "#2f6f5e", 9)
    return board


def recycling() -> Board:
    """Three bins in front of a brick wall."""
    board = blank("#b5654a", "#a3563d")
    for y in range(0, 620, 52):
        for x in range(-60, 1440, 124):
            board.box(x + (62 if (y // 52) % 2 else 0), y, 116, 45, "#bd7257", round_by=3)
    board.box(0, 620, 1440, 190, "#9a9c99")
    for left, colour, lid in ((170, "#2f6fa5", "#235684"), (560, "#4d8a4b", "#3a6c39"), (950, "#e0b43a", "#b98f22")):
        board.shape((left, 280, left + 320, 280, left + 286, 680, left + 34, 680), colour)
        board.box(left - 20, 236, 360, 54, lid, round_by=20)
        board.box(left + 110, 420, 100, 100, "#f7f5ef", round_by=14)
        board.arc(left + 160, 470, 32, (0, 300), colour, 10)
        for wheel in (60, 260):
            board.disc(left + wheel, 690, 30, "#22262b")
    return board
