"""How the hostile web speaks: raw bytes, so that nothing is polite, and a register of what each path does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

PAGE = b"<!doctype html><title>Harbourmouth Council</title><p>The ferry carried 300,000 people last year.</p>"


@dataclass(frozen=True)
class Request:
    """What a client sent; header names in lower case, without the empty line. `at`: the server's clock."""

    method: str
    target: str
    headers: dict[str, str]
    raw: bytes = b""
    at: float = 0.0

    @property
    def path(self):
        return self.target.partition("?")[0]

    @property
    def query(self):
        return self.target.partition("?")[2]

    @property
    def host(self):
        return self.headers.get("host", "").partition(":")[0]


type Behaviour = Callable[[Request, object], Awaitable[None]]
BEHAVIOURS: dict[str, Behaviour] = {}


def at(path):
    """Register a behaviour for a path; a path that ends in / also answers for everything below it."""

    def keep(behaviour):
        BEHAVIOURS[path] = behaviour
        return behaviour

    return keep


def says(path, raw):
    """Register these bytes as the whole answer of a path."""

    async def answer_so(request, writer):
        writer.write(raw)

    BEHAVIOURS[path] = answer_so


def answer(status=200, body=PAGE, **headers):
    """The bytes of one complete answer. Header names: content_type -> Content-Type; None leaves one out."""
    body = b"" if status in (204, 205, 304) else body
    fields = {"content-type": "text/html; charset=utf-8", "content-length": str(len(body))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"HTTP/1.1 {status} Word\r\n{head}Connection: close\r\n\r\n".encode("utf-8", "surrogateescape") + body


def behaviour_of(path):
    """What a path does: its own behaviour, that of its first folder, or a plain 404."""
    if path in BEHAVIOURS:
        return BEHAVIOURS[path]
    return BEHAVIOURS.get("/" + path.split("/")[1] + "/", _not_found)


async def _not_found(request, writer):
    writer.write(answer(404, b"<title>Not found</title>"))
