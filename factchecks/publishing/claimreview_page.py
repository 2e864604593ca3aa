"""What the lint asks of the addresses, times and publisher in ClaimReview data.

Google: https://developers.google.com/search/docs/appearance/structured-data/factcheck (page of December 2025).
"""

from factchecks.publishing import claimreview_reading as read
from factchecks.publishing.claimreview_reading import at, text
from factchecks.publishing.claimreview_rule import Rule

PAGE_RULES: tuple[Rule, ...] = (
    Rule(
        "type",
        "The data is not a ClaimReview of schema.org.",
        "schema.org: ClaimReview",
        lambda one, page: at(one, "@type") == "ClaimReview" and at(one, "@context") == "https://schema.org",
    ),
    Rule(
        "url-site",
        "The address of the check is not on this newsroom's site.",
        "Google: url, the same domain as the page",
        lambda one, page: text(one, "url").startswith(f"{page.site}/"),
    ),
    Rule(
        "url-page",
        "The data names another address than that of this check.",
        "Google: url, the page of the full check; redirects are not followed",
        lambda one, page: text(one, "url").partition("#")[0] == page.url,
    ),
    Rule(
        "url-primary",
        "The first claim has the address of the page, and each further claim a place on it.",
        "Google: several reviews on a page, each with its own anchor",
        lambda one, page: ("#" in text(one, "url")) == (page.nth > 1),
    ),
    Rule(
        "url-own",
        "Two claims of this check have the same address.",
        "Google: several reviews on a page, distinct anchors",
        lambda one, page: page.urls.count(text(one, "url")) == 1,
    ),
    Rule(
        "published",
        "The time of publication is missing or is not an ISO 8601 time.",
        "schema.org: datePublished, ISO 8601",
        lambda one, page: read.moment(at(one, "datePublished")) is not None,
    ),
    Rule(
        "modified",
        "The time of the last change is not an ISO 8601 time.",
        "schema.org: dateModified, ISO 8601",
        lambda one, page: "dateModified" not in one or read.moment(one["dateModified"]) is not None,
    ),
    Rule(
        "modified-later",
        "The last change lies before the publication.",
        "schema.org: dateModified, the most recent change",
        lambda one, page: read.changed_after_it_appeared(one),
    ),
    Rule(
        "language",
        "The language of the check is not a language code such as “en” or “pt-BR”.",
        "schema.org: inLanguage, BCP 47",
        lambda one, page: bool(read.LANGUAGE.fullmatch(text(one, "inLanguage"))),
    ),
    Rule(
        "publisher",
        "The newsroom's name, address or logo is missing from the data.",
        "Google: author.name and author.url; schema.org: logo",
        lambda one, page: all(text(one, "author", part) for part in ("name", "url", "logo")),
    ),
    Rule(
        "addresses",
        "An address in the data does not lead to the web.",
        "schema.org: URL; Google: absolute addresses",
        lambda one, page: all(read.leads_to_the_web(address) for address in read.addresses(one)),
    ),
    Rule(
        "safe",
        "The data has characters or numbers that cannot be written as JSON.",
        "RFC 8259: JSON in UTF-8",
        lambda one, page: read.can_be_written(one),
    ),
)
