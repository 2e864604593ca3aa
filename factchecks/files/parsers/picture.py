"""Opens a picture with Pillow and decodes all of it: size, location warning, damage, decompression bombs."""

import warnings
from importlib import import_module
from typing import BinaryIO, Final

from PIL import Image, UnidentifiedImageError

from factchecks.files.errors import Refused
from factchecks.files.parsers.location import BAD_METADATA, has_location
from factchecks.files.parsers.run import Findings, Order, answer

MAX_PIXELS: Final = 40_000_000
# Pillow's own names of the formats, and of the one module that reads each.
FORMATS: Final = {"jpeg": "Jpeg", "png": "Png", "webp": "WebP", "gif": "Gif", "tiff": "Tiff"}

TOO_MANY_PIXELS: Final = "The picture has more than 40 million pixels. Make it smaller and attach that."
BROKEN: Final = "The picture is damaged or cut short. Save it again on your computer and attach that."
LOCATION: Final = "The picture says, or may say, where it was taken. The published copy will not."
MOVES: Final = "The file has several pictures in it; only the first can be published."


def check(source: BinaryIO, order: Order) -> Findings:
    """Width and height in pixels and warnings; raises Refused for damage and above 40 million pixels."""
    image = open_picture(source, order["format"])
    if order["format"] == "png":
        # What stands behind its pixels is read with them.
        decode(image)
    located = has_location(image, source)
    width, height = image.size
    moves = bool(getattr(image, "is_animated", False))
    # A JPEG decoded at an eighth still reads every byte, for a fraction of the memory.
    image.draft(None, (max(1, width // 8), max(1, height // 8)))
    decode(image)
    said = tuple(text for text, true in {LOCATION: located, MOVES: moves}.items() if true)
    return Findings(width=width, height=height, located=located, warnings=said)


def open_picture(source: BinaryIO, name: str) -> Image.Image:
    """The picture, not yet decoded; raises Refused when it is too big or not of format `name`."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    # Only the one decoder is loaded: that starts faster and gives a lying file less to choose from.
    import_module(f"PIL.{FORMATS[name]}ImagePlugin")
    try:
        return Image.open(source, formats=[FORMATS[name].upper()])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(TOO_MANY_PIXELS) from bomb
    except UnidentifiedImageError as error:
        raise Refused(BROKEN) from error


def decode(image: Image.Image) -> None:
    """Decode every pixel of the first frame; raises Refused when bytes are missing or wrong."""
    try:
        image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(TOO_MANY_PIXELS) from bomb
    except BAD_METADATA as error:
        raise Refused(BROKEN) from error


if __name__ == "__main__":
    answer(check)
