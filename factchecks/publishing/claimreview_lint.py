"""The lint of ClaimReview data: it blocks approval, and reads the served page again afterwards."""

from collections.abc import Iterable
from dataclasses import replace

from factchecks.publishing.claimreview import claim_reviews
from factchecks.publishing.claimreview_claims import CLAIM_RULES
from factchecks.publishing.claimreview_page import PAGE_RULES
from factchecks.publishing.claimreview_reading import text
from factchecks.publishing.claimreview_rule import Json, Place, Severity
from factchecks.publishing.publication import Publication

NOTHING = "There is no verdict to publish."
RULES = CLAIM_RULES + PAGE_RULES


def faults(
    reviews: list[Json], *, url: str, site: str, words: Iterable[str], severity: Severity = Severity.BLOCK
) -> tuple[str, ...]:
    """What is wrong with the reviews of the page at `url`, a sentence each; `words` are the verdicts readers see."""
    place = Place(url=url, site=site, words=frozenset(words), urls=tuple(text(one, "url") for one in reviews))
    return tuple(
        dict.fromkeys(
            rule.asks
            for nth, one in enumerate(reviews, start=1)
            for rule in RULES
            if rule.severity is severity and not rule.holds(one, replace(place, nth=nth))
        )
    )


def _of(publication: Publication, severity: Severity) -> tuple[str, ...]:
    words = (claim["verdict"] for claim in publication.text["claims"])
    return faults(
        claim_reviews(publication), url=publication.url, site=publication.site.url, words=words, severity=severity
    )


def lint(publication: Publication) -> tuple[str, ...]:
    """What is wrong with the data, a sentence each; empty when it may go out."""
    return _of(publication, Severity.BLOCK) if claim_reviews(publication) else (NOTHING,)


def warnings(publication: Publication) -> tuple[str, ...]:
    """What could be better, a sentence each; none of it stops a publication."""
    return _of(publication, Severity.WARN)
