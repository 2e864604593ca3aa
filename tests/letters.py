"""Letters of readers for the tests: sent through the forms as people do, who need a while to fill them."""

from datetime import timedelta

import time_machine
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

SUGGEST = "/suggest-a-claim/"
SAID = "Half of all buses are electric now."
WRONG = "The second paragraph says 54 stops; the register lists 55."


def opened(path, client, ago=timedelta(minutes=1)):
    """What the form carries when the page was opened so long ago."""
    with time_machine.travel(timezone.now() - ago, tick=False):
        page = LexborHTMLParser(client.get(path).text)
    return {"opened": page.css_first("[name=opened]").attributes["value"]}


def send(path=SUGGEST, client=None, ago=timedelta(minutes=1), **typed):
    """Opens the form, fills it, sends it."""
    client = client or Client()
    return client.post(path, {"text": SAID} | opened(path, client, ago) | typed)


def report_of(check):
    """The address of the form about a check."""
    return f"/checks/{check.slug}/report/"
