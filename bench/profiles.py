"""What the link benchmark measures: how many addresses, on what hosts, how slow, how many of them failing."""

from dataclasses import dataclass

from bench.authority import address

FAILING = ("missing", "fault", "hangup")


@dataclass(frozen=True)
class Profile:
    """One run of both sides. `together`: requests in flight, the same for both; `aim`: our speed by lychee's."""

    name: str
    title: str
    urls: int
    hosts: int
    scheme: str = "http"
    delay: int = 50
    failing: bool = False
    together: int = 128
    aim: float = 0.0

    def addresses(self, ports: dict[str, int]) -> list[str]:
        """Every fifth one fails when `failing`: not found, a fault, broken off, in turn. Hosts take turns too."""
        kinds = ["ok"] * self.urls
        if self.failing:
            kinds[4::5] = [FAILING[number % 3] for number in range(len(kinds[4::5]))]
        return [
            f"{self.scheme}://{address(number % self.hosts)}:{ports[self.scheme]}/{kind}/{self.delay}/{number}"
            for number, kind in enumerate(kinds)
        ]


FAIL = "2,000 URLs at 50 ms, 20 % failing"
TLS = "1,000 URLs on 200 https hosts, 50 ms"
PROFILES = (
    Profile("http", f"{FAIL}, 128 at once", urls=2000, hosts=200, failing=True, aim=1.0),
    Profile("http-512", f"{FAIL}, 512 at once", urls=2000, hosts=200, failing=True, together=512, aim=1.0),
    Profile("https", f"{TLS}, 128 at once", urls=1000, hosts=200, scheme="https", aim=0.6),
    Profile("article", "one article: 40 links on 40 hosts, one of them 2 s", urls=40, hosts=40, together=100),
)
SLOWEST = 2000


def slow_one(addresses: list[str]) -> list[str]:
    """The same addresses; the last of them takes SLOWEST milliseconds."""
    return [*addresses[:-1], addresses[-1].replace("/50/", f"/{SLOWEST}/")]
