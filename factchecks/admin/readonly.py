"""The base of what admins may look at and nobody may change here, not even a superuser."""

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

from factchecks.admin.lookups import ShownLookups


class ReadOnlyAdmin(ShownLookups):
    """No adding, no changing, no deleting; the rows can be read. There is no history of changes either."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        raise Http404("Nothing is changed here, so there is no history of it.")
