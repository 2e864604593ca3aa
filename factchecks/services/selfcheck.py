"""Reads the page of a published check as readers get it, and says where it differs from what was published."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, Refused
from factchecks.jobs import SPECS, JobKind, JobState
from factchecks.links import ownpage
from factchecks.models import Edition, FactCheck, Job, SelfCheck, User
from factchecks.models.facts import person_for
from factchecks.publishing.servedpage import Expected, compare
from factchecks.roles import Right
from factchecks.services import access, ledger, outbox

# Caches may hand out the page of before for five seconds after a change.
SETTLED = timedelta(seconds=6)
OPEN = (JobState.QUEUED, JobState.RUNNING)


def asked(edition: Edition) -> outbox.Asked:
    """What asks for a look at the page of this edition."""
    return {JobKind.SELF_CHECK: {"edition": edition.pk}}


@transaction.atomic
def ask_again(*, check_id: int, by: User) -> None:
    """A look at once, for an editor of the desk. Raises NotFound, NotAllowed, or Refused when there is no page."""
    factcheck = access.get_check(check_id=check_id, by=by)
    if Right.REVIEW not in person_for(by, factcheck).rights:
        raise NotAllowed("You need the right to review this check. An admin can give it to you.")
    if factcheck.live_edition is None or factcheck.taken_down_at:
        raise Refused("Readers get no page of this check.")
    if not factcheck.jobs.filter(kind=JobKind.SELF_CHECK, state__in=OPEN, run_at__lte=timezone.now()).exists():
        args = asked(factcheck.live_edition)[JobKind.SELF_CHECK]
        outbox.enqueue(kind=JobKind.SELF_CHECK, args=args, by=by, factcheck=factcheck)


def last_of(*, factcheck: FactCheck) -> SelfCheck | None:
    """The newest look at the page that readers get now; one query."""
    return SelfCheck.objects.filter(edition=factcheck.live_edition_id).first()


def work(job: Job) -> None:
    """Looks once. What may pass by itself is an error while there are tries left, and a fault after the last one."""
    edition = Edition.objects.select_related("factcheck").get(pk=job.args["edition"])
    factcheck = edition.factcheck
    # Another edition has a look of its own.
    readable = factcheck.live_edition_id == edition.pk and not factcheck.taken_down_at
    found = _look(edition, last=job.attempts >= SPECS[JobKind.SELF_CHECK].max_attempts) if readable else None
    with transaction.atomic():
        if outbox.finish(job) and found is not None:
            _keep(edition, found)


def _look(edition: Edition, *, last: bool) -> tuple[str, ...]:
    factcheck = edition.factcheck
    url = f"{settings.SITE_URL}/checks/{factcheck.slug}/"
    try:
        served = ownpage.read(url)
        if served.status >= 500 and not last:
            raise ownpage.Unread(f"The page answers with status {served.status}.")
    except ownpage.Unread as error:
        if not last:
            raise
        return (f"The page cannot be read. {error}",)
    expected = Expected(
        url=url,
        site=settings.SITE_URL,
        data=edition.claim_review or [],
        retracted=factcheck.retracted_at is not None,
    )
    return compare(served, expected)


def _keep(edition: Edition, faults: tuple[str, ...]) -> None:
    known = SelfCheck.objects.filter(edition=edition).first()
    values = {"at": timezone.now(), "ok": not faults, "faults": list(faults)}
    SelfCheck.objects.update_or_create(edition=edition, defaults=values)
    if bool(faults) == (known is None or known.ok):
        verb = "page_wrong" if faults else "page_right"
        ledger.record(factcheck=edition.factcheck, verb=verb, by=None, details={"edition": edition.pk})
