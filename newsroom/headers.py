"""What every answer says about itself, whoever made it: a page, a file, a redirect, an error of any layer."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

# Nothing here needs what a browser guards; scripts of ours copy to the clipboard and share, passkeys sign in.
_OFF = (
    "accelerometer",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
FRAMED_BY_NOBODY = "frame-ancestors 'none'"
# The policy of what has none of its own: files, and what was refused before the page's policy was reached.
NOTHING = f"default-src 'none'; base-uri 'none'; form-action 'none'; {FRAMED_BY_NOBODY}"
ALWAYS = {
    "Content-Security-Policy": NOTHING,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _OFF),
}
# A page fetches dozens of them, and nothing runs in a style sheet or a font: as little as says it.
OF_A_FILE = ALWAYS | {
    "Content-Security-Policy": f"default-src 'none'; {FRAMED_BY_NOBODY}",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# What is below these is for one person: no cache on the way keeps it, and no way back shows it after signing out.
PRIVATE = ("/newsroom/", "/admin/", "/accounts/")


class SafeHeaders:
    """The first of the middleware, so that no answer is without its headers. What a view says itself stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        known = OF_A_FILE if request.path.startswith(settings.STATIC_URL) else ALWAYS
        for name, value in known.items():
            response.headers.setdefault(name, value)
        policy = response.headers["Content-Security-Policy"]
        if "frame-ancestors" not in policy:
            response.headers["Content-Security-Policy"] = f"{policy}; {FRAMED_BY_NOBODY}"
        if request.path.startswith(PRIVATE) and "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-store"
        return response
