"""Sources of a check: adds, edits, orders, removes and puts back; one source's page with its kept copy."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from factchecks.errors import Stale
from factchecks.forms.sources import AddLinkForm, DescribedForm, QuotationForm, SourceForm, WaiveForm
from factchecks.models import Snapshot, Source
from factchecks.services import sources, vault
from factchecks.views import evidence, stale
from factchecks.views.answers import attempt, attempt_with, in_scope, posted, say
from factchecks.views.download import as_attachment
from factchecks.views.evidence import Asked
from factchecks.views.loading import person
from factchecks.views.workbench import back, show

FORM_PAGE = "factchecks/form_page.html"


@posted
def sources_add(request: HttpRequest, check_id: int) -> HttpResponse:
    """By address; a wrong, private or known one is refused at the field before any connection is made."""
    form = AddLinkForm(request.POST, auto_id="add_%s")
    by = person(request)
    if not attempt_with(
        form, lambda: sources.add_link(check_id=check_id, url=form.cleaned_data["url"], by=by), field="url"
    ):
        return show(request, check_id, status=422, add_form=form)
    say(request, "Source added. Its page is being fetched.")
    return back(request, check_id, "sources")


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def sources_describe(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """In words, such as a phone call."""
    factcheck = evidence.check_to_edit(check_id, person(request))
    form = DescribedForm(request.POST or None)
    by = person(request)
    if attempt_with(
        form, lambda: sources.add_described(check_id=check_id, by=by, **form.cleaned_data), field="description"
    ):
        say(request, "Source added.")
        return redirect("workspace", check_id=check_id)
    context = {"check": factcheck, "form": form, "title": "Describe a source", "button": "Add the source"}
    # Who it was may be typed long before Confidential is ticked.
    return render(request, FORM_PAGE, context | {"unkept": True}, status=422 if form.is_bound else 200)


@require_safe
@in_scope
def source(request: HttpRequest, source_id: int) -> HttpResponseBase:
    """One source: facts, every attempt, kept copies, and the text with its quotations marked."""
    asked = Asked(**{name: request.GET.get(name, "") for name in ("copy", "older", "view", "looks")})
    context = evidence.page(source_id, person(request), asked) | {"polled": "asked" in request.GET}
    return render(request, "factchecks/source.html", context)


def show_source(request: HttpRequest, source_id: int, **given: QuotationForm | WaiveForm) -> HttpResponse:
    """The source's page with a form that was not accepted."""
    context = evidence.page(source_id, person(request)) | given
    return render(request, "factchecks/source.html", context, status=422)


def _save(request: HttpRequest, form: SourceForm, source_id: int) -> None:
    values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    sources.save(source_id=source_id, by=person(request), seen_version=form.seen_version, values=values)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def source_edit(request: HttpRequest, source_id: int) -> HttpResponseBase:
    """What is known of a source."""
    factcheck, row = sources.get_for_edit(source_id=source_id, by=person(request))
    form = SourceForm(request.POST or None, instance=row, initial={"version": row.version})
    try:
        if attempt_with(form, lambda: _save(request, form, source_id)):
            say(request, "The source is saved.")
            return redirect("workspace", check_id=factcheck.pk)
    except Stale:
        return stale.source(request, form, Source.objects.get(pk=source_id))
    context = {"check": factcheck, "form": form, "title": "Edit the source", "button": "Save the source"}
    status = 422 if form.is_bound else 200
    return render(request, FORM_PAGE, context | {"unkept": row.confidential or row.link_id is None}, status=status)


@posted
def source_move(request: HttpRequest, source_id: int) -> HttpResponse:
    """One place up, or down."""
    factcheck, _ = sources.get_for_edit(source_id=source_id, by=person(request))
    up = request.POST.get("to") == "up"
    sources.move(source_id=source_id, by=person(request), up=up)
    say(request, f"Moved {'up' if up else 'down'}. The numbers follow the order.")
    return back(request, factcheck.pk, f"source-{source_id}")


@posted
def source_remove(request: HttpRequest, source_id: int) -> HttpResponse:
    """Takes it off; it can be put back."""
    factcheck = sources.remove(source_id=source_id, by=person(request))
    say(request, "Source removed. It can be put back below the list.")
    return back(request, factcheck.pk, "removed", undo=source_id)


@posted
def source_put_back(request: HttpRequest, check_id: int, source_id: int) -> HttpResponse:
    """Undoes the removal."""
    reasons = attempt(lambda: sources.put_back(check_id=check_id, source_id=source_id, by=person(request)))
    if reasons:
        return show(request, check_id, status=422, refusals=reasons)
    say(request, "The source is back.")
    return back(request, check_id, f"source-{source_id}")


@require_safe
@in_scope
def copy_download(request: HttpRequest, source_id: int, snapshot_id: int) -> HttpResponseBase:
    """The bytes of a kept copy as they were received, or its WARC file (`?part=warc`): only ever as a download."""
    row = evidence.source_for(source_id, person(request))
    snapshot = get_object_or_404(Snapshot, pk=snapshot_id, link=row.link_id or 0)
    warc = request.GET.get("part") == "warc"
    sha256, ending = (snapshot.warc_sha256, "warc.gz") if warc else (snapshot.sha256, "bin")
    if not sha256:
        raise Http404("No WARC file was kept of this copy.")
    name = f"source-{row.pk}-{snapshot.fetched_at:%Y-%m-%d}.{ending}"
    return as_attachment(vault.store().open(sha256), name=name, media_type="application/octet-stream")
