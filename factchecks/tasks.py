"""Celery's door: each task is one line into the services."""

from celery import shared_task

from factchecks.services import hosts, ledger, ledgercheck, links, outbox, readersend, worker


@shared_task(name="factchecks.run_job")
def run_job(job_id: int) -> None:
    """Does one job of the outbox."""
    worker.run(job_id)


@shared_task(name="factchecks.sweep")
def sweep() -> None:
    """Rings again for jobs whose bell was not heard or whose worker is gone."""
    outbox.sweep()


@shared_task(name="factchecks.check_due_links")
def check_due_links() -> None:
    """Asks for the links whose time has come."""
    links.ask_for_due()


@shared_task(name="factchecks.count_links")
def count_links() -> None:
    """Notes how the watched links stand today."""
    hosts.count_today()


@shared_task(name="factchecks.anchor_ledger")
def anchor_ledger() -> None:
    """Writes the ledger's root to the database and to a file outside it, once an hour."""
    ledger.anchor_if_due()


@shared_task(name="factchecks.verify_ledger")
def verify_ledger() -> None:
    """Asks for a walk over the whole ledger, once a day."""
    ledgercheck.ask_if_due()


@shared_task(name="factchecks.forget_readers")
def forget_readers() -> None:
    """Erases the addresses of readers who wrote long ago."""
    readersend.forget_emails()
