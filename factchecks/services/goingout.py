"""What follows a change of what readers get: nothing that was kept for them is shown again, and the page is read."""

from django.db import transaction

from factchecks.models import Edition, User
from factchecks.publishing import shared
from factchecks.services import selfcheck


def went_out(*, edition: Edition, by: User, gone: bool = False) -> None:
    """Runs in the transaction that publishes, retracts or puts back. `gone`: readers get no page any more."""
    # Published is published: a cache that cannot be written runs out by itself.
    transaction.on_commit(shared.changed, robust=True)
    if not gone:
        selfcheck.ask(edition=edition, by=by)
