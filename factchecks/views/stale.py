"""409 pages of the workspace: for each form, what was typed and what a colleague saved meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from factchecks.forms.appearance import appearance_initial
from factchecks.forms.claim import claim_initial, further_initial
from factchecks.forms.claimants import OTHER_FIELDS
from factchecks.forms.workspace import DraftForm, article_initial
from factchecks.models import Appearance, Attachment, FactCheck, Quotation, Source
from factchecks.models.facts import primary_claim
from factchecks.views.conflicts import TwoTexts, conflict
from factchecks.views.loading import check_for

TOLD = ("correction_wrong", "correction_now")
TEXTS = ("body", "methodology", "context", "text", "description", "standfirst", "explanation", "rationale")
LONG = frozenset({*TEXTS, *TOLD})
ARTICLE = ("headline", "standfirst", "explanation", "verdict", "body", "methodology", *TOLD)
CLAIM = (
    "text",
    "short",
    "claimant_name",
    "claimant_role",
    "claimed_on",
    "place",
    "appearance_url",
    "context",
    "rationale",
    "headline",
    *OTHER_FIELDS,
)
APPEARANCE = ("title", "url", "seen_on", "timecode")
SOURCE = ("title", "publisher", "author", "published_on", "interests", "description", "no_copy_reason")
FILE = ("caption", "credit", "alternative_text", "rights")
QUOTATION = ("text", "translation", "locator")


@dataclass(frozen=True, kw_only=True)
class Clash:
    """A form that came too late: its fields to compare, what was saved meanwhile, and where to go without it."""

    form: BaseForm
    names: Sequence[str]
    theirs: Mapping[str, Any]
    what: str
    back: str
    version: int


def _texts(clash: Clash) -> list[TwoTexts]:
    return [
        TwoTexts(
            name=name,
            label=str(clash.form.fields[name].label),
            mine=str(clash.form.cleaned_data.get(name) or ""),
            theirs=str(clash.theirs.get(name) or ""),
            long=name in LONG,
            rich=name == "body",
        )
        for name in clash.names
        if name in clash.form.fields
    ]


def _answer(request: HttpRequest, clash: Clash) -> HttpResponse:
    return conflict(
        request,
        texts=_texts(clash),
        version_now=clash.version,
        version_field="version",
        what=clash.what,
        back=clash.back,
    )


def _of_check(check: FactCheck) -> tuple[str, str]:
    return check.number, reverse("workspace", args=[check.pk])


def article(request: HttpRequest, check_id: int, form: DraftForm) -> HttpResponse:
    """The article and its verdict."""
    check = check_for(request, check_id)
    what, back = _of_check(check)
    theirs = article_initial(check, primary_claim(check))
    return _answer(request, Clash(form=form, names=ARTICLE, theirs=theirs, what=what, back=back, version=check.version))


def claim(request: HttpRequest, check_id: int, form: BaseForm) -> HttpResponse:
    """The claim. What is not text (topics, unknown origin) goes as it was chosen here."""
    check = check_for(request, check_id)
    what, back = _of_check(check)
    found = primary_claim(check)
    theirs = claim_initial(check, found)
    return _answer(request, Clash(form=form, names=CLAIM, theirs=theirs, what=what, back=back, version=check.version))


def further_claim(request: HttpRequest, check_id: int, claim_id: int | None, form: BaseForm) -> HttpResponse:
    """A further claim with its verdict; one that is new, or removed meanwhile, meets nothing."""
    check = check_for(request, check_id)
    what, back = _of_check(check)
    theirs = further_initial(check, next((one for one in check.claims.all() if one.pk == claim_id), None))
    names = (*CLAIM, "verdict", "explanation")
    return _answer(request, Clash(form=form, names=names, theirs=theirs, what=what, back=back, version=check.version))


def appearance(request: HttpRequest, check_id: int, appearance_id: int | None, form: BaseForm) -> HttpResponse:
    """Where a claim was made; a place that is new, or removed meanwhile, meets nothing."""
    check = check_for(request, check_id)
    what, back = _of_check(check)
    theirs = appearance_initial(check, Appearance.objects.filter(pk=appearance_id or 0, claim__factcheck=check).first())
    return _answer(
        request, Clash(form=form, names=APPEARANCE, theirs=theirs, what=what, back=back, version=check.version)
    )


def _row(
    request: HttpRequest, form: BaseForm, row: Source | Attachment | Quotation, names: Sequence[str], back: str
) -> HttpResponse:
    row.refresh_from_db()
    theirs = {name: getattr(row, name) for name in names}
    return _answer(request, Clash(form=form, names=names, theirs=theirs, what=str(row), back=back, version=row.version))


def source(request: HttpRequest, form: BaseForm, row: Source) -> HttpResponse:
    """What is known of a source."""
    return _row(request, form, row, SOURCE, reverse("source", args=[row.pk]))


def file(request: HttpRequest, form: BaseForm, row: Attachment) -> HttpResponse:
    """The words that go with a file."""
    return _row(request, form, row, FILE, reverse("workspace", args=[row.factcheck_id]) + "#files")


def quotation(request: HttpRequest, form: BaseForm, row: Quotation) -> HttpResponse:
    """The words of a quotation."""
    return _row(request, form, row, QUOTATION, reverse("source", args=[row.source_id]))
