"""Whether a passage begins and ends at whole words and whole numbers."""


def is_whole(text: str, start: int, end: int, *, open_start: bool = False, open_end: bool = False) -> bool:
    """False for 'able to pay' inside 'unable to pay' and for '5 per cent' inside '3.5' or '-5 per cent'."""
    return (open_start or _starts_whole(text, start)) and (open_end or _ends_whole(text, end))


def _starts_whole(text: str, start: int) -> bool:
    first, before = text[start : start + 1], text[max(0, start - 2) : start]
    if not first.isalnum() or not before:
        return True
    if before[-1].isalnum():
        return False
    if first.isdigit() and before[-1] in ".,":
        return not before[0].isdigit() or len(before) < 2
    if first.isdigit() and before[-1] == "-":
        return len(before) == 2 and before[0].isalnum()
    return True


def _ends_whole(text: str, end: int) -> bool:
    last, after = text[max(0, end - 1) : end], text[end : end + 2]
    if not last.isalnum() or not after:
        return True
    if after[0].isalnum():
        return False
    return not (last.isdigit() and after[0] in ".," and after[1:].isdigit())
