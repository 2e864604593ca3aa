"""How long, how much and how often: the numbers that bound every fetch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from factchecks.links import environ as env


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes. Defaults from docs: connect 6 s, total 20 s, 5 MB, 10 hops.

    `retries`: 1 for the late retry of what may have passed by itself, 0 for none; `retry_gap`: not before this.
    """

    connect: float = 6.0
    total: float = 20.0
    patient_total: float = 45.0
    max_bytes: int = 5_000_000
    max_pdf_bytes: int = 25_000_000
    max_inflated: int = 20_000_000
    max_hops: int = 10
    max_headers: int = 128
    max_header_bytes: int = 16_384
    max_wait: float = 20.0
    concurrency: int = 100
    retries: int = 1
    retry_gap: float = 1.0
    contact: str = ""

    def __post_init__(self) -> None:
        if any(ord(char) < 32 or ord(char) > 126 for char in self.contact):
            raise ValueError("LINKS_CONTACT must be plain printable text, such as a web address.")

    @property
    def user_agent(self) -> str:
        """Honest and plain: a stock firewall rule blocks the words for hyperlinks and for robots."""
        return f"NewsroomSourceReader/1.0 (+{self.contact})" if self.contact else "NewsroomSourceReader/1.0"

    def total_for(self, *, patient: bool) -> float:
        """Seconds for the whole fetch: names, handshakes, hops and body."""
        return self.patient_total if patient else self.total

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Reads LINKS_...; raises ValueError naming the variable.

        A total that is set rules the patient one too.
        """
        base = cls()
        total = env.number(environ, "LINKS_TOTAL_TIMEOUT", base.total)
        patient = total if environ.get("LINKS_TOTAL_TIMEOUT", "").strip() else base.patient_total
        return cls(
            connect=min(total, env.number(environ, "LINKS_CONNECT_TIMEOUT", base.connect)),
            total=total,
            patient_total=env.number(environ, "LINKS_PATIENT_TIMEOUT", patient),
            max_bytes=env.count(environ, "LINKS_MAX_BYTES", base.max_bytes),
            max_pdf_bytes=env.count(environ, "LINKS_MAX_PDF_BYTES", base.max_pdf_bytes),
            max_inflated=env.count(environ, "LINKS_MAX_INFLATED_BYTES", base.max_inflated),
            max_hops=env.count(environ, "LINKS_MAX_HOPS", base.max_hops),
            max_headers=env.count(environ, "LINKS_MAX_HEADERS", base.max_headers),
            max_header_bytes=env.count(environ, "LINKS_MAX_HEADER_BYTES", base.max_header_bytes),
            max_wait=env.number(environ, "LINKS_MAX_WAIT", base.max_wait),
            concurrency=env.count(environ, "LINKS_CONCURRENCY", base.concurrency),
            contact=environ.get("LINKS_CONTACT", "").strip(),
        )
