"""Sources: what is refused and why, what is hidden from whom, order, removal, and stale forms."""

import socket

import pytest

from factchecks.errors import NotFound, Refused, Stale
from factchecks.models import Event, Job, Link, Source
from factchecks.services import sources
from factchecks.services.access import get_check
from factchecks.states import State
from tests.prebuilt import make_check
from tests.services.demo_web import open_to

pytestmark = pytest.mark.usefixtures("shelf")

URL = "https://council.example.org/budget"


@pytest.fixture
def check(cast):
    return make_check(cast)


def add(check, cast, url=URL, **more):
    return sources.add_link(check_id=check.pk, url=url, by=cast.rita, **more)


def describe(check, cast, title, **more):
    return sources.add_described(check_id=check.pk, title=title, description=f"{title}.", by=cast.rita, **more)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("harbourmouth", "must begin with http"),
        ("ftp://council.example.org/", "Only http and https"),
        ("javascript:alert(1)", "must begin with http"),
        ("http://rita:secret@council.example.org/", "user name or password"),
        ("http://127.0.0.1/", "this computer itself"),
        ("http://[::1]/", "this computer itself"),
        ("http://2130706433/", "this computer itself"),
        ("http://10.0.0.8/", "private network"),
        ("http://169.254.169.254/latest/meta-data/", "local network segment"),
        ("http://localhost/", "inside a local network"),
        ("http://council.localhost/", "inside a local network"),
        ("http://printer.local/", "inside a local network"),
        ("http://council.example.org:22/", "Port 22"),
    ],
)
def test_a_wrong_or_private_address_is_refused_with_the_reason(cast, check, url, reason):
    with pytest.raises(Refused, match=reason):
        add(check, cast, url)
    assert (Link.objects.count(), Source.objects.count(), Job.objects.count()) == (0, 0, 0)


