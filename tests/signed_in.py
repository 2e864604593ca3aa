"""A browser in which somebody has just given their password, without the time that checking it takes."""

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as METHODS
from django.test import Client
from django.urls import reverse

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(client: Client, user, *, ago: float = 0, method: str = "password") -> Client:
    """Signs the person in, as of `ago` seconds before now."""
    client.force_login(user, backend=BACKEND)
    session = client.session
    session[METHODS] = [{"method": method, "at": time.time() - ago, "reauthenticated": True}]
    session[f"{METHODS}_user"] = str(user.pk)
    session.save()
    return client


def by_the_door(user, password: str) -> Client:
    """Signed in on the sign-in page, as people are."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": password})
    return client
