"""The small words that turn a sentence round: negations and numbers, counted and compared."""

import re
from collections import Counter

_NEGATION = re.compile(
    r"\b(?:not|no|nor|never|none|nobody|nothing|nowhere|neither|without|cannot|hardly|barely|"
    r"nicht|nichts|kein\w{0,2}|niemals|nie|ohne|ne|pas|jamais|rien|sans|nunca|ning[uú]n\w?|sin|non|mai|"
    r"senza|niet|geen)\b|n't\b",
    re.IGNORECASE,
)
_SAME = {"n't": "not", "cannot": "not"}
_NUMBER = re.compile(r"(?:(?<![\w.,])[-+])?(?:\d{1,3}(?:[,' ]\d{3}(?!\d))+|\d+)(?:[.,]\d+)*")
_GROUPING = re.compile(r"(?<=\d)[,' ](?=\d{3}(?!\d))")
_SIGN = re.compile(r"[$%\u00a3\u00a5\u2030\u20a0-\u20bf]")


def negations(text: str) -> Counter[str]:
    """How often each negation occurs; "n't" and "cannot" count as "not"."""
    return Counter(_SAME.get(word.lower(), word.lower()) for word in _NEGATION.findall(text))


def numbers(text: str) -> Counter[str]:
    """How often each number occurs, without the marks between thousands.

    300,000 and 300 000 are one number.
    """
    return Counter(_GROUPING.sub("", found.group()).lstrip("+") for found in _NUMBER.finditer(text))


def signs(text: str) -> Counter[str]:
    """How often each sign of money or share occurs: 5 euros are not 5 dollars."""
    return Counter(_SIGN.findall(text))


def difference(one: str, other: str) -> tuple[str, ...]:
    """Negations and numbers that only one of two normalised texts holds, sorted; () when they agree."""
    ours, theirs = negations(one) + numbers(one), negations(other) + numbers(other)
    return tuple(sorted(((ours - theirs) + (theirs - ours)).keys()))
