"""How the demo web behaves: by Host, with each kind of answer that a link can give."""

import pytest

from factchecks.demo.answers import answer
from factchecks.demo.pages import demo_origins, load_sites
from factchecks.demo.web import DemoWeb
from tests.demo.conftest import Reader, pdf_text, serving

SITES = ["accounts", "council", "gazette", "riders", "schools", "stats", "transit"]


def test_it_serves_six_sites_by_host(reader):
    assert [site.key for site in load_sites().values()] == SITES
    for site in load_sites().values():
        assert site.name in reader.get(f"{site.host}:{reader.port}/").text


def test_it_names_the_exact_origins_to_let_through():
    assert demo_origins(8123) == tuple(f"{site}.localhost:8123" for site in SITES)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "other.localhost", "council.localhost.example", ""])
def test_it_does_not_know_any_other_host(reader, host):
    fetched = reader.get("/", headers={"Host": host})
    assert fetched.status == 404
    assert "No site of the demo web answers to this name." in fetched.text


def test_it_listens_on_loopback_only():
    with DemoWeb(port=0) as server:
        assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("later", [False, True])
def test_an_index_lists_each_listed_page_and_each_listed_page_opens(site, later):
    host = f"{site}.localhost"
    index = answer(host=host, target="/", later=later).body.decode()
    listed = [page for page in load_sites(later=later)[host].pages.values() if page.listed]
    assert listed
    assert all(f'href="{page.path}"' in index for page in listed)
    assert {answer(host=host, target=page.path, later=later).status for page in listed} == {200}


def test_a_page_carries_title_publisher_author_and_date(reader):
    body = reader.get("gazette.localhost/2026/10/bridge-toll-petition").body.decode()
    assert '<meta property="og:title" content="Drivers hand in petition against bridge toll">' in body
    assert '<meta property="og:site_name" content="Harbourmouth Gazette">' in body
    assert '<meta name="author" content="Iris Tamm">' in body
    assert '<meta property="article:published_time" content="2026-10-12">' in body


def test_fine_pages_have_enough_text_to_look_for_a_quote_in():
    sites = [*load_sites().values(), *load_sites(later=True).values()]
    pages = [page for site in sites for page in site.pages.values() if page.status == 200]
    assert {page.path for page in pages if len(page.body) < 500} == set()


def test_a_moved_page_leads_to_its_new_address(reader):
    fetched = reader.get("transit.localhost/registers/stops")
    assert fetched.status == 301
    assert fetched.headers["Location"] == "/accessibility/stops-register"
    assert reader.get("transit.localhost/accessibility/stops-register").status == 200


def test_a_page_that_moved_later_stands_at_its_new_address_word_for_word(reader, later_reader):
    old = "stats.localhost/transport/toll-comparison-2026"
    moved = later_reader.get(old)
    assert (moved.status, moved.headers["Location"]) == (301, "/transport/tolls/2026")
    assert later_reader.follow(f"http://{old}").text == reader.get(old).text
    assert reader.get("stats.localhost/transport/tolls/2026").status == 404


def test_a_page_turns_into_its_later_version_while_the_web_is_up():
    with serving() as server:
        reader, address = Reader(server.port), "council.localhost/planning/depot-noise-assessment"
        first = reader.get(address)
        server.later = True
        again = reader.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert "The model expects 48 decibels" in first.text
    assert "The model expects 51 decibels" in again.text


def test_a_withdrawn_page_is_gone(reader):
    assert reader.get("council.localhost/housing/permits-dashboard").status == 410


def test_an_unknown_address_is_not_found(reader):
    fetched = reader.get("council.localhost/playgrounds/inspection-log-2026")
    assert fetched.status == 404
    assert "There is no page at this address." in fetched.text


def test_a_challenge_asks_for_a_browser(reader):
    fetched = reader.get("gazette.localhost/2026/11/fares-debate")
    assert (fetched.status, fetched.headers["cf-mitigated"]) == (403, "challenge")
    assert "Checking your browser" in fetched.text


def test_a_busy_page_says_when_to_come_back(reader):
    fetched = reader.get("accounts.localhost/budget/public-transport-accounts")
    assert (fetched.status, fetched.headers["Retry-After"]) == (503, "120")


def test_the_changed_page_no_longer_says_what_was_quoted(reader):
    text = reader.get("riders.localhost/statements/a-good-start").text
    assert "The last nine stops need a date, and the operator has promised one." in text
    assert "a firm date, not a promise" not in text


@pytest.mark.parametrize(
    ("query", "seconds"),
    [("", 4), ("?seconds=0", 0), ("?seconds=20", 20), ("?seconds=999999", 20), ("?seconds=-1", 4), ("?seconds=x", 4)],
)
def test_the_slow_page_takes_the_seconds_asked_for_up_to_twenty(query, seconds):
    assert answer(host="stats.localhost", target=f"/slow{query}").drip_seconds == seconds


def test_a_cited_page_is_slow_and_the_others_are_not():
    slow = {page.path for page in load_sites()["stats.localhost"].pages.values() if page.drip_seconds}
    assert slow == {"/slow", "/transport/service-frequency-2026"}
    assert answer(host="stats.localhost", target="/transport/bulletin-2026?seconds=9").drip_seconds == 0


def test_a_slow_page_arrives_whole(reader):
    slow = reader.get("stats.localhost/slow?seconds=1")
    assert slow.text.count("the last piece of it is this sentence.") == 1
    assert len(slow.body) == int(slow.headers["Content-Length"])


def test_a_pdf_is_served_with_a_text_layer(reader):
    fetched = reader.get("schools.localhost/meals/procurement-report-2025-26.pdf")
    assert fetched.headers["Content-Type"] == "application/pdf"
    assert "made up 46 per cent of spending." in pdf_text(fetched.body)


def test_an_unchanged_page_is_not_sent_again(reader):
    address = "council.localhost/minutes/2026-11-18"
    again = reader.get(address, headers={"If-None-Match": reader.get(address).headers["ETag"]})
    assert (again.status, again.body) == (304, b"")


def test_a_head_request_gets_the_headers_alone(reader):
    fetched = reader.get("council.localhost/minutes/2026-11-18", method="HEAD")
    assert (fetched.status, fetched.body) == (200, b"")
    assert int(fetched.headers["Content-Length"]) > 1000
