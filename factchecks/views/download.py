"""Bytes that somebody else made, given out: as a download, or, for our own re-encoded pictures alone, inline."""

from io import BufferedReader

from django.http import FileResponse

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


def as_attachment(file: BufferedReader, *, name: str, media_type: str) -> FileResponse:
    """A download; a type outside the allow-list goes out as bytes."""
    content_type = media_type if media_type in GIVEN_OUT else OPAQUE
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type, headers=HEADERS)


def as_picture(file: BufferedReader, *, extension: str) -> FileResponse:
    """A picture that we painted anew, shown inside a page. Raises KeyError for any other extension."""
    response = FileResponse(file, content_type=PICTURES[extension], headers=HEADERS)
    # Without the name under which the store keeps it.
    response.headers["Content-Disposition"] = "inline"
    return response
