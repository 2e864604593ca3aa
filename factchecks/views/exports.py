"""The evidence of a check as one ZIP that anybody can verify offline."""

from django.http import FileResponse, HttpRequest, HttpResponseBase

from factchecks.services import evidence
from factchecks.sure import sure
from factchecks.views.answers import posted
from factchecks.views.download import HEADERS
from factchecks.views.loading import person


@posted
@sure
def export(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """POST, for who may write or review the check; the download is an event of the check."""
    made = evidence.export(check_id=check_id, by=person(request))
    return FileResponse(
        made.file, as_attachment=True, filename=made.name, content_type="application/zip", headers=HEADERS
    )
