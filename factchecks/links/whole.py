"""Whether a passage begins and ends at whole words and whole numbers."""

import re

from factchecks.links.scripts import belong_together

# "1 300" and "1'300" are one number; "2025 300" is two.
_GROUP_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}[ ']\Z")
_GROUP = re.compile(r"\d{3}(?![\d,/-])(?!\.\d)")
_SHORT_GROUP_END = re.compile(r"(?<![\d.,])\d{1,3}\Z")


def is_whole(text: str, start: int, end: int, *, open_start: bool = False, open_end: bool = False) -> bool:
    """False for 'able to pay' inside 'unable to pay' and for '5 per cent' inside '3.5' or '-5 per cent'.

    Scripts without spaces may be cut between letters, but not inside a number or behind a negation.
    """
    return (open_start or _starts_whole(text, start)) and (open_end or _ends_whole(text, end))


def _starts_whole(text: str, start: int) -> bool:
    first, before = text[start : start + 1], text[max(0, start - 2) : start]
    if not first or not before:
        return True
    if belong_together(before[-1], first):
        return False
    return not first.isdigit() or _number_starts(text, start, before)


def _number_starts(text: str, start: int, before: str) -> bool:
    if before[-1] in ".,/\u2044":
        return len(before) < 2 or not before[0].isdigit()
    if before[-1] == "-":
        return len(before) == 2 and before[0].isalnum()
    grouped = before[-1] in " '" and _GROUP_BEFORE.search(text[max(0, start - 5) : start])
    return not (grouped and _GROUP.match(text, start))


def _ends_whole(text: str, end: int) -> bool:
    last, after = text[max(0, end - 1) : end], text[end : end + 2]
    if not last or not after:
        return True
    if belong_together(last, after[0]):
        return False
    if not last.isdigit():
        return True
    if after[0] in ".,/\u2044":
        return not after[1:].isdigit()
    grouped = after[0] in " '" and _GROUP.match(text, end + 1)
    return not (grouped and _SHORT_GROUP_END.search(text[max(0, end - 5) : end]))
