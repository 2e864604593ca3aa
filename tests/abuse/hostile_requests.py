"""Requests that no browser of ours sends: made from a seed, so that one that broke something can be made again."""

import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

from django.conf import settings

from tests.abuse.everywhere import ROLES
from tests.abuse.nasty import ALL, CONTENTS, EXTRA, FILES, HEADERS, KINDS, METHODS
from tests.pages.test_access import FILLED


def _names():
    """Every name that a form or a template of ours knows."""
    found = set(EXTRA.split()) | set(FILLED)
    for path in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        found |= set(re.findall(r'\bname="([\w-]+)"', path.read_text()))
    for path in Path(settings.BASE_DIR, "factchecks", "forms").rglob("*.py"):
        found |= set(re.findall(r"^    (\w+) = (?:forms\.)?\w+(?:Field|Choice)\w*\(", path.read_text(), re.MULTILINE))
    return sorted(found)


NAMES = _names()


@dataclass
class Request:
    """What is sent; `str()` of it is enough to send it again."""

    method: str
    path: str
    query: str = ""
    kind: str = "application/x-www-form-urlencoded"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, client):
        """The answer, read to its end."""
        asked = f"{self.path}?{self.query}" if self.query else self.path
        answer = client.generic(self.method, asked, self.body, self.kind, headers=self.headers)
        if answer.streaming:
            answer.getvalue()
        return answer


def who(dice, pattern):
    """Mostly somebody who gets as far as the page's own code."""
    shares = {"newsroom/": (1, 9, 8, 2), "admin/": (1, 1, 1, 17), "accounts/": (8, 4, 4, 4)}
    return dice.choices(
        ROLES, next((some for start, some in shares.items() if pattern.startswith(start)), (14, 2, 2, 2))
    )[0]


def _quoted(value):
    return quote_from_bytes(value) if isinstance(value, bytes) else quote(value, safe="", errors="surrogatepass")


def _raw(value):
    return value if isinstance(value, bytes) else value.encode(errors="surrogatepass")


class Hostile:
    """Makes requests to the addresses. `known` are the fields of a form that would be taken.

    `read` says by address which names its page reads, where that has been found out.
    """

    def __init__(self, seed, places, known, read=None):
        self.dice, self.places, self.known, self.read = random.Random(seed), sorted(places.items()), known, read or {}
        self.names = NAMES

    def request(self):
        """Who asks, and what."""
        dice = self.dice
        pattern, path = dice.choice(self.places)
        self.names = sorted(self.read.get(pattern, ())) * 9 + dice.sample(NAMES, 9)
        made = Request(dice.choice(METHODS), self._path(pattern, path))
        if dice.random() < 0.5:
            made.query = self._pairs(self._fields(dice.randint(1, 5), filled=False))
        if made.method in ("POST", "PUT", "PATCH"):
            made.kind, made.body = self._body()
        if dice.random() < 0.4:
            names = dice.sample(sorted(HEADERS), dice.randint(1, 3))
            made.headers = {name: dice.choice(HEADERS[name]) for name in names}
        return who(dice, pattern), made

    def _path(self, pattern, path):
        """Often as it is; else with a part of it exchanged, or something before, behind or in it."""
        chance = self.dice.random()
        if chance < 0.6:
            return path.split("?")[0]
        value = _quoted(self.dice.choice(ALL))
        if chance < 0.9 and "<" in pattern and "^" not in pattern:
            parts = re.findall(r"<[^>]+>", pattern)
            pattern = pattern.replace(self.dice.choice(parts), value, 1)
            return "/" + re.sub(r"<[^>]+>", "1", pattern)
        return self.dice.choice(
            [f"{path}{value}", f"{path}{value}/", f"/{value}{path}", f"{path}/../{value}", f"/{path}"]
        )

    def _fields(self, count, *, filled):
        """Pairs: a form that would be taken with some of it exchanged, or names at random."""
        dice = self.dice
        fields = [*self.known.items()] if filled else []
        for _ in range(count):
            name = dice.choice(fields)[0] if fields and dice.random() < 0.6 else dice.choice(self.names)
            value = dice.choice(ALL)
            if dice.random() < 0.7:
                fields = [one for one in fields if one[0] != name]
            fields.append((name, value))
        return fields

    def _pairs(self, fields):
        return "&".join(f"{_quoted(str(name))}={_quoted(_text(value))}" for name, value in fields)

    def _body(self):
        dice = self.dice
        chance = dice.random()
        fields = self._fields(dice.randint(0, 4), filled=dice.random() < 0.8)
        if chance < 0.6:
            return "application/x-www-form-urlencoded", self._pairs(fields).encode()
        if chance < 0.85:
            return "multipart/form-data; boundary=xyz", self._multipart(fields)
        if chance < 0.95:
            return dice.choice(KINDS), b"".join(_raw(dice.choice(ALL)) for _ in range(dice.randint(0, 5)))
        return "application/json", dice.choice([b"{", b"[" * 2_000, b"NaN", b'{"a": 1}', b'"\xff"', b"1" * 5_000])

    def _multipart(self, fields):
        """Fields and perhaps a file; one in four is cut off or broken."""
        dice, out = self.dice, b""
        for name, value in fields:
            out += b'--xyz\r\nContent-Disposition: form-data; name="' + _raw(str(name)) + b'"\r\n\r\n'
            out += _raw(_text(value)) + b"\r\n"
        if dice.random() < 0.5:
            out += b'--xyz\r\nContent-Disposition: form-data; name="' + _raw(
                dice.choice(["file", "files", "photo", "portrait"])
            )
            out += b'"; filename="' + _raw(dice.choice(FILES)) + b'"\r\n'
            out += dice.choice(
                [b"Content-Type: image/png\r\n", b"Content-Transfer-Encoding: base64\r\n", b"Content-Type:\r\n", b""]
            )
            out += b"\r\n" + dice.choice(CONTENTS) + b"\r\n"
        out += b"--xyz--\r\n"
        if dice.random() < 0.25:
            return dice.choice(
                [out[: len(out) // 2], out.replace(b"\r\n", b"\n"), out[:-4], out.replace(b"form-data", b"x")]
            )
        return out


def _text(value):
    return value if isinstance(value, bytes | str) else str(value)
