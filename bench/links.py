"""Our link engine beside lychee, alternated in one run (`make bench-links`, BENCH=long for more rounds).

Both fetch the same addresses of one loopback server, politeness and retries off; ours with every safety gate on.
"""

import json
import os
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from bench.facts import RESULTS, about, said
from bench.profiles import PROFILES, SLOWEST, Profile, slow_one
from bench.sides import LYCHEE, WORKERS, Measured, Web, lychee, ours, serving

ROUNDS = {"short": 3, "long": 9}
CPU_AIM, MEMORY_AIM = 0.5, 120
HEAD = (
    "| profile | ours | lychee | ratio (aim) | our CPU s per 1,000 | lychee's | our MB a worker | lychee's MB |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
)


def measure(profile: Profile, web: Web, rounds: int, folder: Path) -> dict[str, Any]:
    """Medians of both sides; the ratio is that of each round, ours above one when we are faster."""
    urls = profile.addresses(web.ports)
    pairs: list[tuple[Measured, Measured]] = []
    for number in range(rounds):
        # The one who goes first changes: the machine is never quite the same twice.
        if number % 2:
            mine = ours(web, urls, profile.together)
            pairs.append((mine, lychee(web, urls, profile.together, folder)))
        else:
            theirs = lychee(web, urls, profile.together, folder)
            pairs.append((ours(web, urls, profile.together), theirs))
    ratios = [theirs.seconds / mine.seconds for mine, theirs in pairs]
    row = {"profile": profile.name, "title": profile.title, "aim": profile.aim, "ratio": round(median(ratios), 2)}
    row["ratios"] = [round(ratio, 2) for ratio in ratios]
    for index, side in enumerate(("ours", "lychee")):
        row[side] = _summary([pair[index] for pair in pairs], profile.urls)
    return row


def _summary(runs: list[Measured], urls: int) -> dict[str, Any]:
    return {
        "seconds": round(median(run.seconds for run in runs), 3),
        "cpu_per_1000": round(median(run.cpu for run in runs) / urls * 1000, 3),
        "megabytes": round(max(run.megabytes for run in runs)),
        "answers": runs[-1].answers,
    }


def article(profile: Profile, web: Web) -> dict[str, Any]:
    """One worker with politeness on: how much longer than its slowest link one article takes."""
    urls = slow_one(profile.addresses(web.ports))
    mine = ours(web, urls, profile.together, workers=1, polite=True)
    over = round(mine.seconds - SLOWEST / 1000, 3)
    return {"profile": profile.name, "title": profile.title, "seconds": round(mine.seconds, 3), "over_slowest": over}


def table(rows: list[dict[str, Any]], alone: dict[str, Any]) -> str:
    """The README's table: Markdown."""
    lines = []
    for row in rows:
        mine, theirs = row["ours"], row["lychee"]
        lines.append(
            f"| {row['title']} | {mine['seconds']} s | {theirs['seconds']} s | {row['ratio']} ({row['aim']}) "
            f"| {mine['cpu_per_1000']} | {theirs['cpu_per_1000']} | {mine['megabytes']} | {theirs['megabytes']} |"
        )
    tail = f"\n{alone['title']}: {alone['seconds']} s, {alone['over_slowest']} s more than the slowest (aim: 1).\n"
    return HEAD + "\n".join(lines) + "\n" + tail


def main() -> None:
    """Prints the table and writes it, with all numbers, into bench/results/."""
    form = os.environ.get("BENCH", "short")
    facts = about(f"make bench-links BENCH={form}", ROUNDS[form])
    facts |= {"workers": WORKERS, "lychee": said(str(LYCHEE), "--version")}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serving(folder, max(profile.hosts for profile in PROFILES)) as web:
            rows = [measure(profile, web, facts["rounds"], folder) for profile in PROFILES if profile.aim]
            alone = article(PROFILES[-1], web)
    made = table(rows, alone)
    command = f"`{facts['command']}` at {facts['commit']}, {facts['lychee']}, {facts['cores']} cores, medians of "
    text = f"{command}{facts['rounds']} rounds.\n\n{made}"
    print(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "links.json").write_text(json.dumps(facts | {"rows": rows, "article": alone}, indent=1) + "\n")
    (RESULTS / "links.md").write_text(text)


if __name__ == "__main__":
    main()
