"""Production: refuses to start without a key, an https address and named hosts."""

from django.core.exceptions import ImproperlyConfigured

from newsroom.env import env
from newsroom.settings.base import *  # noqa: F403
from newsroom.settings.base import ALLOWED_HOSTS, HTTPS, SILENCED_SYSTEM_CHECKS

DEBUG = False
# The proxy that ends https names who asks: otherwise everybody would share one count of wrong passwords and letters.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
if not env.str("SECRET_KEY", default=""):
    raise ImproperlyConfigured("Set SECRET_KEY: production does not make its own key.")
if not HTTPS:
    raise ImproperlyConfigured("Set SITE_URL to the https address that people use.")
if any(host in ("*", ".") for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("Name the hosts in ALLOWED_HOSTS: with * links could be made to name any.")
# HSTS_SUBDOMAINS and HSTS_PRELOAD are decided, one way or the other (base.py).
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
REQUIRE_SECOND_FACTOR = env.bool("NEWSROOM_REQUIRE_SECOND_FACTOR", default=True)
