"""What the desk is told of the pages that readers get, and the button that has one read again."""

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from factchecks.jobs import JobKind
from factchecks.models import FactCheck, Link, SelfCheck, aired
from factchecks.states import State
from tests.factories import make_check
from tests.pages.test_home import HOME

FAULT = "The page answers with status 404 instead of 200."


@pytest.fixture
def check(cast):
    published = make_check(cast, State.PUBLISHED)
    Link.objects.update(state="ok")
    return published


def note(check, *faults):
    SelfCheck.objects.update_or_create(
        edition=check.live_edition, defaults={"at": timezone.now(), "ok": not faults, "faults": list(faults)}
    )
    return check


def part(client, address, css):
    found = LexborHTMLParser(client.get(address).content.decode()).css_first(css)
    return " ".join(found.text(separator=" ").split()) if found else None


def page(client, check):
    return part(client, reverse("workspace", args=[check.pk]), "#page-look")


def test_the_workspace_says_how_the_page_was_when_it_was_read(as_, cast, check):
    ed, rita = as_(cast.ed), as_(cast.rita)
    assert page(ed, check).startswith("The page that readers get has not been read back yet.")
    assert "The page that readers get was right when it was read back on" in page(ed, note(check))
    wrong = page(rita, note(check, FAULT, "The verdict “<b>False” is not on the page."))
    assert "was not right when it was read back" in wrong
    assert wrong.endswith(f"{FAULT} The verdict “<b>False” is not on the page.")


@pytest.mark.parametrize(("name", "shown"), [("ed", True), ("mo", True), ("rita", False)])
def test_the_button_is_for_the_editors_of_the_desk(as_, cast, check, name, shown):
    assert ("Check the page again" in page(as_(getattr(cast, name)), check)) is shown


def test_a_check_without_a_page_says_nothing_of_it(as_, cast, check):
    assert page(as_(cast.ed), make_check(cast, State.REVIEW)) is None
    FactCheck.objects.update(taken_down_at=timezone.now())
    assert page(as_(cast.ed), check) is None


def test_the_button_asks_for_a_look_and_comes_back(as_, cast, check):
    check.jobs.all().delete()
    answer = as_(cast.ed).post(reverse("page_check", args=[check.pk]), follow=True)
    assert "The page is being read." in answer.content.decode()
    assert check.jobs.filter(kind=JobKind.SELF_CHECK).count() == 1


@pytest.mark.parametrize(("name", "status"), [("rita", 403), ("otto", 404), ("noor", 404), ("ada", 404)])
def test_a_forged_form_asks_for_nothing(as_, cast, check, name, status):
    check.jobs.all().delete()
    assert as_(getattr(cast, name)).post(reverse("page_check", args=[check.pk])).status_code == status
    assert not check.jobs.exists()


@pytest.mark.parametrize("name", ["rita", "ed", "mo"])
def test_home_tells_who_wrote_it_and_the_editors_of_its_desk(as_, cast, check, name):
    client = as_(getattr(cast, name))
    assert FAULT not in part(client, HOME, "#home-watch")
    note(check, FAULT)
    watch = part(client, HOME, "#home-watch")
    assert f"The page that readers get is not right. {FAULT} Published" in watch
    assert "See what is wrong" in watch


def test_home_tells_nobody_else_and_not_of_an_older_edition_or_a_retracted_check(cast, check):
    note(check, FAULT)
    assert [aired.watched(getattr(cast, name)) for name in ("ines", "otto", "noor", "ada")] == [[], [], [], []]
    first = check.editions.exclude(pk=check.live_edition_id).first()
    SelfCheck.objects.update(edition=first)
    assert aired.watched(cast.ed) == []
    SelfCheck.objects.update(edition=check.live_edition)
    assert aired.watched(cast.ed) == [check]
    FactCheck.objects.update(retracted_at=timezone.now())
    assert aired.watched(cast.ed) == []


def test_home_names_broken_links_and_the_page_in_one_row(as_, cast, check):
    note(check, FAULT)
    Link.objects.update(state="dead")
    watch = part(as_(cast.ed), HOME, "#home-watch")
    assert f"{FAULT} Two cited links do not answer. Published" in watch
