"""What admins do to how others get in: each time an event and an alarm, and never to themselves."""

import pytest
from allauth.mfa.models import Authenticator

from factchecks.errors import NotAllowed, Refused
from factchecks.models import Event, User
from factchecks.roles import Role
from factchecks.services import desks, people, waysin
from tests.factories import PASSWORD, make_user
from tests.signed_in import by_the_door


@pytest.fixture
def admins(real_cast):
    """Ada, and Ann who is told."""
    return real_cast.ada, make_user("Ann", people.set_up_groups(), is_staff=True)


def factor(user: User) -> None:
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})


def test_a_lost_second_factor_is_removed_and_everybody_concerned_hears(real_cast, admins, mailoutbox):
    browser = by_the_door(real_cast.ed, PASSWORD)
    assert browser.get("/newsroom/").status_code == 200
    factor(real_cast.ed)
    waysin.remove_second_factor(user=real_cast.ed, by=admins[0])
    assert not Authenticator.objects.filter(user=real_cast.ed).exists()
    assert browser.get("/newsroom/").status_code == 302
    assert {mail.to[0] for mail in mailoutbox} == {"ann@newsroom.example", "ed@newsroom.example"}
    assert Event.objects.latest("id").verb == "remove_second_factor"


def test_nobody_removes_their_own_that_way(real_cast, admins):
    factor(real_cast.ada)
    with pytest.raises(NotAllowed):
        waysin.remove_second_factor(user=real_cast.ada, by=admins[0])


@pytest.mark.parametrize("name", ["rita", "ed", "cleo"])
def test_nobody_but_admins_removes_it(real_cast, name):
    factor(real_cast.noor)
    with pytest.raises(NotAllowed):
        waysin.remove_second_factor(user=real_cast.noor, by=getattr(real_cast, name))
    assert Authenticator.objects.filter(user=real_cast.noor).exists()


def test_where_there_is_none_it_says_so(real_cast, admins):
    with pytest.raises(Refused, match="no second factor"):
        waysin.remove_second_factor(user=real_cast.ed, by=admins[0])


def test_of_another_address_the_old_one_and_the_admins_hear_and_sessions_end(real_cast, admins, mailoutbox):
    editor, browser = real_cast.ed, by_the_door(real_cast.ed, PASSWORD)
    assert browser.get("/newsroom/").status_code == 200
    groups = (desks.group_for(real_cast.transport, Role.EDITOR),)
    values = people.Person(name="Ed", email="new@newsroom.example", groups=groups, is_active=True, is_staff=False)
    people.save(user=User.objects.get(pk=editor.pk), values=values, by=admins[0])
    assert {mail.to[0] for mail in mailoutbox} == {"ann@newsroom.example", "ed@newsroom.example"}
    assert browser.get("/newsroom/").status_code == 302
    details = Event.objects.latest("id").details
    assert details["email_changed"] is True
    assert "example" not in str(details)
