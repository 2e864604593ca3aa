"""What every page of the staff side is given: the names in the bar and the newsroom's name."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Values for `base.html`; no query."""
    return {
        "newsroom_name": "The Newsroom",
        "demo": settings.DEMO,
        "provider_name": settings.OIDC_NAME,
        "passwords": not settings.OIDC_ONLY,
    }
