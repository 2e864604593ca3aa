"""Walks the whole ledger once a day and when an admin asks; a fault is told to every admin, the root to a witness."""

from datetime import timedelta
from itertools import islice

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from factchecks.errors import NotAllowed
from factchecks.jobs import JobKind, JobState
from factchecks.models import Anchor, Chain, Event, Job, LedgerCheck, User
from factchecks.roles import Role
from factchecks.services import ledger, outbox

EVERY = timedelta(days=1)
FAULTS_KEPT = 20
SEE = "factchecks.view_event"
logger = structlog.get_logger(__name__)


def _waiting() -> bool:
    open_ = (JobState.QUEUED, JobState.RUNNING)
    return Job.objects.filter(kind=JobKind.VERIFY_LEDGER, state__in=open_).exists()


def ask_if_due() -> None:
    """Asks for a walk when the last one is a day old or was never made."""
    last = LedgerCheck.objects.values_list("at", flat=True).first()
    if (last is None or timezone.now() - last >= EVERY) and not _waiting():
        outbox.enqueue(kind=JobKind.VERIFY_LEDGER, args={})


@transaction.atomic
def ask(*, by: User) -> None:
    """A walk now, in the background. Raises NotAllowed for all but admins."""
    if not by.has_perm(SEE):
        raise NotAllowed("The ledger is verified by admins.")
    if not _waiting():
        outbox.enqueue(kind=JobKind.VERIFY_LEDGER, args={}, by=by)


def work(job: Job) -> None:
    """Walks, keeps what was found, and tells whoever has to know."""
    found = list(islice(ledger.faults(), FAULTS_KEPT))
    events, chains = Event.objects.count(), Chain.objects.count()
    with transaction.atomic():
        if not outbox.finish(job):
            return
        LedgerCheck.objects.create(at=timezone.now(), events=events, chains=chains, faults=found)
    _tell(found)


def _tell(found: list[str]) -> None:
    admins = User.objects.filter(groups__name=Role.ADMIN.value, is_active=True).values_list("email", flat=True)
    if found:
        logger.error("ledger_does_not_verify", faults=found)
        text = "\n".join(["The ledger was changed from outside the program:", "", *found, ""])
        for address in admins:
            send_mail("The ledger does not verify", text, None, [address])
    if settings.LEDGER_WITNESS:
        send_mail(*_witnessed(found), None, [settings.LEDGER_WITNESS])


def _witnessed(found: list[str]) -> tuple[str, str]:
    """Subject and text for who keeps the roots outside: with them a rewritten database is found out."""
    last = Anchor.objects.first()
    root = f"{last.root}, {last.events} events in {last.chains} chains, {ledger.stamp(last.at)}" if last else "none yet"
    return ("Root of the ledger", f"{root}\n{'It does not verify.' if found else 'It verifies.'}\n")
