"""What can go wrong with an uploaded file, each with one sentence for the person who sent it."""


class Refused(Exception):
    """The file is not accepted; `sentence` says why and what to do, in plain English."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class TooLarge(Refused):
    """More bytes came than are allowed; `limit` is in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"The file is larger than {plain_size(limit)}, the most that is accepted here.")
        self.limit = limit


class ParserUnavailable(Exception):
    """The child process could not start its parser: an installation fault, never the sender's."""


def plain_size(count: int) -> str:
    """A number of bytes as a person writes it: 900 bytes, 12 KB, 25 MB, 2 GB (1 KB = 1024 bytes)."""
    for unit, bytes_each in (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024)):
        if count >= bytes_each:
            return f"{count / bytes_each:.1f}".removesuffix(".0") + f" {unit}"
    return f"{count} bytes"
