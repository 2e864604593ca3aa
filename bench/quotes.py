"""How long a source takes to prepare, and a quotation to be found in it: prints one JSON object.

Milliseconds, the best of several rounds, beside the reference figures. Run: `python -m bench.quotes`.
"""

import json
import random
import timeit
from collections.abc import Callable

from factchecks.links.normal import prepare
from factchecks.links.quotes import QuoteResult, verify

CHARS = 38_000
REFERENCE = {"prepare": 7.0, "exact": 0.02, "fuzzy": 0.4}
SYLLABLES = ("har", "bour", "fer", "ry", "coun", "cil", "bridge", "ket", "mu", "se", "wall", "or", "storm", "wa", "ter")


def words(rng: random.Random) -> list[str]:
    """3,000 invented words."""
    return ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(3_000)]


def page(chars: int, seed: int = 1) -> str:
    """A text in which few words are frequent and most are rare, with lines, quotes and dashes."""
    rng = random.Random(seed)
    known = words(rng)
    weights = [1 / rank for rank in range(1, len(known) + 1)]
    text = []
    for number, word in enumerate(rng.choices(known, weights, k=chars // 7)):
        text.append(f"“{word}”" if number % 40 == 0 else f"{word} —" if number % 55 == 0 else word)
        if number % 12 == 11:
            text[-1] += ".\n"
    return " ".join(text)[:chars]


def best(work: Callable[[], object], rounds: int, times: int) -> float:
    """Milliseconds of one call."""
    return round(min(timeit.repeat(work, number=times, repeat=rounds)) / times * 1000, 4)


def main() -> None:
    """Measure and print."""
    text = page(CHARS)
    source = prepare(text)
    exact = text[20_000:20_150].split(" ", 1)[1].rsplit(" ", 1)[0]
    changed = exact.split()
    changed[len(changed) // 2] = "altered"
    fuzzy = " ".join(changed)
    missing = "Cats rule the moon entirely and nobody on the pier has written about it today."
    large, long_quote = prepare(page(2_000_000)), page(8_000, seed=2)
    assert verify(exact, source).result is QuoteResult.EXACT
    assert verify(fuzzy, source).result is QuoteResult.NEAR
    found = {
        "prepare": best(lambda: prepare(text), 5, 3),
        "exact": best(lambda: verify(exact, source), 5, 100),
        "fuzzy": best(lambda: verify(fuzzy, source), 5, 50),
        "missing": best(lambda: verify(missing, source), 5, 50),
        "prepare_2MB": best(lambda: prepare(large.text), 1, 1),
        "fuzzy_2MB": best(lambda: verify(fuzzy, large), 2, 2),
        "long_missing_2MB": best(lambda: verify(long_quote, large), 2, 1),
    }
    print(json.dumps({"unit": "ms", "chars": CHARS, "measured": found, "reference": REFERENCE}))


if __name__ == "__main__":
    main()
