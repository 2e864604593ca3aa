"""Recognises a passage that says the same word for word but for negations and numbers, however short it is."""

import re

from rapidfuzz.distance import Indel

from factchecks.links.figures import figures
from factchecks.links.meaning import negations
from factchecks.links.near import Likeness
from factchecks.links.normal import PreparedText, lower_same_length
from factchecks.links.scripts import MARKS, NEGATORS, UNSPACED

FEWEST = 3
_TOKEN = re.compile(rf"\d+(?:[.,']\d+)*|[{UNSPACED}]|n't\b|(?:(?!n't\b)[\w{MARKS}])+")


def turned_round(quote: str, source: PreparedText, like: Likeness) -> Likeness | None:
    """The passage near `like` that has all words of `quote` in order and differs in negations and numbers only.

    Letters alone miss it: "We will raise the fare" is only 82 % like "We will not raise the fare".
    """
    slack = len(quote) // 2 + 20
    begin = max(0, like.start - slack)
    ours = _TOKEN.findall(lower_same_length(quote))
    places = list(_TOKEN.finditer(source.lower, begin, like.end + slack))
    steps = Indel.opcodes(ours, [place.group() for place in places])
    equal = [step for step in steps if step.tag == "equal"]
    if sum(step.src_end - step.src_start for step in equal) < FEWEST:
        return None
    first, last = equal[0].dest_start, equal[-1].dest_end
    other = [word for step in steps if step.tag != "equal" for word in ours[step.src_start : step.src_end]]
    for before, after in zip(equal, equal[1:], strict=False):
        other += [place.group() for place in places[before.dest_end : after.dest_start]]
    if not all(_turns(word) for word in other):
        return None
    start = places[first].start()
    # The "not" that a quotation from a script without spaces was cut behind.
    cut = source.lower[max(0, start - 1) : start] in NEGATORS
    return Likeness(like.score, start - cut, places[last - 1].end())


def _turns(word: str) -> bool:
    return bool(negations(word) or figures(word)) or word == "one"
