"""Every column that holds text, with where its text comes from. A column that nobody listed fails `test_xss`.

typed: people's words, or those of a page that was fetched. address: the same after https://host/, for the doors let
nothing else in. html: markup. json: the strings inside. made: rendered from the others when something is published.
code: words of the program, hashes and addresses' parts, which the doors hold to an alphabet of their own.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import models

TEXTUAL = (models.CharField, models.TextField, models.JSONField)
SOURCES = {
    "typed": """
    auth.Group.name auth.Permission.name admin.LogEntry.object_repr account.EmailAddress.email
    usersessions.UserSession.user_agent
    Desk.name User.email User.name Topic.name VerdictScale.name Verdict.word Verdict.definition
    FactCheck.headline FactCheck.standfirst FactCheck.methodology FactCheck.vague_name FactCheck.schedule_failure
    FactCheck.reviewer_note Attachment.name Attachment.caption Attachment.credit Attachment.alternative_text
    Attachment.rights Link.detail Link.note Link.title Link.publisher Link.etag Link.last_modified Snapshot.title
    LinkAttempt.error LinkAttempt.detail LinkAttempt.note
    Source.description Source.title Source.publisher Source.author Source.interests Source.independence
    Source.no_copy_reason Alert.detail Alert.note Assignment.note Claimant.name Claimant.job_title
    Claim.text Claim.short Claim.claimant_name Claim.claimant_role Claim.place Claim.context Claim.verdict_word
    Claim.verdict_definition Claim.explanation Claim.rationale CoClaimant.name CoClaimant.role Appearance.title
    Appearance.timecode Edition.name Correction.wrong Correction.now Correction.old_word Correction.new_word
    Thread.exact Thread.before Thread.after Comment.text Event.reason Job.error ReviewRound.note
    ReviewRound.decision_note Approval.verdict_word VerdictProposal.verdict_word VerdictProposal.verdict_was
    VerdictProposal.reason VerdictProposal.answer_note OwnVerdict.verdict_word PreviewLink.label
    Quotation.text Quotation.translation Quotation.locator Quotation.passage Quotation.waiver_reason
    ClaimSuggestion.text ClaimSuggestion.url ClaimSuggestion.email ClaimSuggestion.reason ClaimSuggestion.who
    ClaimSuggestion.why ReaderReport.text ReaderReport.url ReaderReport.email ReaderReport.reason Repeat.title
    ReplyRequest.whom ReplyRequest.how ReplyRequest.text SiteSettings.name SiteSettings.tagline
    SiteSettings.contact_email SitePage.title Suggestion.words
    """,
    "address": """
    Link.url Link.final_url Snapshot.archived_url Snapshot.final_url LinkAttempt.final_url Source.cited_url
    Claimant.same_as Appearance.url Repeat.url SiteSettings.publishing_principles SiteSettings.licence_url
    """,
    "html": "FactCheck.body SitePage.body",
    "json": "SelfCheck.faults LinkAttempt.hops LinkAttempt.headers Edition.content",
    "made": """
    Edition.html Edition.claim_review PublicDocument.headline PublicDocument.claims PublicDocument.rest
    PublicDocument.plain Filing.label
    """,
    "code": """
    auth.Permission.codename contenttypes.ContentType.app_label contenttypes.ContentType.model Desk.slug Topic.slug
    User.password User.photo User.language User.time_zone FactCheck.slug FactCheck.language FactCheck.digest
    FactCheck.approved_digest SlugHistory.slug Attachment.sha256 Attachment.family Attachment.media_type
    Attachment.text_sha256 Attachment.published_sha256 Attachment.published_extension Attachment.thumbnail_sha256
    Link.key Link.domain Link.state Link.status Link.verdict Link.rule Snapshot.sha256 Snapshot.text_sha256
    Snapshot.warc_sha256 Snapshot.reading_sha256 Snapshot.media_type LinkAttempt.peer LinkAttempt.verdict
    LinkAttempt.rule LinkAttempt.sha256 Alert.state Alert.change HostEvent.host Claimant.slug Claimant.portrait
    Claimant.portrait_extension Verdict.slug Claim.language Edition.digest Edition.event_hash Correction.before
    Chain.head Event.chain Event.role Event.verb Event.target Event.from_state Event.to_state Event.digest
    Event.details Event.request_id Event.prev Event.hash Anchor.root Job.args Job.dedupe_key Approval.digest
    Nudge.state Nudge.approved_digest PreviewLink.token_hash Filing.slug Quotation.language
    ClaimSuggestion.reference ClaimSuggestion.fingerprint ReaderReport.reference ReaderReport.fingerprint
    admin.LogEntry.object_id admin.LogEntry.change_message sessions.Session.session_data
    account.EmailConfirmation.key mfa.Authenticator.data usersessions.UserSession.session_key
    Invitation.token_hash LedgerCheck.faults
    socialaccount.SocialAccount.extra_data socialaccount.SocialAccount.provider socialaccount.SocialAccount.uid
    socialaccount.SocialApp.client_id socialaccount.SocialApp.key socialaccount.SocialApp.name
    socialaccount.SocialApp.provider socialaccount.SocialApp.provider_id socialaccount.SocialApp.secret
    socialaccount.SocialApp.settings socialaccount.SocialToken.token socialaccount.SocialToken.token_secret
    usersessions.UserSession.data guardian.UserObjectPermission.object_pk guardian.GroupObjectPermission.object_pk
    """,
}

# Kept, and shown on no page: what a page said of itself before a person took it over, notes for the program.
NOWHERE = set(
    [
        "account.EmailAddress.email",
        "FactCheck.vague_name",
        "Attachment.rights",
        "Link.title",
        "Link.publisher",
        "Link.etag",
        "Link.last_modified",
        "Snapshot.title",
        "LinkAttempt.error",
        "Source.independence",
        "Alert.note",
        "Thread.before",
        "Thread.after",
        "Approval.verdict_word",
        "ClaimSuggestion.reason",
        "ReaderReport.reason",
        # Two words that we know are made of it.
        "usersessions.UserSession.user_agent",
    ]
)


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column. `number` marks its texts, so that a page tells which columns it shows."""

    number: int
    name: str
    source: str
    column: models.Field

    @property
    def model(self) -> type[models.Model]:
        return self.column.model


def columns() -> dict[str, models.Field]:
    """Every column that holds text and is not a choice, by its name; without the application's own label."""
    found = {}
    for model in apps.get_models():
        for one in model._meta.local_fields:
            if isinstance(one, TEXTUAL) and not one.choices and not one.primary_key:
                found[f"{model._meta.label}.{one.name}".removeprefix("factchecks.")] = one
    return found


LISTED = {name: source for source, names in SOURCES.items() for name in names.split()}


def fields(*sources: str) -> list[Field]:
    """The columns from these sources."""
    known = columns()
    return [
        Field(number=number, name=name, source=source, column=known[name])
        for number, (name, source) in enumerate(LISTED.items(), 1)
        if source in sources and name in known
    ]
