"""Bytes that somebody else made, given out: as a download, or, for our own re-encoded pictures alone, inline."""

from io import BufferedReader
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from factchecks.files.kinds import KINDS

OPAQUE = "application/octet-stream"
GIVEN_OUT = frozenset(kind.media_type for kind in KINDS.values())
PICTURES = {"jpg": "image/jpeg", "png": "image/png"}
# trust.md, "Uploads".
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def _given_out(file: BufferedReader, response: FileResponse) -> HttpResponseBase:
    """The response itself, or, where a web server in front reads the store, one that tells it which file to send."""
    if not settings.X_ACCEL_PREFIX:
        return response
    place = Path(file.name).relative_to(settings.FILES_DIR)
    file.close()
    told = {"X-Accel-Redirect": f"{settings.X_ACCEL_PREFIX.rstrip('/')}/{place}"}
    kept = {name: value for name, value in response.headers.items() if name != "Content-Length"}
    return HttpResponse(headers=kept | told)


def as_attachment(file: BufferedReader, *, name: str, media_type: str) -> HttpResponseBase:
    """A download; a type outside the allow-list goes out as bytes."""
    content_type = media_type if media_type in GIVEN_OUT else OPAQUE
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type, headers=HEADERS)
    return _given_out(file, response)


def as_picture(file: BufferedReader, *, extension: str) -> HttpResponseBase:
    """A picture that we painted anew, shown inside a page. Raises KeyError for any other extension."""
    response = FileResponse(file, content_type=PICTURES[extension], headers=HEADERS)
    # Without the name under which the store keeps it.
    response.headers["Content-Disposition"] = "inline"
    return _given_out(file, response)
