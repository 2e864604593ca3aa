"""Texts that run something in a page that does not escape them: more than 300, each with the place it is made for.

All of them call `q(number)`, which the browser of these tests has. `PLACES` says how a careless page would carry
them: `test_xss_caught` shows that every one runs there, `test_xss` that none runs in our pages.
"""

from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from tests.publishing.payloads import PAYLOADS as OLD

# {} is the payload, as it was typed.
PLACES = {
    "text": "<div>{}</div>",
    "double": '<input value="{}">',
    "single": "<input value='{}'>",
    "bare": "<input value={}>",
    "link": '<a href="{}">x</a>',
    "frame": '<iframe src="{}"></iframe>',
    "string": "<script>window.typed = '{}';</script>",
    "data": '<script type="application/ld+json">{{"name": "{}"}}</script>',
    "title": "<title>{}</title>",
    "area": "<textarea>{}</textarea>",
    "style": "<style>p {{ content: '{}' }}</style>",
    "comment": "<!-- {} -->",
    "handler": "<p onclick=\"void '{}'\">x</p>",
}

HERE = Path(__file__).parent
# Characters that a table of lines cannot show.
SHOWN = str.maketrans("¶→①②␌␤␥⮌␣␢", "\n\t\x01\x1f\x0c\u2028\u2029\u202e\ufeff ")


def _tables() -> dict[str, list[str]]:
    """The sections of payloads.txt by name."""
    parts = (HERE / "payloads.txt").read_text().split("\n\n== ")[1:]
    return {
        lines[0]: [one.translate(SHOWN) for one in lines[1:] if one] for lines in (part.split("\n") for part in parts)
    }


TABLES = _tables()
# Old spellings, and markup that only leads away: tried like all others, but nobody asks whether they would run.
OTHERS = [one.replace("alert(1)", "q(#)") for one in OLD]


@dataclass(frozen=True, kw_only=True)
class Payload:
    """`place`: the key of PLACES in which it runs; empty when nobody asks whether it runs."""

    number: int
    text: str
    place: str


def _shapes() -> list[tuple[str, str]]:
    tags, spellings, calls = cycle(TABLES["tags"]), cycle(TABLES["spellings"]), TABLES["calls"]
    made = [("text", one) for one in TABLES["text"]]
    made += [("text", f'<img src onerror="{call}">') for call in calls]
    made += [("text", next(spellings).format(tag=next(tags), event=event)) for event in TABLES["events"]]
    for place, mark in (("double", '"'), ("single", "'")):
        made += [(place, mark + one) for one in TABLES["after"]] + [
            (place, mark + one.format(mark)) for one in TABLES["beside"]
        ]
    made += [("bare", f"a{one}") for one in TABLES["after"]] + [
        ("bare", f"a{one.format('')}") for one in TABLES["beside"] if one[0].isspace() and "{0}" not in one
    ]
    return made


def _elsewhere() -> list[tuple[str, str]]:
    made = [("link", one) for one in TABLES["addresses"]] + [("frame", one) for one in TABLES["frames"]]
    made += [("string", one) for one in TABLES["strings"]] + [("comment", one) for one in TABLES["comments"]]
    made += [("handler", one) for one in TABLES["handlers"]]
    for place, end in (("title", "title"), ("area", "textarea"), ("style", "style"), ("data", "script")):
        made += [(place, one.format(end=end, END=end.upper())) for one in TABLES["closed"]]
    return made


def _numbered() -> list[Payload]:
    shapes = [*_shapes(), *_elsewhere(), *(("", one) for one in OTHERS)]
    once = {text: place for place, text in reversed(shapes)}
    return [
        Payload(number=number, text=_put(text, number), place=place)
        for number, (text, place) in enumerate(reversed(once.items()), 1)
    ]


def _put(text: str, number: int) -> str:
    """The number in the places of `#` that do not begin a character reference."""
    return text.replace("&#", "\0").replace("#", str(number)).replace("\0", "&#")


PAYLOADS = _numbered()
