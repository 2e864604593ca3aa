"""Quotations on the page of their source: adds, edits, looks again, removes, and an editor's word for one."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from factchecks.errors import Stale
from factchecks.forms.sources import QuotationForm, WaiveForm
from factchecks.models import Quotation
from factchecks.services import pinning, quotations
from factchecks.views import stale
from factchecks.views.answers import attempt, attempt_with, in_scope, posted, say
from factchecks.views.loading import person
from factchecks.views.source_acts import to_source, told
from factchecks.views.sources import show_source


def _to_source(source_id: int) -> HttpResponse:
    return to_source(source_id, "quotations")


def _found(quotation: Quotation) -> str:
    return f"{quotation.get_result_display()}."


@posted
def quotation_add(request: HttpRequest, source_id: int) -> HttpResponse:
    """Adds exact words and looks for them at once."""
    form = QuotationForm(request.POST, auto_id="quotation_%s")
    if not attempt_with(form, lambda: _add(request, source_id, form), field="text"):
        return show_source(request, source_id, quotation_form=form)
    return _to_source(source_id)


def _add(request: HttpRequest, source_id: int, form: QuotationForm) -> None:
    words = {name: form.cleaned_data[name] for name in ("text", "translation", "locator")}
    added = quotations.add(source_id=source_id, by=person(request), **words)
    say(request, _found(added))


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def quotation_edit(request: HttpRequest, quotation_id: int) -> HttpResponseBase:
    """Changes the words; they are looked for again."""
    factcheck, row = quotations.get_for_edit(quotation_id=quotation_id, by=person(request))
    known = {name: getattr(row, name) for name in ("version", "text", "translation", "locator")}
    form = QuotationForm(request.POST or None, initial=known)
    try:
        if attempt_with(form, lambda: _save(request, quotation_id, form), field="text"):
            return _to_source(row.source_id)
    except Stale:
        return stale.quotation(request, form, row)
    context = {"check": factcheck, "form": form, "title": "Edit the quotation", "button": "Save and look for it"}
    context["unkept"] = row.source.confidential
    return render(request, "factchecks/form_page.html", context, status=422 if form.is_bound else 200)


def _save(request: HttpRequest, quotation_id: int, form: QuotationForm) -> None:
    values = dict(form.cleaned_data)
    seen = values.pop("version") or 0
    saved = quotations.save(quotation_id=quotation_id, by=person(request), seen_version=seen, **values)
    say(request, _found(saved))


@posted
def quotation_look(request: HttpRequest, quotation_id: int) -> HttpResponse:
    """Looks for the words in the newest kept copy."""
    quotation = quotations.look_now(quotation_id=quotation_id, by=person(request))
    say(request, _found(quotation))
    return _to_source(quotation.source_id)


@posted
def quotation_remove(request: HttpRequest, quotation_id: int) -> HttpResponse:
    """Takes the words off the source."""
    _, row = quotations.get_for_edit(quotation_id=quotation_id, by=person(request))
    quotations.remove(quotation_id=quotation_id, by=person(request))
    say(request, "The quotation is removed.")
    return _to_source(row.source_id)


@posted
def quotation_waive(request: HttpRequest, quotation_id: int) -> HttpResponse:
    """An editor vouches for words that the machine cannot find."""
    form = WaiveForm(request.POST, auto_id=False)
    row = quotations.get_visible(quotation_id=quotation_id, by=person(request))
    if not attempt_with(form, lambda: _waive(request, row, form), field="reason"):
        return show_source(request, row.source_id, waive_form=form)
    say(request, "You have vouched for the quotation.")
    return _to_source(row.source_id)


def _waive(request: HttpRequest, row: Quotation, form: WaiveForm) -> None:
    quotations.waive(quotation_id=row.pk, by=person(request), reason=form.cleaned_data["reason"])


@posted
def quotation_keep(request: HttpRequest, quotation_id: int) -> HttpResponse:
    """Keeps an old quote: from now on the words are compared with the copy that has them."""
    row = quotations.get_visible(quotation_id=quotation_id, by=person(request))
    reasons = attempt(lambda: pinning.keep_old_quote(quotation_id=quotation_id, by=person(request)))
    told(request, reasons, "The old quote is kept: it is compared with the copy that has it.")
    return _to_source(row.source_id)


@posted
def quotation_follow(request: HttpRequest, quotation_id: int) -> HttpResponse:
    """The words are compared with the newest copy again."""
    followed = pinning.follow_the_page(quotation_id=quotation_id, by=person(request))
    say(request, f"The quotation follows the page again. {_found(followed)}")
    return _to_source(followed.source_id)
