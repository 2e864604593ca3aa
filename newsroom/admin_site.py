"""The Django admin with our name, our look, our grouping, and allauth's sign-in."""

from dataclasses import dataclass
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.template.response import TemplateResponse
from django.urls import reverse

from factchecks.models import health


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the index: its models by class name, with what they are called here."""

    label: str
    name: str
    models: dict[str, str]


PARTS = (
    Part(
        label="people",
        name="People and desks",
        models={"User": "People", "Desk": "Desks", "Group": "Roles", "FactCheck": "Checks and exceptions"},
    ),
    Part(
        label="rules",
        name="Rules of the house",
        models={
            "Verdict": "Verdicts",
            "VerdictScale": "Verdict scale",
            "Topic": "Topics",
            "Claimant": "Claimants",
            "SiteSettings": "Site settings",
            "SitePage": "Site pages",
        },
    ),
    Part(
        label="health",
        name="Health",
        models={"Job": "Jobs", "Link": "Links", "Event": "Audit log", "Anchor": "Anchors of the log"},
    ),
)
# Applications whose tables have pages here.
OURS = ("factchecks", "auth")
# What the index counts; whoever may not open these lists is not told their numbers.
COUNTED = ("factchecks.view_user", "factchecks.view_job", "factchecks.view_link")


class NewsroomAdminSite(admin.AdminSite):
    """The admin site of people, desks, scales and settings."""

    site_header = "Newsroom admin"
    site_title = "Newsroom admin"
    index_title = "Administration"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.login = secure_admin_login(self.login)  # type: ignore[method-assign]

    def register(self, model_or_iterable: Any, *given: Any, **options: Any) -> None:
        """Leaves out what packages would add: their pages change how people get in, past the rules and the ledger."""
        models: list[Any] = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        ours = [model for model in models if model._meta.app_label in OURS]
        if ours:
            super().register(ours, *given, **options)

    def get_app_list(self, request: Any, app_label: str | None = None) -> list[Any]:
        """The parts of the house with what the person may see of each; what no part names comes last."""
        shown = [model for app in super().get_app_list(request) for model in app["models"]]
        parts = [_dressed(part, shown) for part in PARTS]
        named = {name for part in PARTS for name in part.models}
        rest = [model for model in shown if model["object_name"] not in named]
        return [part for part in (*parts, _part("other", "Other", rest)) if part["models"]]

    def index(self, request: Any, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The index, with the numbers above it."""
        numbers = health.look() if request.user.has_perms(COUNTED) else None
        return super().index(request, {"health": numbers, **(extra_context or {})})

    def logout(self, request: Any, extra_context: dict[str, Any] | None = None) -> Any:
        """Signs out. The admin's pages carry no script of ours that would wipe what is kept on the device."""
        response = super().logout(request, extra_context)
        response.headers["Clear-Site-Data"] = '"storage"'
        return response

    def app_index(self, request: Any, app_label: str, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The index too: nothing here is sorted by application."""
        return self.index(request, extra_context)


def _part(label: str, name: str, models: list[Any]) -> dict[str, Any]:
    """A part as Django's templates expect an application."""
    return {"app_label": label, "name": name, "app_url": reverse("admin:index"), "models": models}


def _dressed(part: Part, shown: list[Any]) -> dict[str, Any]:
    by_name = {model["object_name"]: model for model in shown}
    found = [{**by_name[one], "name": called} for one, called in part.models.items() if one in by_name]
    return _part(part.label, part.name, found)
