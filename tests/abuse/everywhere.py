"""Every address there is, filled in: ours by the hand-written table, and those of the admin site and of accounts."""

import re

from django.apps import apps
from django.urls import get_resolver

from factchecks.services import people
from tests.abuse.tally import LONG
from tests.access import ACCESS
from tests.pages.test_access import INSIDE, TOKEN, filled, make_open, make_published, parts
from tests.test_architecture import addresses

# Written as regular expressions by those who made them.
ODD = {
    "accounts/^confirm-email/(?P<key>[-:\\w]+)/$": "/accounts/confirm-email/wrong:key/",
    "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "/accounts/password/reset/key/1-wrong/",
    "accounts/^(?:3rdparty|social)/": "/accounts/3rdparty/",
    "admin/(?P<url>.*)$": "/admin/nothing/of/the/kind/",
    "admin/^(?P<app_label>factchecks|auth)/$": "/admin/factchecks/",
}
NOT_OURS = ("admin/", "accounts/")
ROLES = ("nobody", "rita", "ed", "ada")


def _first_of(path):
    """The key of a row of the model that the address of the admin site names."""
    app, model = path.split("/")[1:3]
    return apps.get_model(app, model).objects.values_list("pk", flat=True).order_by("pk").first() or 1


def _theirs(path, known):
    """An address of the admin site or of accounts with its parts in their places."""
    if "<path:object_id>" in path:
        key = 1 if "content_type" in path else _first_of(path)
        path = path.replace("<path:content_type_id>", "1").replace("<path:object_id>", str(key))
    return "/" + re.sub(r"<\w+:(\w+)>", lambda part: str(known.get(part[1], 1)), path)


def everywhere(cast, folder):
    """Addresses by their pattern. Inside: a check in research; for readers: one that is published."""
    people.set_up_groups()
    inner, outer = parts(make_open(cast, folder)), parts(make_published(cast, folder))
    found = filled(inner, [*INSIDE, *TOKEN])
    found |= filled(outer, [one for one in ACCESS if one not in found])
    for one in addresses(get_resolver().url_patterns):
        # A route by a regular expression may begin with a sign that is no part of the address.
        if one.startswith(NOT_OURS):
            found[one] = ODD.get(one) or _theirs(one, inner)
    return found


def some(addresses, step):
    """All of them in the long form; in the short one every so many, as (place, (pattern, path))."""
    found = [*enumerate(sorted(addresses.items()))]
    return found if LONG else found[::step]


def shared_out(addresses, clients):
    """Which address is asked by whom: by everybody in the long form, else by one after the other."""
    names = [*clients]
    for place, (pattern, path) in some(addresses, 5):
        for name in names if LONG else [names[place % len(names)]]:
            yield pattern, path, name


def shut(answer):
    """Reads what an answer streams, which closes its file."""
    if answer.streaming:
        answer.getvalue()
