"""allauth's tables of providers and links are not edited by hand: the settings name the provider, sign-in makes the
links, and forgetting one is an action on the person, with its event."""

# Registers them; afterwards Django's own search for admin modules finds them looked at.
import allauth.socialaccount.admin  # noqa: F401
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin

admin.site.unregister((SocialApp, SocialAccount, SocialToken))
