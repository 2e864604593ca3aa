"""Says whether a picture carries the place where it was taken."""

from dataclasses import dataclass
from typing import BinaryIO

from factchecks.files.parsers.picture import has_location, open_picture
from factchecks.files.parsers.run import Order, answer


@dataclass(frozen=True, slots=True)
class Place:
    """Is there a place in the metadata (or metadata that cannot be read)?"""

    located: bool


def find(source: BinaryIO, order: Order) -> Place:
    """Raises Refused when the bytes are not a picture of the format in `order`."""
    return Place(located=has_location(open_picture(source, order["format"]), source))


if __name__ == "__main__":
    answer(find)
