"""What a person does about the link of a source: look now, confirm, cite the copy, follow a move, keep a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from factchecks.forms.sources import HeldFileForm, ReplaceForm
from factchecks.services import alerts, attachments, copies, links, readdressing, sources
from factchecks.views import evidence
from factchecks.views.answers import attempt, attempt_with, in_scope, posted, say
from factchecks.views.evidence import Asked
from factchecks.views.loading import person
from factchecks.views.workbench import is_fragment

PAGE = "factchecks/source.html"


def to_source(source_id: int, place: str = "") -> HttpResponse:
    """The page of the source."""
    return redirect(reverse("source", args=[source_id]) + (f"#{place}" if place else ""))


def told(request: HttpRequest, reasons: tuple[str, ...], sentence: str) -> None:
    """The sentences of a refusal, or the one that says what was done, on the next page."""
    for reason in reasons:
        messages.error(request, reason)
    if not reasons:
        say(request, sentence)


@posted
def source_look(request: HttpRequest, source_id: int) -> HttpResponse:
    """Asks for a fresh look at the page; the source's page then says how far it is, or that it has ended already."""
    reasons = attempt(lambda: links.look_now(source_id=source_id, by=person(request)))
    for reason in reasons:
        messages.error(request, reason)
    page = reverse("source", args=[source_id])
    return redirect(page if reasons else f"{page}?asked=1")


@require_safe
@in_scope
def source_looking(request: HttpRequest, source_id: int) -> HttpResponseBase:
    """Whether the look has ended; then what it changed, but not the text that is being read. Else the page."""
    asked = Asked(copy=request.GET.get("copy", ""), view=request.GET.get("view", ""))
    context = evidence.page(source_id, person(request), asked)
    if not is_fragment(request):
        return to_source(source_id)
    if context["row"].checking:
        return render(request, f"{PAGE}#looking", context)
    return render(request, f"{PAGE}#polled", context | {"oob": True, "polled": True})


@posted
def source_works(request: HttpRequest, source_id: int) -> HttpResponse:
    """ "I opened it, it works"."""
    reasons = attempt(lambda: links.confirm_by_hand(source_id=source_id, by=person(request)))
    told(request, reasons, "Your word is kept with your name and the date. It is good for 90 days.")
    return to_source(source_id, "facts")


@posted
def source_cite_copy(request: HttpRequest, source_id: int) -> HttpResponse:
    """Sends readers to the kept copy."""
    evidence.source_for(source_id, person(request))
    reasons = attempt(lambda: alerts.cite_copies(source_ids=[source_id], by=person(request)))
    told(request, reasons, "The kept copy is cited now.")
    return to_source(source_id)


@posted
def source_update_address(request: HttpRequest, source_id: int) -> HttpResponse:
    """Cites the address to which the page has moved for good."""
    reasons = attempt(lambda: readdressing.update_address(source_id=source_id, by=person(request)))
    told(request, reasons, "The new address is cited. Its page is being fetched.")
    return to_source(source_id)


@posted
def source_replace(request: HttpRequest, source_id: int) -> HttpResponseBase:
    """Cites another address wherever this one is cited and the check is being written."""
    evidence.source_for(source_id, person(request))
    form, made = ReplaceForm(request.POST, auto_id="replace_%s"), []
    if not attempt_with(form, lambda: made.append(_replace(request, source_id, form)), field="url"):
        context = evidence.page(source_id, person(request)) | {"replace_form": form}
        return render(request, PAGE, context, status=422)
    left = f" In {made[0].left} it stays as it was submitted." if made[0].left else ""
    say(request, f"Replaced in {made[0].done} check{'s' * (made[0].done != 1)}.{left}")
    return to_source(source_id)


def _replace(request: HttpRequest, source_id: int, form: ReplaceForm) -> readdressing.Replaced:
    url = form.cleaned_data["url"]
    return readdressing.replace_everywhere(source_id=source_id, url=url, by=person(request))


@posted
def source_hold_file(request: HttpRequest, source_id: int) -> HttpResponseBase:
    """Keeps a file of the check in the place of a copy; with `off`, takes it off again."""
    factcheck, _ = sources.get_for_edit(source_id=source_id, by=person(request))
    if "off" in request.POST:
        reasons = attempt(lambda: copies.hold_file(source_id=source_id, attachment_id=None, by=person(request)))
        told(request, reasons, "The file is not the copy any more. It is still among the files of the check.")
        return to_source(source_id, "kept-h")
    form = HeldFileForm(request.POST, files=attachments.visible(factcheck=factcheck, by=person(request)))
    if not attempt_with(form, lambda: _hold(request, source_id, form), field="file"):
        context = evidence.page(source_id, person(request)) | {"held_form": form}
        return render(request, PAGE, context, status=422)
    say(request, "The file is kept as the copy of the page.")
    return to_source(source_id, "kept-h")


def _hold(request: HttpRequest, source_id: int, form: HeldFileForm) -> None:
    copies.hold_file(source_id=source_id, attachment_id=form.cleaned_data["file"], by=person(request))
