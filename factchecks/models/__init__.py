"""The models, one aggregate a file."""

from factchecks.models.alert import Alert, HealthDay, HostEvent, Outcome
from factchecks.models.assignment import Assignment
from factchecks.models.attachment import Attachment, ScanState
from factchecks.models.check import Contribution, FactCheck, Priority, SlugHistory
from factchecks.models.claim import Appearance, Claim, CoClaimant, Precision
from factchecks.models.claimant import Claimant, ClaimantKind, ClaimantWord
from factchecks.models.correction import Correction
from factchecks.models.desk import Desk
from factchecks.models.discussion import Comment, Thread
from factchecks.models.edition import Edition, EditionReason
from factchecks.models.event import Anchor, Chain, Event
from factchecks.models.grants import (
    DeskGroupObjectPermission,
    DeskUserObjectPermission,
    FactCheckGroupObjectPermission,
    FactCheckUserObjectPermission,
)
from factchecks.models.invitation import Invitation
from factchecks.models.job import Job
from factchecks.models.ledgercheck import LedgerCheck
from factchecks.models.link import Link, LinkAttempt, Snapshot
from factchecks.models.nudge import Nudge
from factchecks.models.ownverdict import OwnVerdict
from factchecks.models.previewlink import PreviewLink
from factchecks.models.publicdocument import Filed, Filing, PublicDocument
from factchecks.models.quotation import VERIFIED, Quotation, QuoteResult
from factchecks.models.readerpost import ClaimSuggestion, PostState, ReaderReport
from factchecks.models.repeat import Repeat
from factchecks.models.reply import ReplyOutcome, ReplyRequest
from factchecks.models.review import (
    Answer,
    Approval,
    Decision,
    ReviewRound,
    VerdictProposal,
)
from factchecks.models.selfcheck import SelfCheck
from factchecks.models.site import SiteSettings
from factchecks.models.sitepage import PageSlug, SitePage
from factchecks.models.source import Source, SourceKind, Stance
from factchecks.models.suggestion import Suggestion, SuggestionAnswer
from factchecks.models.topic import Topic
from factchecks.models.user import Theme, User
from factchecks.models.verdict import Verdict, VerdictScale

__all__ = [
    "VERIFIED",
    "Alert",
    "Anchor",
    "Answer",
    "Appearance",
    "Approval",
    "Assignment",
    "Attachment",
    "Chain",
    "Claim",
    "ClaimSuggestion",
    "Claimant",
    "ClaimantKind",
    "ClaimantWord",
    "CoClaimant",
    "Comment",
    "Contribution",
    "Correction",
    "Decision",
    "Desk",
    "DeskGroupObjectPermission",
    "DeskUserObjectPermission",
    "Edition",
    "EditionReason",
    "Event",
    "FactCheck",
    "FactCheckGroupObjectPermission",
    "FactCheckUserObjectPermission",
    "Filed",
    "Filing",
    "HealthDay",
    "HostEvent",
    "Invitation",
    "Job",
    "LedgerCheck",
    "Link",
    "LinkAttempt",
    "Nudge",
    "Outcome",
    "OwnVerdict",
    "PageSlug",
    "PostState",
    "Precision",
    "PreviewLink",
    "Priority",
    "PublicDocument",
    "Quotation",
    "QuoteResult",
    "ReaderReport",
    "ReplyOutcome",
    "Repeat",
    "ReplyRequest",
    "ReviewRound",
    "ScanState",
    "SelfCheck",
    "SitePage",
    "SiteSettings",
    "SlugHistory",
    "Snapshot",
    "Source",
    "SourceKind",
    "Stance",
    "Theme",
    "Thread",
    "Suggestion",
    "SuggestionAnswer",
    "Topic",
    "User",
    "Verdict",
    "VerdictProposal",
    "VerdictScale",
]
