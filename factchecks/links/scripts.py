"""How scripts write words: which need no spaces between them, which marks belong to a letter, which are numerals."""

import re
import unicodedata

# Thai, Lao, Burmese, Khmer, Chinese and Japanese: a word may begin and end at any letter.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
# Hebrew points and Arabic vowel signs are optional; in other scripts a mark makes another word.
OPTIONAL_MARKS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
MARKS = "".join(
    char
    for char in map(chr, range(0x300, 0x3100))
    if unicodedata.category(char) in ("Mn", "Mc") and not OPTIONAL_MARKS.match(char)
)
NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬億亿兩两")
# A quotation that begins right behind one of these has lost its "not".
NEGATORS = frozenset("不没沒未无無非別别勿莫")
_UNSPACED = re.compile(f"[{UNSPACED}]")
WORD = re.compile(rf"[\w{MARKS}]+")


def is_unspaced(char: str) -> bool:
    """Whether the character belongs to a script that sets no spaces between words."""
    return _UNSPACED.match(char) is not None


def is_mark(char: str) -> bool:
    """Whether the character stands on or beside the letter before it."""
    return unicodedata.category(char).startswith("M")


def belong_together(left: str, right: str) -> bool:
    """Whether two neighbouring characters are inside one word or one number."""
    if is_mark(right):
        return True
    if not (right.isalnum() and (left.isalnum() or is_mark(left))):
        return False
    if _is_numeral(left) and _is_numeral(right):
        return True
    if is_unspaced(left) or is_unspaced(right):
        return left in NEGATORS
    return True


def _is_numeral(char: str) -> bool:
    return char.isdigit() or char in NUMERALS
