"""The picture of a published check for networks where its address is shared."""

from typing import cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from factchecks.models import FactCheck
from factchecks.publishing.listing import Listed, listed
from factchecks.publishing.socialcard import SocialCard, draw_card, spelled
from factchecks.views.readers import answer, failure, for_other_sites, public_page, site, tag_of

# Goes up when the drawing changes.
DESIGN = 1
KEPT_S = 86_400
NONE = ("There is nothing here", "No picture is published at this address.")


def card_of(check: Listed) -> SocialCard | None:
    """What stands on the picture; None for a check without a verdict that can be drawn."""
    if check.verdict is None or check.retracted or not spelled(check.word):
        return None
    return SocialCard(
        claim=check.claim,
        claimant=check.claimant,
        word=check.word,
        tone=check.verdict["tone"],
        silhouette=check.verdict["silhouette"],
        fill=check.verdict["fill"],
        site=site().name,
    )


def picture_of(card: SocialCard, tag: str) -> bytes:
    """Drawn once a day at most: the same words give the same bytes."""
    return cast("bytes", cache.get_or_set(f"social-card:{tag}", lambda: draw_card(card), KEPT_S))


@for_other_sites
@public_page
def social_card(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture of the live edition. 404 where none is published, 410 for what was retracted or taken down."""
    found = listed(FactCheck.objects.public().filter(slug=slug))
    card = card_of(found[0]) if found else None
    if card is None:
        gone = found or FactCheck.objects.filter(slug=slug, taken_down_at__isnull=False).exists()
        return failure(*NONE, 410 if gone else 404)
    tag = tag_of(DESIGN, card)
    response = answer(request, lambda: picture_of(card, tag), etag=tag, kind="image/png")
    if response.status_code == 200:
        response.headers["Content-Type"] = "image/png"
    return response
