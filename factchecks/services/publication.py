"""Publishing: makes the edition, renders the page and its data from it, and names what readers see from now on."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from factchecks.errors import Refused
from factchecks.models import Edition, EditionReason, Event, FactCheck, SiteSettings, User, Verdict
from factchecks.models.content import Content, content_of
from factchecks.publishing.article import render_main
from factchecks.publishing.claimreview import lint as lint_publication
from factchecks.publishing.claimreview import structured_data
from factchecks.publishing.publication import Publication, Site
from factchecks.services import editions, reviews

NOT_APPROVED_TEXT = "The text differs from what was approved. It has to be approved again."


def site_of(row: SiteSettings) -> Site:
    """The newsroom as the public pages name it."""
    return Site(
        name=row.name,
        url=settings.SITE_URL,
        contact_email=row.contact_email,
        publishing_principles=row.publishing_principles,
        licence_url=row.licence_url,
    )


def free_slug(factcheck: FactCheck) -> str:
    """The address for readers: fixed once given, else made of the headline, with the number when it is taken."""
    if factcheck.slug:
        return factcheck.slug
    slug = slugify(factcheck.headline)[:100].strip("-") or factcheck.number.lower()
    taken = FactCheck.objects.filter(slug=slug).exclude(pk=factcheck.pk).exists()
    return f"{slug}-{factcheck.pk}" if taken else slug


def kept_copies(factcheck: FactCheck) -> dict[int, str]:
    """Date of the newest kept copy by source key."""
    rows = factcheck.sources.current().filter(link__latest_snapshot__isnull=False)
    dated = rows.values_list("pk", "link__latest_snapshot__fetched_at")
    return {key: at.date().isoformat() for key, at in dated}


def describe(factcheck: FactCheck, content: Content, *, editor: str, edition_number: int) -> Publication:
    """The publication of a content as if it went out now; used for the preview, the lint and the real thing."""
    now = timezone.now()
    scale = Verdict.objects.filter(retired=False, number__isnull=False).order_by("-number")
    slug = free_slug(factcheck)
    return Publication(
        content=content,
        number=factcheck.number,
        slug=slug,
        url=f"{settings.SITE_URL}/checks/{slug}/",
        site=site_of(SiteSettings.current()),
        author=factcheck.author.name,
        editor=editor,
        published_at=factcheck.first_published_at or now,
        modified_at=now,
        edition_number=edition_number,
        kept_copies=kept_copies(factcheck),
        scale=tuple(verdict.word for verdict in scale),
    )


def lint(factcheck: FactCheck, content: Content | None = None) -> tuple[str, ...]:
    """What is wrong with the machine-readable data of the working copy, as sentences."""
    shown = describe(factcheck, content or content_of(factcheck), editor="", edition_number=0)
    return tuple(lint_publication(shown))


def publish(*, factcheck: FactCheck, content: Content, by: User) -> dict[str, Any]:
    """Makes the public edition and says what changes beside the state. Runs inside the transition."""
    edition = editions.make(factcheck=factcheck, content=content, reason=EditionReason.PUBLISHED, by=by)
    if edition.digest != factcheck.approved_digest:
        raise Refused(NOT_APPROVED_TEXT)
    round_ = factcheck.current_round
    approvals = [one for one in round_.approvals.all() if one.taken_back_at is None] if round_ else []
    editor = " and ".join(one.approver.name for one in approvals)
    shown = describe(factcheck, edition.content, editor=editor, edition_number=edition.number)
    Edition.objects.filter(pk=edition.pk).update(html=render_main(shown), claim_review=structured_data(shown))
    reviews.close_published(factcheck=factcheck, by=by)
    return {
        "slug": shown.slug,
        "live_edition": edition,
        "first_published_at": shown.published_at,
        "last_public_change_at": shown.modified_at,
    }


def seal(*, edition: Edition, event: Event) -> None:
    """Notes the hash of the event that published the edition; it is printed on the page."""
    Edition.objects.filter(pk=edition.pk).update(event_hash=event.hash)
