"""A newsroom in which something stands in every column: checks in each state, letters, alerts, jobs, talk."""

import uuid
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from factchecks.jobs import JobKind, JobState
from factchecks.models import (
    Claimant,
    CoClaimant,
    FactCheck,
    Job,
    Link,
    LinkAttempt,
    ReplyRequest,
    SelfCheck,
    SiteSettings,
    Topic,
)
from factchecks.services import discussion, outbox, people, previewlinks, readerpost, readersend, repeats, suggesting
from factchecks.states import Action, State
from tests.factories import Cast, add_page, correct, make_check, make_cast, move, propose, publish_again, state_own
from tests.pages.broken import break_link, first
from tests.pages.secret import secret
from tests.pages.test_access import make_published, parts

Places = dict[str, object]


def _published(cast: Cast, folder: Path) -> FactCheck:
    """Corrected once, with an alert, repeats, a fault that readers' page has, and a reader's report."""
    check = make_published(cast, folder)
    claim = check.claims.get()
    CoClaimant.objects.create(
        claim=claim, claimant=Claimant.objects.create(name="Vale", slug="vale"), name="Vale", role="Operator", order=1
    )
    check = publish_again(correct(check, cast.rita), cast, cast.rita)
    place = repeats.Place(url="https://repeat.example.org/", title="Radio")
    repeats.add(check_id=check.pk, by=cast.rita, place=place)
    SelfCheck.objects.create(edition=check.live_edition, at=timezone.now(), ok=False, faults=["The page cannot be read."])
    break_link(first(check))
    return check


def _reviewed(cast: Cast) -> FactCheck:
    """Sent back once, submitted again, with an own verdict, another verdict proposed and words talked about."""
    check = make_check(cast, State.REVIEW)
    check = move(check, Action.SEND_BACK, cast.ed, "Ask the operator.")
    check = move(check, Action.SUBMIT, cast.rita, "Asked.")
    propose(check, cast.ed)
    for text in ("Since when?", "And who says so?"):
        discussion.start(check_id=check.pk, by=cast.mo, text=text)
    return check


def _machines(cast: Cast) -> None:
    """What machines left behind: looks at links, jobs that failed, a sign-in, a line of the admin's log."""
    job = outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": []})
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, error="It failed.")
    for number, link in enumerate(Link.objects.all()):
        LinkAttempt.objects.create(
            pk=uuid.UUID(int=900 + number), link=link, at=timezone.now(), elapsed_ms=5, verdict="ok", rule="ok", late_s=1
        )
    EmailAddress.objects.create(user=cast.ada, email=cast.ada.email, primary=True, verified=True)
    LogEntry.objects.create(
        user=cast.ada,
        content_type=ContentType.objects.get_for_model(cast.transport),
        object_id=str(cast.transport.pk),
        object_repr="Transport",
        action_flag=CHANGE,
        change_message="[]",
    )
    for user in (cast.rita, cast.ed, cast.ada):
        UserSession.objects.create(user=user, ip="127.0.0.1", session_key=f"key{user.pk}", user_agent="Browser")


def _letters(cast: Cast) -> None:
    """Readers' suggestions: open, and declined for a reason."""
    letter = {"who": "Dana", "why": "It matters.", "url": "https://a.example/", "email": "reader@example.org"}
    readersend.suggest(text="Every bus is electric.", **letter)
    declined = readersend.suggest(text="The moon is cheese.", **letter)
    readerpost.decline_suggestion(suggestion_id=declined.pk, reason="No.", by=cast.ed)


def build(folder: Path) -> tuple[Cast, dict[str, Places]]:
    """The people, and what stands in the addresses by the state of a check."""
    cast = make_cast()
    people.set_up_groups()
    SiteSettings.objects.get_or_create(pk=1)
    published = _published(cast, folder)
    checks = {"open": secret("research", cast, folder), "published": published, "review": _reviewed(cast)}
    _letters(cast)
    _machines(cast)
    places = {name: parts(check) for name, check in checks.items() if name != "review"}
    places["review"] = places["open"] | {"check_id": checks["review"].pk}
    made = previewlinks.make(check_id=checks["open"].pk, by=cast.rita, label="Lawyer")
    for known in places.values():
        known |= {"token": made.token, "slug": published.slug, "topic": "transport", "claimant": "dana-whitcombe"}
        known |= {"number": published.live_edition.number}
    return cast, places
