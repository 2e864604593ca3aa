"""System checks on the tables of rules and on what an operator wrote: a contradiction stops the start."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from factchecks.policy import RELATION_RIGHTS
from factchecks.states import Action, Relation
from factchecks.workflow import TABLE


@register("factchecks")
def workflow_is_complete(**_: Any) -> list[CheckMessage]:
    """Every action has a row, every relation but the admin a right, and no guard code stands for two things."""
    problems: list[CheckMessage] = [
        Error(f"The action {action} has no row in the table.", id="factchecks.E001")
        for action in Action
        if action not in TABLE
    ]
    problems += [
        Error(f"The relation {relation} needs a right.", id="factchecks.E002")
        for relation in Relation
        if relation not in RELATION_RIGHTS and relation is not Relation.ADMIN
    ]
    guards = {guard for row in TABLE.values() for guard in row.guards}
    codes = [guard.code for guard in guards]
    problems += [
        Error(f"Two guards share the code {code}.", id="factchecks.E003")
        for code in sorted(set(codes))
        if codes.count(code) > 1
    ]
    return problems


@register("factchecks")
def hub_is_an_address(**_: Any) -> list[CheckMessage]:
    """The hub of the feeds, where one is named, is an address on the web."""
    if not settings.WEBSUB_HUB or re.fullmatch(r"https?://[^\s<>]+", settings.WEBSUB_HUB):
        return []
    return [Error("WEBSUB_HUB must be the address of a hub, such as https://hub.example/.", id="factchecks.E004")]


@register("factchecks")
def scanner_is_an_address(**_: Any) -> list[CheckMessage]:
    """The virus scanner, where one is named, is a host and a port: without it every upload would fail."""
    if not settings.CLAMAV_ADDRESS or re.fullmatch(r"[^\s/@]+:\d{1,5}", settings.CLAMAV_ADDRESS):
        return []
    return [Error("CLAMAV_ADDRESS must be host:port, such as 127.0.0.1:3310.", id="factchecks.E005")]
