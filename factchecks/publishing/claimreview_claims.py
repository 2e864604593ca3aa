"""What the lint asks of a claim, its claimants and its verdict in ClaimReview data.

Google: https://developers.google.com/search/docs/appearance/structured-data/factcheck (page of December 2025).
"""

from factchecks.publishing import claimreview_reading as read
from factchecks.publishing.claimreview_reading import at, text
from factchecks.publishing.claimreview_rule import Rule, Severity

CLAIM_RULES: tuple[Rule, ...] = (
    Rule(
        "claim-words",
        "The claim has no words.",
        "Google: claimReviewed, required",
        lambda one, page: bool(text(one, "claimReviewed")),
    ),
    Rule(
        "claim-length",
        "The claim is too long for the data. Give it a short form of about 75 characters.",
        "Google: claimReviewed, less than 75 characters; ours: 400 at most",
        lambda one, page: len(text(one, "claimReviewed")) <= read.LONG,
    ),
    Rule(
        "claim-wraps",
        "The claim has more than 75 characters: search results cut it. A short form would be read whole.",
        "Google: claimReviewed, less than 75 characters",
        lambda one, page: len(text(one, "claimReviewed")) <= read.SHORT,
        Severity.WARN,
    ),
    Rule(
        "claim-spoils",
        "The short form of the claim must not say the verdict.",
        "Google: claimReviewed, the claim that is evaluated and not its rating",
        lambda one, page: read.does_not_spoil(one),
    ),
    Rule(
        "verdict-word",
        "The verdict has no word.",
        "Google: reviewRating.alternateName, required",
        lambda one, page: bool(text(one, "reviewRating", "alternateName")),
    ),
    Rule(
        "verdict-shown",
        "The verdict in the data is not the one on the page.",
        "Google: the data must match what readers see on the page",
        lambda one, page: text(one, "reviewRating", "alternateName") in page.words | {""},
    ),
    Rule(
        "numbers-whole",
        "A rating carries all three numbers or none.",
        "Google: reviewRating.worstRating, ratingValue, bestRating",
        lambda one, page: read.all_numbers_or_none(one),
    ),
    Rule(
        "scale-start",
        "The scale of the verdict must start at 1 or above.",
        "Google: reviewRating.worstRating, at least 1",
        lambda one, page: read.scale_starts_at_one(one),
    ),
    Rule(
        "scale-order",
        "The best verdict of the scale must have a higher number than the worst.",
        "Google: reviewRating.bestRating, greater than worstRating",
        lambda one, page: read.scale_rises(one),
    ),
    Rule(
        "number-on-scale",
        "The verdict's number does not lie on its scale.",
        "Google: reviewRating.ratingValue, from worstRating to bestRating",
        lambda one, page: read.lies_on_its_scale(one),
    ),
    Rule(
        "claimant-named",
        "A claimant has no name. Say that the origin is unknown instead.",
        "Google: itemReviewed.author.name, required where there is an author",
        lambda one, page: all(text(by, "name") for by in read.several(one, "itemReviewed", "author")),
    ),
    Rule(
        "claimant-kind",
        "A claimant is neither a person nor an organisation.",
        "Google: itemReviewed.author, Organization or Person",
        lambda one, page: all(
            at(by, "@type") in ("Person", "Organization") for by in read.several(one, "itemReviewed", "author")
        ),
    ),
    Rule(
        "claim-date",
        "The date of the claim is not a date.",
        "Google: itemReviewed.datePublished, ISO 8601",
        lambda one, page: read.said_when(one),
    ),
    Rule(
        "appearance-address",
        "A place where the claim appeared has no address in the data.",
        "Google: itemReviewed.firstAppearance and appearance, each with a url",
        lambda one, page: all(bool(text(seen, "url")) for seen in read.appearances(one)),
    ),
)