@pytest.fixture
def listener():
    """A local service that counts who connects: it stands for our own port and for Valkey's."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "stats.localhost", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_beside_an_open_demo_site_every_local_port_stays_shut(cast, check, listener, monkeypatch, host):
    port = listener.getsockname()[1]
    with open_to(monkeypatch, f"council.localhost:{port + 1}"), pytest.raises(Refused):
        add(check, cast, f"http://{host}:{port}/")
    with open_to(monkeypatch, f"council.localhost:{port}"), pytest.raises(Refused):
        add(check, cast, f"http://{host}:{port}/")
    assert not Link.objects.exists()
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_a_demo_site_is_taken_by_its_exact_name(cast, check, monkeypatch):
    with open_to(monkeypatch, "council.localhost:8123"):
        assert add(check, cast, "http://council.localhost:8123/page").link.domain == "council.localhost:8123"


def test_two_spellings_are_one_address(cast, check):
    add(check, cast)
    with pytest.raises(Refused, match="a source of the check already"):
        add(check, cast, "HTTPS://Council.example.org:443/budget#top")
    assert (Link.objects.count(), Source.objects.count()) == (1, 1)


def test_another_check_shares_the_row_of_the_address(cast, check):
    other = make_check(cast)
    assert add(check, cast).link == add(other, cast).link


def test_adding_asks_for_a_fetch_and_is_an_event(cast, check):
    source = add(check, cast)
    assert Job.objects.get().args == {"links": [source.link_id], "patient": True}
    assert Event.objects.get(verb="add_source").details == {"source": source.pk}


def test_a_described_source_needs_words(cast, check):
    with pytest.raises(Refused, match="Describe the source"):
        sources.add_described(check_id=check.pk, title="Call", description="  ", by=cast.rita)


def test_a_confidential_source_is_seen_by_those_who_work_on_it(cast, check):
    secret = describe(check, cast, "Caller", confidential=True)
    seen = {name: get_check(check_id=check.pk, by=getattr(cast, name)).sources for name in ("rita", "ines", "ed")}
    shown = {name: set(rows.visible_to(getattr(cast, name), check)) for name, rows in seen.items()}
    assert shown == {"rita": {secret}, "ines": set(), "ed": set()}
    with pytest.raises(NotFound):
        sources.get_for_edit(source_id=secret.pk, by=cast.ed)
    with pytest.raises(NotFound):
        sources.save(source_id=secret.pk, by=cast.ines, seen_version=1, values={"title": "Seen"})


def test_its_reviewer_sees_it_and_it_is_not_part_of_the_text(cast):
    check = make_check(cast, State.RESEARCH)
    before = check.digest
    secret = describe(check, cast, "Caller", confidential=True)
    check.refresh_from_db()
    assert check.digest == before
    check.state = State.REVIEW
    assert secret in check.sources.visible_to(cast.ed, check)
    assert secret not in check.sources.visible_to(cast.ines, check)


def test_making_it_confidential_is_an_event(cast, check):
    source = describe(check, cast, "Caller")
    sources.save(source_id=source.pk, by=cast.rita, seen_version=1, values={"confidential": True})
    assert Event.objects.filter(verb="confidential").count() == 1


def test_a_stale_form_overwrites_nothing(cast, check):
    source = describe(check, cast, "Caller")
    sources.save(source_id=source.pk, by=cast.rita, seen_version=1, values={"title": "Hers"})
    with pytest.raises(Stale):
        sources.save(source_id=source.pk, by=cast.ines, seen_version=1, values={"title": "Mine"})
    source.refresh_from_db()
    assert (source.title, source.version) == ("Hers", 2)


def test_only_what_a_person_may_set_is_saved(cast, check):
    source = describe(check, cast, "Caller")
    values = {"title": "New", "added_by_id": cast.otto.pk, "order": 99, "independence": "forged"}
    sources.save(source_id=source.pk, by=cast.rita, seen_version=1, values=values)
    source.refresh_from_db()
    assert (source.title, source.added_by, source.order, source.independence) == ("New", cast.rita, 1, "described:1")


def order(check):
    return list(check.sources.current().values_list("title", flat=True))


def test_numbers_follow_the_order(cast, check):
    made = {title: describe(check, cast, title) for title in "ABC"}
    sources.move(source_id=made["C"].pk, by=cast.rita, up=True)
    assert order(check) == ["A", "C", "B"]
    sources.move(source_id=made["A"].pk, by=cast.rita, up=False)
    assert order(check) == ["C", "A", "B"]
    sources.move(source_id=made["C"].pk, by=cast.rita, up=True)
    sources.move(source_id=made["B"].pk, by=cast.rita, up=False)
    assert order(check) == ["C", "A", "B"]


def test_what_was_removed_can_be_put_back_where_it_was(cast, check):
    made = {title: describe(check, cast, title) for title in "ABC"}
    sources.remove(source_id=made["B"].pk, by=cast.rita)
    assert order(check) == ["A", "C"]
    with pytest.raises(NotFound):
        sources.remove(source_id=made["B"].pk, by=cast.rita)
    sources.put_back(check_id=check.pk, source_id=made["B"].pk, by=cast.rita)
    assert order(check) == ["A", "B", "C"]
    with pytest.raises(NotFound):
        sources.put_back(check_id=check.pk, source_id=made["B"].pk, by=cast.rita)


def test_it_cannot_be_put_back_twice_as_the_same_address(cast, check):
    first = add(check, cast)
    sources.remove(source_id=first.pk, by=cast.rita)
    add(check, cast)
    with pytest.raises(Refused, match="already"):
        sources.put_back(check_id=check.pk, source_id=first.pk, by=cast.rita)


def test_nothing_is_changed_during_review(cast):
    check = make_check(cast, State.REVIEW)
    source = check.sources.current().first()
    for change in (
        lambda: add(check, cast),
        lambda: sources.remove(source_id=source.pk, by=cast.rita),
        lambda: sources.save(source_id=source.pk, by=cast.rita, seen_version=1, values={"title": "x"}),
        lambda: sources.move(source_id=source.pk, by=cast.rita, up=False),
    ):
        with pytest.raises(Refused, match="It is in Review"):
            change()
