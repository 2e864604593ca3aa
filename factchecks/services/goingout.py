"""What follows a change of what readers get: nothing kept for them is shown again, the page is read, the hub told."""

from factchecks.models import Edition, FactCheck, User
from factchecks.publishing import shared
from factchecks.services import outbox, selfcheck, websub


def went_out(*, factcheck: FactCheck, edition: Edition, by: User, gone: bool = False) -> None:
    """Runs in the transaction that publishes, retracts or puts back, before the check names its new edition.

    `gone`: readers get no page any more.
    """
    shared.renew()
    jobs = websub.asked(factcheck, edition) | ({} if gone else selfcheck.asked(edition))
    outbox.enqueue_later(jobs=jobs, by=by, factcheck=factcheck, after=selfcheck.SETTLED)
