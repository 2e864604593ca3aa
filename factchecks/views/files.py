"""Files of a check: takes them, describes them, gives them out to those who may see them."""

from pathlib import Path

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from factchecks.errors import Stale
from factchecks.forms.files import FileForm, UploadForm
from factchecks.models import Attachment
from factchecks.services import attachments, sources, vault
from factchecks.views import stale
from factchecks.views.answers import attempt, attempt_with, in_scope, posted, say, warn
from factchecks.views.download import as_attachment, as_picture
from factchecks.views.loading import check_for, person
from factchecks.views.workbench import back, show


def _attach(request: HttpRequest, check_id: int, form: UploadForm) -> None:
    file: TemporaryUploadedFile = form.cleaned_data["file"]
    path = Path(file.temporary_file_path())
    made = attachments.attach(check_id=check_id, path=path, name=file.name or "file", by=person(request))
    say(request, "The file is kept.")
    warn(request, made.warnings)


@posted
def files_upload(request: HttpRequest, check_id: int) -> HttpResponse:
    """Takes one file; a wrong, damaged or too large one is refused at the field before it is kept."""
    check_for(request, check_id)
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    form = UploadForm(request.POST, request.FILES, auto_id="upload_%s", sent_bytes=sent)
    if not attempt_with(form, lambda: _attach(request, check_id, form), field="file"):
        return show(request, check_id, status=422, upload_form=form, tab="files")
    return back(request, check_id, "files", tab="files")


@require_safe
@in_scope
def file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """The file as it was sent, only ever as a download."""
    row = attachments.get_visible(attachment_id=file_id, by=person(request))
    return as_attachment(vault.store().open(row.sha256), name=row.name, media_type=row.media_type)


@require_safe
@in_scope
def file_picture(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """The picture as we painted it anew, for showing in a page, or with `?small` in a list; other files have none."""
    row = attachments.get_visible(attachment_id=file_id, by=person(request))
    if not row.published_sha256:
        raise Http404("This file is not a picture.")
    sha256 = (row.thumbnail_sha256 if "small" in request.GET else "") or row.published_sha256
    return as_picture(vault.store().open(sha256), extension=row.published_extension)


def _save(request: HttpRequest, form: FileForm, file_id: int) -> None:
    values = dict(form.cleaned_data)
    seen = values.pop("version")
    attachments.save(attachment_id=file_id, by=person(request), seen_version=seen, values=values)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def file_edit(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """Caption, credit, alternative text, rights, and whether readers see it."""
    factcheck, row = attachments.get_for_edit(attachment_id=file_id, by=person(request))
    form = FileForm(request.POST or None, instance=row, initial={"version": row.version})
    try:
        if attempt_with(form, lambda: _save(request, form, file_id)):
            say(request, "The file is saved.")
            return redirect(reverse("workspace", args=[factcheck.pk]) + "#files")
    except Stale:
        return stale.file(request, form, Attachment.objects.get(pk=file_id))
    context = {"check": factcheck, "form": form, "title": f"Describe {row.name}", "button": "Save the file"}
    status = 422 if form.is_bound else 200
    return render(request, "factchecks/form_page.html", context | {"picture": row}, status=status)


@posted
def file_remove(request: HttpRequest, file_id: int) -> HttpResponse:
    """Takes a file off the check; refused while a source rests on it."""
    factcheck, _ = attachments.get_for_edit(attachment_id=file_id, by=person(request))
    reasons = attempt(lambda: attachments.remove(attachment_id=file_id, by=person(request)))
    if reasons:
        return show(request, factcheck.pk, status=422, refusals=reasons, tab="files")
    say(request, "The file is removed.")
    return back(request, factcheck.pk, "files", tab="files")


@posted
def file_as_source(request: HttpRequest, file_id: int) -> HttpResponse:
    """Makes the file a source, so that it can be cited and quoted."""
    factcheck, row = attachments.get_for_edit(attachment_id=file_id, by=person(request))
    reasons = attempt(lambda: sources.add_file(check_id=factcheck.pk, attachment=row, by=person(request)))
    if reasons:
        return show(request, factcheck.pk, status=422, refusals=reasons, tab="files")
    say(request, "The file is a source now.")
    return back(request, factcheck.pk, "sources")
