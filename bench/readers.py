"""Readers while corrections go out (`make bench-readers`, BENCH=long for more rounds): a crowd and a tenth of it.

The whole program runs as `make run` starts it, empty but for one check; an editor publishes each correction through
the page. Everything is seen from outside, on this machine's clock.
"""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import django
from django.core.management import call_command

from bench.crowd import Crowd, watched
from bench.facts import RESULTS, about

ROUNDS = {"short": 2, "long": 9}
SIZES = (500, 50)
# Seconds: what the newsroom promises, and how long the crowd reads on.
PROMISED, LINGER = 5, 6
HEAD = (
    "| readers | answers a second | errors | old ones asked for after it was out | the last old one came after "
    "| median wait | wait while it goes out / after |\n| --- | --- | --- | --- | --- | --- | --- |\n"
)


def summary(crowd: Crowd, mark: str) -> dict[str, Any]:
    """What one crowd saw of the edition with this mark."""
    good = [one for one in crowd.answers if one.status in (200, 304)]
    old = [one for one in good if mark not in crowd.texts[one.page]]
    during = [one.came - one.asked for one in good if one.came >= crowd.began and one.asked <= crowd.ended]
    after = [one.came - one.asked for one in good if one.asked > crowd.ended]
    lasted = max(one.came for one in crowd.answers) - min(one.asked for one in crowd.answers)
    return {
        "answers": len(crowd.answers),
        "errors": len(crowd.answers) - len(good),
        "late": sum(one.asked > crowd.ended for one in old),
        "last_old": round(max([0.0, *(one.came - crowd.ended for one in old)]), 2),
        "per_second": round(len(crowd.answers) / lasted),
        "wait": round(median(after), 3),
        "slower": round(median(during) / median(after), 2),
    }


def measure(rounds: int, folder: Path) -> list[dict[str, Any]]:
    """One row a size: the sums of what must not be, the largest delay, the medians of the rest."""
    # Only after the environment of this run is set.
    from bench.correcting import Desk, newsroom_there

    found: dict[int, list[dict[str, Any]]] = {size: [] for size in SIZES}
    desk = Desk()
    with newsroom_there(folder) as root:
        for number in range(rounds):
            for size in SIZES if number % 2 else reversed(SIZES):
                press = desk.ready(root)
                crowd = watched(f"{root}{desk.path}", size, press, linger=LINGER)
                found[size].append(summary(crowd, desk.mark()))
    return [{"readers": size} | _together(runs) for size, runs in found.items()]


def _together(runs: list[dict[str, Any]]) -> dict[str, Any]:
    ways: dict[str, Callable[[list[Any]], Any]] = {name: sum for name in ("answers", "errors", "late")}
    ways |= {"last_old": max} | dict.fromkeys(("per_second", "wait", "slower"), _middle)
    return {name: way([run[name] for run in runs]) for name, way in ways.items()}


def _middle(values: list[float]) -> float:
    return round(median(values), 2)


def table(rows: list[dict[str, Any]]) -> str:
    """Markdown."""
    lines = [
        f"| {row['readers']} | {row['per_second']} | {row['errors']} | {row['late']} | {row['last_old']} s "
        f"| {row['wait']} s | {row['slower']} |"
        for row in rows
    ]
    many, few = (row["per_second"] for row in rows)
    promise = f"Promised: no error, 0 old ones, the last within {PROMISED} s."
    return HEAD + "\n".join(lines) + f"\n\n{promise} Answers a second with ten times the readers: {many / few:.2f} x.\n"


def main() -> None:
    """Prints the table and writes it, with all numbers, into bench/results/."""
    form = os.environ.get("BENCH", "short")
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"NEWSROOM_DATA": name, "DJANGO_SETTINGS_MODULE": "newsroom.settings.dev", "REDIS_URL": ""}
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        rows = measure(ROUNDS[form], Path(name))
    facts = about(f"make bench-readers BENCH={form}", ROUNDS[form])
    text = (
        f"`{facts['command']}` at {facts['commit']}, {facts['cores']} cores, {facts['rounds']} rounds.\n\n{table(rows)}"
    )
    print(text)
    (RESULTS / "readers.json").write_text(json.dumps(facts | {"rows": rows}, indent=1) + "\n")
    (RESULTS / "readers.md").write_text(text)


if __name__ == "__main__":
    main()
