"""Every address of ours that can be opened, as each of those opens it to whom it shows most."""

from urllib.parse import quote

from django.contrib import admin
from django.urls import reverse

from factchecks.models import User
from tests.abuse.tally import LONG
from tests.access import ACCESS
from tests.pages.test_access import filled

# Answers that are no page: bytes, and what only a script reads. They are asked for, and must not be HTML.
BYTES = (
    "media/",
    ".png",
    "/picture/",
    "copies/<int:snapshot_id>/",
    "newsroom/files/<int:file_id>/",
    "favicon",
    ".jsonl",
)
# What else a page can be asked.
MORE = {
    "newsroom/": ("?show=all",),
    "newsroom/post/": ("?tab=reports", "?state=declined"),
    "newsroom/links/": ("?show=all",),
    "newsroom/sources/<int:source_id>/": ("?view=text", "?view=compare"),
    "newsroom/checks/<int:check_id>/review/": ("?show=changes", "?show=diff"),
    "newsroom/checks/<int:check_id>/history/compare/": ("?from=1&to=now",),
    "newsroom/checks/<int:check_id>/": ("?threads=resolved",),
}
# What differs most from check to check.
CHECK = "newsroom/checks/<int:check_id>/"
NEAR = {
    *(f"{CHECK}{one}" for one in ("", "review/", "preview/", "history/compare/", "still-true/", "repeats/")),
    "newsroom/alerts/<int:alert_id>/",
    "newsroom/sources/<int:source_id>/",
}
# Words in an address: {} is what was typed.
SEARCHES = (
    "search/?q={}",
    "?q={}",
    "newsroom/checks/?q={}",
    "newsroom/post/?q={}",
    "newsroom/links/?q={}",
    "newsroom/evidence/?q={}",
    "newsroom/checks/new/?text={}",
    "newsroom/checks/new/similar/?text={}",
    "newsroom/checks/?state={}&desk={}",
    "claimants/?q={}",
    "checks/{}/",
    "no/such/{}",
    "newsroom/no/such/{}",
    "accounts/login/?next={}",
    "admin/factchecks/user/?q={}",
    "admin/factchecks/event/?q={}",
    "admin/factchecks/link/?q={}",
    "admin/factchecks/job/?q={}",
)
ACCOUNTS = (
    "account_login", "account_reset_password", "account_change_password", "account_logout", "account_reauthenticate",
    "mfa_index", "mfa_activate_totp", "usersessions_list", "mfa_list_webauthn", "mfa_reauthenticate",
)  # fmt: skip


def is_bytes(pattern: str) -> bool:
    """Whether the answer is no page."""
    return any(part in pattern for part in BYTES)


def pages(places: dict[str, object], *, near: bool = False) -> dict[str, str]:
    """Addresses of the table that open something, by pattern, with these parts of addresses in their places.

    `near`: of those inside only what differs most from check to check, unless everything is tried.
    """
    opening = [one for one, rule in ACCESS.items() if "post" not in rule and not is_bytes(one)]
    patterns = [one for one in opening if LONG or not near or not one.startswith("newsroom/") or one in NEAR]
    found = filled(places, patterns)
    more = {f"{one}{asked}": found[one] + asked for one, several in MORE.items() for asked in several if one in found}
    return found | more


def searches(text: str) -> list[str]:
    """Addresses with words that somebody typed into them."""
    return ["/" + one.replace("{}", quote(text, safe="")) for one in SEARCHES]


def admin_pages(person: User) -> list[str]:
    """The index, and of every model its list, the form of a new row and the pages of the newest, for that person."""
    found = [reverse("admin:index"), reverse("admin:app_list", args=["factchecks"])]
    for model in admin.site._registry:
        if not person.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{name}_changelist")] + [reverse(f"{name}_add")] * LONG
        row = model._base_manager.order_by("-pk").first()
        if row:
            found += [
                reverse(f"{name}_{what}", args=[row.pk])
                for what in (("change", "history", "delete") if LONG else ("change", "history"))
            ]
    return found


def accounts() -> list[str]:
    """Pages of signing in and of what secures an account."""
    return [reverse(one) for one in ACCOUNTS]


def who_for(address: str, pattern: str = "") -> str:
    """Who is shown most at the address."""
    if address.startswith("/admin"):
        return "ada"
    inside = address.startswith(("/newsroom", "/accounts"))
    return ("ed" if ACCESS.get(pattern) == "editors" or "post" in address else "rita") if inside else ""
