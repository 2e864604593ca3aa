"""What is written to the terminal when something breaks: the traceback, never the values that were in it."""

import logging
import logging.config
import sys

import pytest

from newsroom.logs import SHARED, logging_config

SECRET = "a long enough pass phrase"


def broken(password):
    """Fails with something in its hands."""
    raise ValueError(len(password))


@pytest.mark.parametrize("json_lines", [False, True], ids=["terminal", "json"])
def test_a_traceback_tells_no_values(json_lines, capsys, monkeypatch):
    config = logging_config(json_lines=json_lines)["formatters"]["line"]
    formatter = config["()"](processor=config["processor"], foreign_pre_chain=config["foreign_pre_chain"])
    try:
        broken(SECRET)
    except ValueError:
        record = logging.LogRecord("newsroom", logging.ERROR, __file__, 1, "It broke", (), sys.exc_info())
    line = formatter.format(record)
    assert "It broke" in line
    assert SECRET not in line


@pytest.mark.parametrize("json_lines", [False, True], ids=["terminal", "json"])
def test_the_token_of_a_preview_is_not_in_the_log(json_lines):
    config = logging_config(json_lines=json_lines)["formatters"]["line"]
    formatter = config["()"](processor=config["processor"], foreign_pre_chain=config["foreign_pre_chain"])
    token, path = "kR3_x-" * 7, "/preview/%s/media/a.jpg"
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, f"Gone: {path}", (token,), None)
    assert token not in formatter.format(record)
    assert "/preview/.../media/a.jpg" in formatter.format(record)
    told = {"event": "request_finished", "request": f"POST {path % token}", "code": 405}
    for processor in SHARED:
        told = processor(logging.getLogger("x"), "warning", told)
    assert told["request"] == "POST /preview/.../media/a.jpg"


def test_what_the_identity_provider_sends_along_is_not_in_the_log():
    told = {"event": "request_finished", "request": "GET /accounts/oidc/callback/?code=SplxlOBeZQQYbYS6WxSbIA&state=af"}
    for processor in SHARED:
        told = processor(logging.getLogger("x"), "warning", told)
    assert told["request"] == "GET /accounts/oidc/callback/?..."
