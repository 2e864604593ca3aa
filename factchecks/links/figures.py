"""Numbers in a text by their value: thousands marks, decimal commas, words such as "three hundred", and units."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORTH = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_SCALE = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9}
_UNITS = {
    "%": ("%", "per cent", "percent", "pct", "prozent", "pour cent", "por ciento", "por cento", "per cento"),
    "‰": ("‰", "per mille"),
    "km": ("km", "kilometre", "kilometres", "kilometer", "kilometers"),
    "m": ("m", "metre", "metres", "meter", "meters"),
    "cm": ("cm", "centimetre", "centimetres", "centimeter", "centimeters"),
    "mm": ("mm", "millimetre", "millimetres", "millimeter", "millimeters"),
    "mi": ("mile", "miles"),
    "ft": ("ft", "foot", "feet"),
    "kg": ("kg", "kilogram", "kilograms", "kilo", "kilos"),
    "g": ("g", "gram", "grams"),
    "t": ("t", "tonne", "tonnes"),
    "kW": ("kw", "kilowatt", "kilowatts"),
    "MW": ("mw", "megawatt", "megawatts"),
    "GW": ("gw", "gigawatt", "gigawatts"),
    "mio": ("mio", "millionen", "millions", "millones", "millón", "milhões", "milhão", "milioni", "milione", "млн",
            "миллион", "миллиона", "миллионов", "мільйон", "мільйона", "мільйонів", "مليون", "ملايين"),
    "mrd": ("mrd", "milliarde", "milliarden", "milliard", "milliards", "miliardi", "miliardo", "bilhões", "bilhão",
            "млрд", "миллиард", "миллиарда", "миллиардов", "мільярд", "мільярда", "мільярдів", "مليار", "مليارات"),
    "tsd": ("tausend", "mil", "mille", "mila", "тысяч", "тысячи", "тысяча", "тыс", "тисяч", "тисячі", "тис", "ألف"),
}  # fmt: skip
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_WORDS = _any([*_WORTH, *(name for name in _SCALE if name != "bn")])
_FIGURE = re.compile(
    r"(?:(?P<digits>(?:(?<![\w.,])[-+])?(?:\d{1,3}(?:[ ']\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*))"
    rf"|\b(?P<words>(?:{_WORDS})(?:(?:[ -]| and )(?:{_WORDS}))*)\b)"
    rf"(?:[ -]?(?P<scale>{_any(_SCALE)})\b)?(?: ?(?P<cjk>[百千万萬億亿]+))?"
    rf"(?:[ -]?(?P<unit>[%‰]|(?:{_any(word for word in _UNIT_OF if word not in '%‰')})\b))?",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"-?[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_CONTINENTAL = re.compile(r"-?[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.\d{3},\d+)")
_DECIMAL = re.compile(r"-?\d+[.,]\d+")
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `value`: its plain spelling with its unit, such as '300000' or '3.5 %'."""

    value: str
    written: str


def figures(text: str) -> tuple[Figure, ...]:
    """The numbers of a normalised text in order. A lone "one" is a pronoun and is left out."""
    return tuple(_figure(found) for found in _FIGURE.finditer(text) if found.group().lower() != "one")


def _figure(found: re.Match[str]) -> Figure:
    digits, words, scale, cjk, unit = found.group("digits", "words", "scale", "cjk", "unit")
    value = _plain(digits) if digits else _spelled(words.lower())
    if scale and len(value) <= _LONGEST and _is_number(value):
        value = f"{(Decimal(value) * _SCALE[scale.lower()]).normalize():f}"
    elif scale:
        value = f"{value} {scale.lower()}"
    name = _UNIT_OF.get(unit.lower(), unit) if unit else ""
    return Figure(" ".join(filter(None, (value, cjk, name))), found.group())


def _plain(digits: str) -> str:
    """A comma before three digits is a thousands mark, a point is a decimal one unless there are several."""
    number = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in digits)
    number = number.lstrip("+").replace(" ", "").replace("'", "")
    if _ENGLISH.fullmatch(number):
        number = number.replace(",", "")
    elif _CONTINENTAL.fullmatch(number):
        number = number.replace(".", "").replace(",", ".")
    elif _DECIMAL.fullmatch(number):
        number = number.replace(",", ".")
    return number.rstrip("0").rstrip(".") if _DECIMAL.fullmatch(number) else number


def _is_number(value: str) -> bool:
    return value.lstrip("-").isdigit() or _DECIMAL.fullmatch(value) is not None


def _spelled(words: str) -> str:
    """The worth of English number words: "three hundred and five thousand" is 305000."""
    total = group = 0
    for word in re.split(r"[ -]", words):
        if word in _WORTH:
            group += _WORTH[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in _SCALE:
            total += max(group, 1) * _SCALE[word]
            group = 0
    return str(total + group)
