"""Optional client of the Wayback Machine, off by default: is there a copy, make one, has it been made?

Shapes of requests and answers: the Internet Archive's "Save Page Now 2 Public API" and "Wayback CDX Server API".
"Submitted" is not "archived": only `poll` or `newest` may say that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Self
from urllib.parse import urlencode

from factchecks.links.addresses import InvalidAddress, parse
from factchecks.links.asking import Answer, Asker
from factchecks.links.retry import SHORTEST, clamp
from factchecks.links.safety import SafetyPolicy, vet_address

SERVICE: Final = "https://web.archive.org"
TIMESTAMP: Final = re.compile(r"\d{14}")
JOB: Final = re.compile(r"[A-Za-z0-9_-]{1,100}")
# Refusals about the moment, not about the page: worth asking again.
PASSING: Final = frozenset(
    f"error:{name}"
    for name in (
        "bad-gateway", "bandwidth-limit-exceeded", "browsing-timeout", "cannot-fetch", "capture-location-error",
        "celery", "gateway-timeout", "internal-server-error", "job-failed", "max-daily-bandwidth",
        "max-daily-bandwidth-host", "no-browsers-available", "protocol-error", "proxy-error", "read-timeout",
        "service-unavailable", "soft-time-limit-exceeded", "too-many-daily-captures", "too-many-requests",
        "user-session-limit",
    )
)  # fmt: skip
MANY_TODAY: Final = 24 * 3600
NO_DATA: Final = "The archive answered with something else than data."


class SaveState(StrEnum):
    """`LATER`: ask again after `retry_after`; with a job by `poll`, without one by `submit`. `FAILED`: do not."""

    OFF = "off"
    ABSENT = "absent"
    SUBMITTED = "submitted"
    ARCHIVED = "archived"
    LATER = "later"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Saving:
    """How far the archive is. `address`: of the copy, when archived. `detail`: a sentence. `retry_after`: seconds."""

    state: SaveState
    job_id: str = ""
    address: str = ""
    detail: str = ""
    retry_after: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """`key` and `secret` are those of an archive.org account; without them nothing can be submitted."""

    enabled: bool = False
    service: str = SERVICE
    key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """LINKS_WAYBACK=1 turns it on; LINKS_WAYBACK_KEY, LINKS_WAYBACK_SECRET, LINKS_WAYBACK_SERVICE."""
        return cls(
            enabled=environ.get("LINKS_WAYBACK", "").strip().lower() in ("1", "true", "yes", "on"),
            service=environ.get("LINKS_WAYBACK_SERVICE", "").strip().rstrip("/") or SERVICE,
            key=environ.get("LINKS_WAYBACK_KEY", "").strip(),
            secret=environ.get("LINKS_WAYBACK_SECRET", "").strip(),
        )


OFF: Final = Saving(SaveState.OFF, detail="Copies in the Wayback Machine are turned off.")


class Wayback:
    """Each call asks once, waits no longer than a fetch may, and never raises for what the archive does."""

    def __init__(self, settings: Settings, asker: Asker) -> None:
        self._settings, self._asker = settings, asker

    def newest(self, url: str) -> Saving:
        """The newest good copy that the archive has, by its index."""
        if not self._settings.enabled:
            return OFF
        asked = {"url": url, "output": "json", "fl": "timestamp,original", "filter": "statuscode:200", "limit": "-1"}
        answer = self._asker.get(f"{self._settings.service}/cdx/search/cdx?{urlencode(asked)}")
        if trouble := _trouble(answer):
            return trouble
        if not answer.text.strip() or answer.data == []:
            return Saving(SaveState.ABSENT)
        stamp = _newest_stamp(answer.data)
        return self._archived(stamp, url) if stamp else _later(NO_DATA)

    def submit(self, url: str) -> Saving:
        """Asks for a copy. An address that is not public is never told to the archive."""
        if refusal := self._refusal(url):
            return refusal
        asked = {"url": url, "skip_first_archive": "1"}
        answer = self._asker.post(f"{self._settings.service}/save", asked, self._authorization())
        if trouble := _trouble(answer):
            return trouble
        data = answer.data if isinstance(answer.data, dict) else {}
        job = str(data.get("job_id") or "")
        if JOB.fullmatch(job) and data.get("status") != "error":
            return Saving(SaveState.SUBMITTED, job_id=job, retry_after=SHORTEST)
        return _refused(data) if data else _later(NO_DATA)

    def poll(self, job_id: str, url: str) -> Saving:
        """What became of a job; `url`: the address that was submitted."""
        if not self._settings.enabled:
            return OFF
        if not JOB.fullmatch(job_id):
            return Saving(SaveState.FAILED, detail="This is no job of the archive.")
        answer = self._asker.get(f"{self._settings.service}/save/status/{job_id}", self._authorization())
        if trouble := _trouble(answer, job_id):
            return trouble
        data = answer.data if isinstance(answer.data, dict) else {}
        if data.get("status") == "success":
            stamp = str(data.get("timestamp") or "")
            return self._archived(stamp, url, job_id) if TIMESTAMP.fullmatch(stamp) else _later(NO_DATA, job_id)
        if data.get("status") == "pending":
            return Saving(SaveState.SUBMITTED, job_id=job_id, retry_after=SHORTEST)
        return _refused(data) if data.get("status") == "error" else _later(NO_DATA, job_id)

    def _refusal(self, url: str) -> Saving | None:
        if not self._settings.enabled:
            return OFF
        if not (self._settings.key and self._settings.secret):
            return Saving(SaveState.FAILED, detail="The archive needs an account: set its key and secret.")
        try:
            # What this newsroom opened for itself stays between the newsroom and its network.
            reason = vet_address(parse(url), SafetyPolicy())
        except InvalidAddress as error:
            reason = str(error)
        return Saving(SaveState.FAILED, detail=reason) if reason else None

    def _authorization(self) -> dict[str, str]:
        return {"Authorization": f"LOW {self._settings.key}:{self._settings.secret}"}

    def _archived(self, stamp: str, url: str, job_id: str = "") -> Saving:
        return Saving(SaveState.ARCHIVED, job_id=job_id, address=f"{self._settings.service}/web/{stamp}/{url}")


def _trouble(answer: Answer, job_id: str = "") -> Saving | None:
    """What the status says, and an answer that is no JSON although there is something in it."""
    if answer.problem:
        return _later(answer.problem, job_id)
    if answer.status == 429 or answer.status >= 500:
        wait = clamp(answer.retry_after) or SHORTEST
        return _later(f"The archive is busy (answer {answer.status}).", job_id, wait)
    if answer.status in (401, 403):
        return Saving(SaveState.FAILED, detail="The archive does not accept the key and secret.")
    if answer.status == 404 and job_id:
        return Saving(SaveState.FAILED, detail="The archive does not know this job any more.")
    return _later(NO_DATA, job_id) if answer.data is None and answer.text.strip() else None


def _later(detail: str, job_id: str = "", seconds: int = SHORTEST) -> Saving:
    return Saving(SaveState.LATER, job_id=job_id, detail=detail, retry_after=seconds)


def _refused(data: Mapping[str, Any]) -> Saving:
    reason = str(data.get("status_ext") or "")
    words = " ".join(str(data.get("message") or reason or NO_DATA).split())[:200]
    if reason not in PASSING:
        return Saving(SaveState.FAILED, detail=words)
    return _later(words, seconds=MANY_TODAY if "daily" in reason else SHORTEST)


def _newest_stamp(data: Any) -> str:
    """The first row holds the names of the columns."""
    try:
        return max((str(row[0]) for row in data[1:] if TIMESTAMP.fullmatch(str(row[0]))), default="")
    except (TypeError, IndexError, KeyError):
        return ""
