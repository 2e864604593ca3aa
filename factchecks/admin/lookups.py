"""Which questions the address of an admin list may ask: about what is shown as a filter, nothing else."""

from django.contrib import admin
from django.http import HttpRequest


class ShownLookups(admin.ModelAdmin):  # type: ignore[type-arg]
    """Django lets `?password__startswith=` and `?headline__contains=` ask for any column, letter by letter."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        filters = (*self.get_list_filter(request), self.date_hierarchy)
        shown = {getattr(one, "parameter_name", one) for one in filters}
        return lookup.split("__")[0] in shown and super().lookup_allowed(lookup, value, request)
