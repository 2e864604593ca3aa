"""A form that is never whole in memory or on disk: its bytes are made as they are read."""

from dataclasses import dataclass, field

BOUNDARY = "so-that-it-ends"
FORM = f"multipart/form-data; boundary={BOUNDARY}"
PART = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{{name}}"; filename="{{name}}.mp4"\r\n'
    "Content-Type: video/mp4\r\n\r\n"
)
END = f"\r\n--{BOUNDARY}--\r\n".encode()


@dataclass
class Endless:
    """`wsgi.input` with one or more files of `size` bytes each. `given` counts what was read of it."""

    size: int
    names: tuple[str, ...] = ("file",)
    given: int = 0
    _left: list[tuple[bytes, int]] = field(default_factory=list)

    def __post_init__(self):
        for name in self.names:
            self._left += [(PART.format(name=name).encode(), 1), (b"\0", self.size), (b"\r\n", 1)]
        self._left[-1] = (END, 1)

    @property
    def length(self):
        """What CONTENT_LENGTH says, in bytes."""
        return sum(len(piece) * times for piece, times in self._left)

    def read(self, count=65536):
        """At most so many bytes; empty at the end."""
        if not self._left:
            return b""
        piece, times = self._left.pop(0)
        if len(piece) == 1 and times > count:
            self._left.insert(0, (piece, times - count))
            times = count
        made = piece * times
        self.given += len(made)
        return made

    # Django takes it along without a use for it.
    readline = read
