"""One worker of the link benchmark: our engine as a worker process runs it, imported and warm before the clock.

Reads one JSON line ({"urls", "concurrency", "ports", "polite"}), answers "ready", waits for "go", prints one JSON line.
"""

import asyncio
import ipaddress
import json
import resource
import sys
import time
from collections import Counter
from typing import Any

from factchecks.links.engine import fetch_many
from factchecks.links.gate import LocalGate, OpenGate
from factchecks.links.limits import Limits
from factchecks.links.records import FetchSpec
from factchecks.links.safety import SafetyPolicy

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)
WARM_UP = 4


async def check(job: dict[str, Any], urls: list[str]) -> Counter[str]:
    """The work measured is the fetch with all its gates, body read and unpacked; every answer is counted."""
    policy = SafetyPolicy(allowed_networks=LOOPBACK, allowed_ports=frozenset(job["ports"]))
    limits = Limits(concurrency=job["concurrency"], retries=0)
    gate = LocalGate() if job["polite"] else OpenGate()
    answers: Counter[str] = Counter()
    async for attempt in fetch_many([FetchSpec(url) for url in urls], gate, policy, limits):
        answers[attempt.error.value or str(attempt.status)] += 1
    return answers


def main() -> None:
    """Warms up on the first few addresses; those count again."""
    job = json.loads(sys.stdin.readline())
    asyncio.run(check(job, job["urls"][:WARM_UP]))
    print("ready", flush=True)
    sys.stdin.readline()
    before, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    answers = asyncio.run(check(job, job["urls"]))
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = {"seconds": seconds, "cpu": cpu, "kilobytes": after.ru_maxrss, "answers": answers}
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
