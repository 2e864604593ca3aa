"""The small words that turn a sentence round: negations, numbers and signs, compared in many languages."""

import re
from collections import Counter
from collections.abc import Iterable

from factchecks.links.figures import Figure, figures
from factchecks.links.scripts import OPTIONAL_MARKS, WORD

# A word of each group stands for the same in every language; only whether a text holds it is compared.
_WORDS = (
    # English
    "not|no|nor|never|none|nobody|nothing|nowhere|neither|without|cannot|hardly|barely|scarcely|"
    "(?:is|are|was|were|do|does|did|has|have|had|wo|ca|could|would|should|must)nt|"
    # German, Dutch, Danish, Norwegian, Swedish
    r"nicht|nichts|kein\w{0,2}|niemals|nie|niemand\w{0,2}|nirgend\w{1,2}|ohne|weder|niet|geen|nooit|zonder|niemand|"
    "ikke|inte|icke|ingen|inget|aldrig|uten|uden|utan|"
    # French, Spanish, Portuguese, Italian
    r"ne|pas|jamais|rien|sans|aucune?|ni|guère|nunca|jamás|nada|nadie|ning[uú]n\w{0,2}|sin|tampoco|não|ninguém|"
    r"nenhum\w?|sem|nem|non|mai|senza|nessun\w?|niente|nulla|né|neppure|neanche|nemmeno|"
    # Polish, Turkish, Greek
    "nigdy|nic|nikt|bez|değil|hayır|yok|δεν|δε|μην|μη|όχι|χωρίς|"
    # Russian and Ukrainian
    r"не|ни|нет|никогда|никто|никого|ничто|ничего|нигде|без|нельзя|никак\w{0,3}|ні|немає|ніколи|ніхто|нікого|ніщо|"
    r"нічого|ніде|жод[еі]?н\w{0,3}|"
    # Arabic, Persian, Hebrew
    "[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|لست|غير|بدون|دون|بلا)|نیست|بدون|לא|אין|בלי|אינ[הםן]?|"
    # Indonesian
    "tidak|bukan|tanpa|belum|jangan"
)
# "n'est"; Hindi; Chinese and Japanese; Korean: no limit of a word to go by.
_INSIDE = r"\bn'(?=[^\W\d])|नहीं|बिना|[不没沒未无無非別别勿莫]|ません|な[いかく](?!る)|않|못|없|아니"
_NEGATION = re.compile(rf"n't\b|\b(?:{_WORDS})\b|{_INSIDE}", re.IGNORECASE)
_SAME = {"n't": "not", "cannot": "not"}
_WITHOUT_MARK = re.compile(r"(?:is|are|was|were|do|does|did|has|have|had|wo|ca|could|would|should|must)nt")
_SIGN = re.compile(r"[$%<>\u00a3\u00a5\u00b1\u2030\u20a0-\u20bf\u2248\u2260\u2264\u2265]")
_MONEY = {"euro": "€", "eur": "€", "dollar": "$", "usd": "$", "pound": "£", "gbp": "£", "yen": "¥", "jpy": "¥"}
_MONEY_WORD = re.compile(r"\b(?:(euro|dollar|pound|yen)s?|(eur|usd|gbp|jpy))\b", re.IGNORECASE)
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "non-", "mis", "не", "без", "бес")


def negations(text: str) -> Counter[str]:
    """How often each negation occurs; "n't", "isnt" and "cannot" count as "not"."""
    found = (word.lower() for word in _NEGATION.findall(OPTIONAL_MARKS.sub("", text)))
    return Counter("not" if _WITHOUT_MARK.fullmatch(word) else _SAME.get(word, word) for word in found)


def numbers(text: str) -> Counter[str]:
    """How often each number occurs, by its value: 300,000, 300 000 and three hundred thousand are one."""
    return Counter(figure.value for figure in figures(text))


def signs(text: str) -> Counter[str]:
    """How often each sign of money, share or comparison occurs: 5 euros are not 5 dollars."""
    return Counter(_SIGN.findall(text))


def difference(one: str, other: str) -> tuple[str, ...]:
    """What two normalised texts do not agree on, sorted; () when their negations, numbers and money agree."""
    found = {*words_apart(one, other), *apart(_money(one), _money(other))}
    return tuple(sorted(found | _turned_words(one, other)))


def words_apart(one: str, other: str) -> tuple[str, ...]:
    """Only negations, numbers and the order of numbers."""
    ours, theirs = figures(one), figures(other)
    found = apart(negations(one), negations(other))
    found |= apart(Counter(figure.value for figure in ours), Counter(figure.value for figure in theirs))
    # "From 10 to 5" is not "from 5 to 10".
    found |= {first.value for first, second in zip(ours, theirs, strict=False) if first.value != second.value}
    return tuple(sorted(found))


def apart(ours: Counter[str], theirs: Counter[str]) -> set[str]:
    """What one of the two holds more often."""
    return set((ours - theirs) + (theirs - ours))


def spelled_differently(one: str, other: str) -> tuple[str, ...]:
    """Equal numbers in two spellings, such as 'three hundred = 300'; texts with different numbers give ()."""
    pairs = zip(figures(one), figures(other), strict=False)
    return tuple(f"{ours.written} = {theirs.written}" for ours, theirs in pairs if _only_spelling(ours, theirs))


def _only_spelling(ours: Figure, theirs: Figure) -> bool:
    return ours.value == theirs.value and ours.written.lower() != theirs.written.lower()


def _money(text: str) -> Counter[str]:
    words = (_MONEY[(word or code).lower()] for word, code in _MONEY_WORD.findall(text))
    # "per cent" and % are the same unit; numbers carry it.
    return Counter(sign for sign in _SIGN.findall(text) if sign != "%") + Counter(words)


def _turned_words(one: str, other: str) -> set[str]:
    """Words that only one side has and that are the other side's word with a negating prefix: able, unable."""
    ours, theirs = set(_words(one)), set(_words(other))
    ours, theirs = ours - theirs, theirs - ours
    return _negated(ours, theirs) | _negated(theirs, ours)


def _negated(plain: set[str], other: set[str]) -> set[str]:
    return {prefix + word for word in plain for prefix in _PREFIXES if len(word) > 3 and prefix + word in other}


def _words(text: str) -> Iterable[str]:
    return WORD.findall(text.lower())
