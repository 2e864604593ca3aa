"""Publishing: makes the edition, renders the page and its data from it, and names what readers see from now on."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from factchecks.errors import Refused
from factchecks.models import EditionReason, Event, FactCheck, User
from factchecks.models.content import Content
from factchecks.models.facts import approvals_of
from factchecks.publishing.article import render_main
from factchecks.publishing.claimreview import structured_data
from factchecks.publishing.claimreview_lint import lint as lint_publication
from factchecks.publishing.claimreview_lint import warnings as warnings_of
from factchecks.publishing.publication import Publication
from factchecks.services import catalogue, corrections, editions, goingout, reviews
from factchecks.services.house import house

NOT_APPROVED_TEXT = "The text differs from what was approved. It has to be approved again."


def slug_of(factcheck: FactCheck) -> str:
    """The address for readers: fixed once given, else made of the headline."""
    return factcheck.slug or slugify(factcheck.headline)[:100].strip("-") or factcheck.number.lower()


def numbered_slug(factcheck: FactCheck) -> str:
    """The same with the check's number, for when another check has it."""
    return f"{slug_of(factcheck)}-{factcheck.pk}"


def describe(
    factcheck: FactCheck, content: Content, *, editor: str = "", edition_number: int = 0, event_hash: str = ""
) -> Publication:
    """The publication of a content as if it went out now, without what is told of corrections."""
    now, slug = timezone.now(), slug_of(factcheck)
    return Publication(
        content=content,
        number=factcheck.number,
        slug=slug,
        url=f"{settings.SITE_URL}/checks/{slug}/",
        site=house().site,
        author=factcheck.author.name,
        editor=editor,
        published_at=factcheck.first_published_at or now,
        modified_at=now,
        edition_number=edition_number,
        event_hash=event_hash,
        kept_copies={int(key): day for key, day in content["frame"].get("kept", {}).items()},
        scale=house().scale,
    )


def told(factcheck: FactCheck, shown: Publication) -> Publication:
    """The same with what readers are told of corrections; used for the preview and the real thing."""
    number = shown.edition_number
    return replace(shown, corrections=corrections.notices(factcheck, shown.content, edition_number=number))


def lint(factcheck: FactCheck, content: Content) -> tuple[str, ...]:
    """What is wrong with the machine-readable data of the content, as sentences."""
    return tuple(lint_publication(describe(factcheck, content)))


def advice(factcheck: FactCheck, content: Content) -> tuple[str, ...]:
    """What could be better in that data and stops nothing, as sentences."""
    return warnings_of(describe(factcheck, content))


def publish(
    *, factcheck: FactCheck, content: Content, by: User, event: Event, unapproved: bool = False
) -> dict[str, Any]:
    """Makes the public edition and says what changes beside the state. Runs inside the transition.

    `event` tells of the publishing; its hash is printed on the page. `unapproved`: an admin broke the glass.
    """
    number = editions.next_number(factcheck)
    editor = " and ".join(one.name for one in approvals_of(factcheck))
    shown = told(factcheck, describe(factcheck, content, editor=editor, edition_number=number, event_hash=event.hash))
    edition = editions.make(
        factcheck=factcheck,
        content=content,
        reason=EditionReason.PUBLISHED,
        by=by,
        html=render_main(shown),
        claim_review=structured_data(shown),
        event_hash=event.hash,
    )
    if not unapproved and edition.digest != factcheck.approved_digest:
        raise Refused(NOT_APPROVED_TEXT)
    if factcheck.current_round and not factcheck.current_round.decision:
        reviews.close_published(factcheck=factcheck, by=by)
    corrections.went_out(factcheck=factcheck, edition=edition)
    catalogue.file(factcheck=factcheck, content=content, published_at=shown.published_at)
    goingout.went_out(factcheck=factcheck, edition=edition, by=by)
    today = timezone.localdate()
    return {
        "live_edition": edition,
        # Who has just written it again has looked.
        "review_by": None if factcheck.review_by and factcheck.review_by <= today else factcheck.review_by,
        "first_published_at": shown.published_at,
        "last_public_change_at": shown.modified_at,
    }
