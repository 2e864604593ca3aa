"""Makes every picture and document of the demo newsroom, the same bytes each time, in a given folder."""

from collections.abc import Callable
from pathlib import Path

from factchecks.demo.canvas import Board
from factchecks.demo.frontmatter import paragraphs, read_sheet
from factchecks.demo.pdf import make_pdf
from factchecks.demo.places import harbour, library, playground, recycling, school_kitchen
from factchecks.demo.portraits import FIGURES, draw_portrait
from factchecks.demo.vehicles import bridge, bus_depot, central_station, ferry, night_bus, tram_stop

DOCUMENTS = Path(__file__).parent / "documents"
SCENES: dict[str, Callable[[], Board]] = {
    "tram-stop.jpg": tram_stop,
    "central-station.jpg": central_station,
    "night-bus.jpg": night_bus,
    "bus-depot.jpg": bus_depot,
    "bridge.jpg": bridge,
    "ferry.jpg": ferry,
    "harbour.jpg": harbour,
    "school-kitchen.jpg": school_kitchen,
    "library.jpg": library,
    "playground.png": playground,
    "recycling.jpg": recycling,
}


def make_art(folder: Path) -> tuple[Path, ...]:
    """Write all pictures (1440 x 810), portraits (640 x 640) and PDFs into `folder`; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(make_one(name, folder) for name in art_names())


def art_names() -> tuple[str, ...]:
    """Return the file names of everything that can be made."""
    portraits = [f"portrait-{key}.jpg" for key in FIGURES]
    documents = [f"{path.stem}.pdf" for path in sorted(DOCUMENTS.glob("*.txt"))]
    return (*SCENES, *portraits, *documents)


def make_one(name: str, folder: Path) -> Path:
    """Write the one called `name` into `folder` and return its path. Raises KeyError for an unknown name."""
    path = folder / name
    if name in SCENES:
        SCENES[name]().save(path)
    elif name.endswith(".pdf"):
        path.write_bytes(_document(path.stem))
    else:
        draw_portrait(FIGURES[path.stem.removeprefix("portrait-")]).save(path)
    return path


def _document(stem: str) -> bytes:
    source = DOCUMENTS / f"{stem}.txt"
    if not source.exists():
        raise KeyError(stem)
    sheet = read_sheet(source)
    return make_pdf(title=sheet.head["title"], author=sheet.head["author"], blocks=paragraphs(sheet.body))
