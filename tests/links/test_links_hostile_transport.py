"""Slow, silent, broken and lying connections, and headers against the rules: a verdict, in bounded time."""

import pytest

from factchecks.links.classify import classify
from tests.links.hostile.table import rows

ROWS = """
silence               /silence               timeout    7-transport      total=0.3
drip                  /drip                  timeout    7-transport      total=0.3
drip-in-the-head      /drip-head             timeout    7-transport      total=0.3
drip-on-an-error      /drip-error            not_found  5-not-found      total=0.3
hang-up               /hang-up               protocol   7-transport
reset-in-the-body     /reset-body            protocol   7-transport
half-a-page           /half                  protocol   7-transport
half-an-error         /half?404              not_found  5-not-found
half-a-wall           /half?403              blocked    3-forbidden
mail-server           /garbage               protocol   7-transport
http-2                /http2                 protocol   7-transport
http-0.9              /http09                protocol   7-transport
http-1.0              /http10                ok         17-ok
http-3                /http30                protocol   7-transport
binary                /binary                protocol   7-transport
zero-bytes            /nothing-but-nul       protocol   7-transport
only-newlines         /only-newlines         protocol   7-transport
bare-newlines         /lines-without-return  ok         17-ok
more-than-said        /more-than-said        protocol   7-transport
second-answer         /second-answer         protocol   7-transport
chunked               /chunked               ok         17-ok
chunked-half          /chunked-half          protocol   7-transport
chunked-nonsense      /chunked-nonsense      protocol   7-transport
chunked-huge          /chunked-huge          protocol   7-transport
chunked-negative      /chunked-negative      protocol   7-transport
chunked-extension     /chunked-extension     ok         17-ok
endless-extension     /endless-extension     timeout    7-transport      total=0.3
chunked-trailers      /chunked-trailers      protocol   7-transport
many-headers          /many-headers          protocol   7-transport
endless-headers       /endless-headers       protocol   7-transport      total=0.9
endless-header        /endless-header        protocol   7-transport
long-header           /long-header           protocol   7-transport
long-header-name      /long-name             protocol   7-transport
no-colon              /no-colon              protocol   7-transport
space-before-colon    /space-before-colon    protocol   7-transport
nul-in-a-header       /nul-in-header         protocol   7-transport
empty-header-name     /empty-name            protocol   7-transport
folded-header         /folded                ok         17-ok
bytes-in-a-header     /bytes-in-header       ok         17-ok
two-lengths           /two-lengths           protocol   7-transport
the-same-length-twice /same-length-twice     protocol   7-transport
length-and-chunked    /length-and-chunked    protocol   7-transport
negative-length       /negative-length       protocol   7-transport
length-in-words       /word-length           protocol   7-transport
huge-length           /huge-length           protocol   7-transport
unknown-transfer      /unknown-transfer      ok         17-ok
no-content-type       /no-type               ok         17-ok
odd-content-type      /odd-type              ok         17-ok
two-content-types     /two-types             ok         17-ok
bad-cookie            /bad-cookie            ok         17-ok
bad-date              /bad-date              ok         17-ok
"""


@pytest.mark.parametrize("row", rows(ROWS))
def test_a_connection_ends_in_its_verdict(get, row):
    attempt = get(row.path, **row.options)
    observation = classify(attempt)
    assert (observation.verdict, observation.rule) == (row.verdict, row.rule)
    assert attempt.elapsed_ms < 4000


def test_a_reset_before_the_answer_is_temporary(get):
    observation = classify(get("/reset"))
    assert observation.verdict in ("connect", "protocol")
    assert observation.rule == "7-transport"


def test_a_fresh_connection_that_breaks_off_is_not_asked_twice(get, web):
    before = len(web.asked("/hang-up"))
    get("/hang-up")
    assert len(web.asked("/hang-up")) == before + 1
