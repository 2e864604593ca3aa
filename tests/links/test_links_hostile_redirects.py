"""Redirects of every kind: followed where they may be, told where they may not, never followed without end."""

import pytest

from factchecks.links.classify import classify
from tests.links.hostile.table import rows

ROWS = """
permanent-301         /hops/301/1                       moved_permanently  17-moved
permanent-308         /hops/308/1                       moved_permanently  17-moved
found-302             /hops/302/1                       redirected         17-redirected
see-other-303         /hops/303/1                       redirected         17-redirected
temporary-307         /hops/307/1                       redirected         17-redirected
ten-hops              /hops/302/10                      redirected         17-redirected
eleven-hops           /hops/302/11                      redirect_loop      10-redirect-loop
twenty-five-hops      /hops/301/25                      redirect_loop      10-redirect-loop
never-the-same        /deeper/                          redirect_loop      10-redirect-loop
circle                /circle                           redirect_loop      10-redirect-loop
to-itself             /self                             redirect_loop      10-redirect-loop
cookie-gate           /cookie-gate                      ok                 17-ok
two-cookies           /cookie-twice                     ok                 17-ok
another-cookie-always /cookie-counter                   redirect_loop      10-redirect-loop
the-same-cookie       /cookie-refused                   redirect_loop      10-redirect-loop
cookie-flood          /cookie-flood                     protocol           7-transport
endless-own-body      /endless-redirect                 redirected         17-redirected
no-location-301       /status/301                       unclear            11-no-location
no-location-302       /status/302                       unclear            11-no-location
no-location-303       /status/303                       unclear            11-no-location
no-location-307       /status/307                       unclear            11-no-location
no-location-308       /status/308                       unclear            11-no-location
empty-location        /to/302?                          unclear            11-no-location
blank-location        /raw-to/302?%20%20                unclear            11-no-location
relative              /to/302?../page                   redirected         17-redirected
up-and-down           /to/302?../../page/x              redirected         17-redirected
only-a-query          /query-only                       redirect_loop      10-redirect-loop
only-a-fragment       /fragment-only                    redirect_loop      10-redirect-loop
latin-1-bytes         /raw-to/302?/page/caf%E9          redirected         17-redirected
utf-8-bytes           /raw-to/302?/page/caf%C3%A9       redirected         17-redirected
space-inside          /raw-to/302?/page/a%20b           redirected         17-redirected
tab-inside            /raw-to/302?/page/a%09b           redirected         17-redirected
to-9000-letters       /long-location                    protocol           7-transport
to-a-missing-page     /to/301?/nowhere                  not_found          5-not-found
to-a-fault            /to/302?/status/500               server_error       7-server-error
to-ftp                /to/302?ftp://harbourmouth.example/      unsafe      1-unsafe
to-a-file             /to/302?file:///etc/passwd               protocol    7-transport
to-a-script           /to/302?javascript:alert(1)              protocol    7-transport
to-data               /to/302?data:text/html,hello             protocol    7-transport
to-gopher             /to/302?gopher://harbourmouth.example/   unsafe      1-unsafe
to-a-private-network  /to/302?http://10.0.0.1/                 unsafe      1-unsafe
to-cloud-metadata     /to/302?http://169.254.169.254/latest/   unsafe      1-unsafe
to-metadata-by-v6     /to/302?http://[fd00:ec2::254]/          unsafe      1-unsafe
to-a-number           /to/302?http://3232235521/               unsafe      1-unsafe
to-hexadecimal        /to/302?http://0xa.1/                    unsafe      1-unsafe
to-full-width-digits  /raw-to/302?http://%EF%BC%91%EF%BC%90.0.0.1/  unsafe  1-unsafe
to-nat64              /to/302?http://[64:ff9b::a00:1]/         unsafe      1-unsafe
to-a-local-name       /to/302?http://db.example.onion/         unsafe      1-unsafe
to-a-login-in-the-url /to/302?http://rita:secret@127.0.0.1/    unsafe      1-unsafe
to-a-mail-port        /to/302?http://harbourmouth.example:25/  unsafe      1-unsafe
to-a-bad-port         /to/302?http://harbourmouth.example:99999/  protocol  7-transport
to-no-host            /to/302?http:///page                     redirected  17-redirected
to-a-broken-literal   /to/302?http://[bad/                     protocol    7-transport
to-an-empty-label     /to/302?http://a..b/                     protocol    7-transport
to-backslashes        /to/302?http:\\\\10.0.0.1\\              protocol    7-transport
two-locations         /two-locations                    redirected         17-redirected
location-on-a-page    /location-on-ok                   ok                 17-ok
location-on-a-404     /location-on-missing              not_found          5-not-found
meta-refresh          /meta-refresh                     ok                 17-ok
refresh-header        /refresh-header                   ok                 17-ok
"""


@pytest.mark.parametrize("row", rows(ROWS))
def test_a_redirect_ends_in_its_verdict(get, row):
    observation = classify(get(row.path, **row.options))
    assert (observation.verdict, observation.rule) == (row.verdict, row.rule)
    assert observation.detail or observation.verdict in ("ok", "empty")


def test_every_answer_on_the_way_is_kept_as_it_came(get, web):
    attempt = get("/set-and-go?/hops/301/1")
    assert [exchange.status for exchange in attempt.exchanges] == [302, 301, 200]
    assert [exchange.peer for exchange in attempt.exchanges] == ["127.0.0.1"] * 3
    first, second, last = attempt.exchanges
    assert (first.reason, first.version, first.body, first.truncated) == ("Word", "1.1", b"", True)
    assert ("set-cookie", "desk=harbour; Path=/") in first.headers
    assert ("Cookie", "desk=harbour") in second.request_headers
    assert (last.url, last.body, last.truncated) == (web.url("/hops/301/0"), attempt.raw, False)
