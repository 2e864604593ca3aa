"""Names for files inside a ZIP that no system reads as a path, a device or a second copy of another name."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

MAX_PART: Final = 80
UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
# Names that Windows gives to devices, whatever their extension.
DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class Names:
    """Hands out names that no system reads as a path, a device or a second copy of another name."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken}

    def take(self, wanted: str) -> str:
        """A safe name for this one; numbered when it is taken, capitals or not."""
        safe = safe_name(wanted)
        stem, dot, extension = safe.rpartition(".")
        name, number = safe, 2
        while name.casefold() in self._taken:
            name = f"{stem}-{number}.{extension}" if dot and "/" not in extension and stem else f"{safe}-{number}"
            number += 1
        self._taken.add(name.casefold())
        return name


def safe_name(wanted: str) -> str:
    """Parts of ASCII letters, digits, dot, hyphen and underscore; none is empty, hidden, `..` or a device's name."""
    parts = [_safe_part(part) for part in wanted.replace("\\", "/").split("/")]
    return "/".join(part for part in parts if part) or "file"


def _safe_part(part: str) -> str:
    plain = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode()
    clean = UNSAFE.sub("_", plain).strip("._")
    stem, dot, extension = clean.rpartition(".")
    if len(clean) > MAX_PART:
        clean = f"{stem[: MAX_PART - 10]}.{extension[:9]}" if dot else clean[:MAX_PART]
    return f"_{clean}" if DEVICES.fullmatch(clean) else clean.rstrip(".")
