"""What the workspace's form sends, and a count of the queries behind an answer."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def typed(check, **changes) -> dict[str, object]:
    """The article form of a check as it stands, with changes."""
    check.refresh_from_db()
    claim = check.claims.select_related("verdict").get(order=0)
    values = {name: getattr(check, name) for name in ("version", "headline", "standfirst", "body", "methodology")}
    values |= {"verdict": claim.verdict.slug if claim.verdict else "", "explanation": claim.explanation}
    return values | changes


def queries(work) -> int:
    """How many statements `work()` sends; the marks of transactions are not counted."""
    with CaptureQueriesContext(connection) as found:
        work()
    return sum(not query["sql"].startswith(CONTROL) for query in found.captured_queries)
