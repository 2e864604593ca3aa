"""A newsroom in which something stands in every column: checks in each state, letters, alerts, jobs, talk."""

import uuid
from pathlib import Path

from allauth.account.models import EmailAddress
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
    SelfCheck,
    SitePage,
    SiteSettings,
)
from factchecks.services import discussion, outbox, people, previewlinks, readerpost, readersend, repeats, suggesting
from factchecks.services.anchoring import About
from factchecks.states import Action, State
from tests.factories import Cast, blind, correct, make_cast, make_check, move, propose, publish_again, state_own
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
    SelfCheck.objects.create(
        edition=check.live_edition, at=timezone.now(), ok=False, faults=["The page cannot be read."]
    )
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
    about = About(exact="Twelve stops were rebuilt.")
    suggesting.suggest(check_id=check.pk, by=cast.ed, about=about, words="Eleven stops were rebuilt.")
    return check


def _answered(cast: Cast) -> None:
    """Another verdict was proposed and declined; it did not go out when it should have."""
    check = make_check(cast, State.REVIEW)
    propose(check, cast.ed)
    move(check, Action.DECLINE_VERDICT, cast.rita, "Two lines are.")
    FactCheck.objects.filter(pk=check.pk).update(
        schedule_failed_at=timezone.now(), schedule_failure="It was not ready."
    )


def _blind(cast: Cast) -> FactCheck:
    """Two editors have stated verdicts of their own."""
    check = blind(make_check(cast, State.REVIEW))
    state_own(check, cast.mo, "false")
    state_own(check, cast.ed, "false")
    return check


def _machines(cast: Cast) -> None:
    """What machines left behind: looks at links, jobs that failed, a sign-in, a line of the admin's log."""
    job = outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": []})
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, error="It failed.")
    for number, link in enumerate(Link.objects.all()):
        LinkAttempt.objects.create(
            pk=uuid.UUID(int=900 + number),
            link=link,
            at=timezone.now(),
            elapsed_ms=5,
            verdict="not_found",
            rule="5-not-found",
            late_s=1,
        )
    LinkAttempt.objects.update(hops=["https://a.example/"], headers={"server": "a"})
    EmailAddress.objects.create(user=cast.ada, email=cast.ada.email, primary=True, verified=True)
    LogEntry.objects.create(
        user=cast.ada,
        content_type=ContentType.objects.get_for_model(cast.transport),
        object_id=str(cast.transport.pk),
        object_repr="Transport",
        action_flag=CHANGE,
        change_message="[]",
    )


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
    own_words = (("contact", "Contact"), ("who-pays", "Who pays"), ("how-we-work", "How we work"))
    SitePage.objects.all().delete()
    for slug, title in own_words:
        SitePage.objects.create(slug=slug, title=title, body="<p>Ring the bell.</p>")
    _answered(cast)
    checks = {"open": secret("research", cast, folder), "published": published, "review": _reviewed(cast)}
    checks |= {"answered": FactCheck.objects.exclude(schedule_failed_at=None).get(), "blind": _blind(cast)}
    # The desk reviews blind from now on: whoever has stated a verdict sees everything.
    for name in ("review", "answered"):
        state_own(checks[name], cast.ed, "misleading")
    _letters(cast)
    _machines(cast)
    places = {name: parts(check) for name, check in checks.items() if name in ("open", "published")}
    places |= {name: places["open"] | {"check_id": one.pk} for name, one in checks.items() if name not in places}
    made = previewlinks.make(check_id=checks["open"].pk, by=cast.rita, label="Lawyer")
    for known in places.values():
        known |= {"token": made.token, "slug": published.slug, "topic": "transport", "claimant": "dana-whitcombe"}
        known |= {"number": published.live_edition.number}
    return cast, places
