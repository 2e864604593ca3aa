"""Status games: every code ends in a verdict with a rule, whatever the server means by it."""

import pytest

from factchecks.links.classify import classify
from tests.links.hostile.table import rows

CODES = """
ok                       /status/200                ok            17-ok
created                  /status/201                ok            17-ok
accepted                 /status/202                ok            17-ok
second-hand              /status/203                ok            17-ok
no-content               /status/204                empty         18-empty
reset-content            /status/205                empty         18-empty
part-of-it               /status/206                ok            17-ok
unknown-success          /status/299                ok            17-ok
choices                  /status/300                unclear       11-no-location
use-proxy                /status/305                unclear       11-no-location
reserved-306             /status/306                unclear       11-no-location
unknown-redirect         /status/399                unclear       11-no-location
bad-request              /status/400                unclear       9-client-error
login                    /status/401                blocked       3-login
payment                  /status/402                paywall       9-payment
forbidden                /status/403                blocked       3-forbidden
not-found                /status/404                not_found     5-not-found
method                   /status/405                unclear       9-client-error
not-acceptable           /status/406                blocked       3-forbidden
proxy-login              /status/407                unclear       9-client-error
request-timeout          /status/408                timeout       9-try-again
conflict                 /status/409                unclear       9-client-error
gone                     /status/410                gone          5-gone
teapot                   /status/418                unclear       9-client-error
misdirected              /status/421                protocol      9-try-again
too-early                /status/425                protocol      9-try-again
upgrade                  /status/426                unclear       9-client-error
too-many                 /status/429                rate_limited  4-rate-limited
headers-too-large        /status/431                unclear       9-client-error
nginx-444                /status/444                unclear       9-client-error
legal                    /status/451                blocked       3-legal
closed-499               /status/499                unclear       9-client-error
fault                    /status/500                server_error  7-server-error
not-implemented          /status/501                server_error  7-server-error
bad-gateway              /status/502                server_error  7-server-error
unavailable              /status/503                server_error  7-server-error
gateway-timeout          /status/504                server_error  7-server-error
network-login            /status/511                server_error  7-server-error
cdn-520                  /status/520                server_error  7-server-error
cdn-530                  /status/530                server_error  7-server-error
cdn-599                  /status/599                server_error  7-server-error
beyond-599               /status/600                unclear       9-client-error
beyond-799               /status/799                unclear       9-client-error
no-robots-999            /status/999                blocked       3-forbidden
early-hints              /early-hints               ok            17-ok
endless-hints            /endless-hints             timeout       7-transport       total=0.3
switching                /switching                 unclear       11-no-location    total=0.3
no-reason                /no-reason                 ok            17-ok
long-reason              /long-reason               not_found     5-not-found
four-digits              /four-digits               protocol      7-transport
two-digits               /two-digits                protocol      7-transport
word-for-status          /word-status               protocol      7-transport
negative-status          /minus-status              protocol      7-transport
unasked-304              /status/304                unclear       11-no-location
empty-200                /packed/nothing            empty         18-empty
soft-wall-200            /challenge?200             blocked       3-challenge
soft-wall-202            /challenge?202             blocked       3-challenge
soft-wall-429            /challenge?429             blocked       3-challenge
soft-wall-503            /challenge?503             blocked       3-challenge
wall-by-cdn-header       /walled?503&cf_mitigated=challenge       blocked       3-challenge
wall-by-datadome         /walled?200&x_datadome=protected         blocked       3-challenge
wall-by-waf              /walled?202&x_amzn_waf_action=challenge  blocked       3-challenge
cdn-header-proves-naught /walled?404&server=cloudflare            not_found     5-not-found
cdn-header-on-a-page     /walled?200&cf_ray=8a1                   ok            17-ok
"""
WAITS = """
seconds          /come-back/429/120                rate_limited  4-rate-limited
zero             /come-back/429/0                  rate_limited  4-rate-limited
date             /come-back/429/date               rate_limited  4-rate-limited
rfc-850-date     /come-back/503/rfc850             rate_limited  4-rate-limited
asctime-date     /come-back/503/asctime            rate_limited  4-rate-limited
date-gone-by     /come-back/503/past               rate_limited  4-rate-limited
no-time-zone     /come-back/503/no-zone            rate_limited  4-rate-limited
far-too-long     /come-back/503/99999999999999999  rate_limited  4-rate-limited
fraction         /come-back/503/1.5                rate_limited  4-rate-limited
negative         /come-back/503/-5                 server_error  7-server-error
words            /come-back/503/soon               server_error  7-server-error
with-a-unit      /come-back/503/form?120%20seconds server_error  7-server-error
empty-value      /come-back/503/form?%20           server_error  7-server-error
impossible-date  /come-back/503/form?Mon,%2099%20Foo%2099999%2099:99:99%20GMT  server_error  7-server-error
year-9999        /come-back/503/form?Fri,%2031%20Dec%209999%2023:59:59%20GMT   rate_limited  4-rate-limited
year-0           /come-back/503/form?Fri,%2031%20Dec%200000%2023:59:59%20GMT   rate_limited  4-rate-limited
nonsense-on-429  /come-back/429/soon               rate_limited  4-rate-limited
on-a-good-page   /come-back/200/120                ok            17-ok
on-a-404         /come-back/404/120                not_found     5-not-found
"""


@pytest.mark.parametrize("row", rows(CODES))
def test_a_status_ends_in_its_verdict(get, row):
    observation = classify(get(row.path, **row.options))
    assert (observation.verdict, observation.rule) == (row.verdict, row.rule)


@pytest.mark.parametrize("row", rows(WAITS))
def test_a_wait_is_read_in_every_form_and_bounded(get, row):
    observation = classify(get(row.path))
    assert (observation.verdict, observation.rule) == (row.verdict, row.rule)
    assert observation.retry_after is None or 60 <= observation.retry_after <= 7 * 24 * 3600


@pytest.mark.parametrize("form", ["date", "rfc850", "asctime", "no-zone"])
def test_each_form_of_date_means_the_same_time(get, form):
    assert 7190 <= get(f"/come-back/429/{form}").retry_after <= 7200


def test_an_asked_for_304_is_no_change_and_an_unasked_one_is_unclear(get):
    asked, unasked = get("/etag", etag='"v1"'), get("/status/304")
    assert (asked.status, asked.not_modified, unasked.status, unasked.not_modified) == (304, True, 304, False)
    observation = classify(asked, previous_ok=True)
    assert (observation.verdict, observation.rule) == ("ok", "11-not-modified")


def test_a_304_by_date_alone_is_asked_for_too(get):
    assert get("/status/304", last_modified="Sun, 01 Nov 2026 10:00:00 GMT").not_modified
