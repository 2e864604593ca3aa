"""Who sees which check: lists, single checks and `has_perm` agree, whatever rights were given."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import (
    DeskGroupObjectPermission,
    DeskUserObjectPermission,
    FactCheck,
    FactCheckGroupObjectPermission,
    FactCheckUserObjectPermission,
    User,
)
from factchecks.roles import Right, Role
from factchecks.services import checks as services
from factchecks.services import desks, handover
from factchecks.services.access import get_check
from tests.factories import Cast, make_check

NAMES = ("rita", "ines", "ed", "cleo", "ada", "otto", "noor", "sue")
WHEN = {"for good": None, "running": timedelta(days=1), "over": timedelta(seconds=-1)}
GRANT = st.tuples(
    st.sampled_from(("desk", "check")),
    st.sampled_from(("person", "group")),
    st.sampled_from(NAMES),
    st.integers(0, 2),
    st.sampled_from(list(Right)),
    st.sampled_from(list(WHEN)),
)


@pytest.fixture
def checks(cast: Cast):
    """Two on Transport, the second restricted, and one on City."""
    made = [make_check(cast), make_check(cast), make_check(cast)]
    FactCheck.objects.filter(pk=made[1].pk).update(restricted=True)
    FactCheck.objects.filter(pk=made[2].pk).update(desk=cast.city)
    return list(FactCheck.objects.order_by("pk"))


def give(cast, checks, grant):
    """One right, as the admin would give it; a group is the reporters of City."""
    what, to, name, which, right, when = grant
    tables = {
        ("desk", "person"): DeskUserObjectPermission,
        ("desk", "group"): DeskGroupObjectPermission,
        ("check", "person"): FactCheckUserObjectPermission,
        ("check", "group"): FactCheckGroupObjectPermission,
    }
    group = desks.group_for(cast.city, Role.REPORTER)
    whom = {"user": getattr(cast, name)} if to == "person" else {"group": group}
    thing = checks[which] if what == "check" else checks[which].desk
    codename = right.on_check if what == "check" else right.on_desk
    permission = Permission.objects.get(content_type__app_label="factchecks", codename=codename)
    row, _ = tables[what, to].objects.get_or_create(permission=permission, content_object=thing, **whom)
    if what == "check":
        row.until = timezone.now() + WHEN[when] if WHEN[when] else None
        row.save()


def fresh(user):
    """The person as the next request loads them."""
    return User.objects.get(pk=user.pk)


def opens(check, user):
    try:
        return get_check(check_id=check.pk, by=user) == check
    except NotFound:
        return False


@pytest.mark.parametrize("name", ["ada", "sue", "otto", "noor"])
def test_no_editorial_power_by_office(cast, checks, name):
    user = getattr(cast, name)
    transport = [check for check in checks if check.desk == cast.transport]
    assert [check for check in transport if opens(check, user)] == []
    rights = [f"factchecks.{right.on_check}" for right in Right]
    assert not any(user.has_perm(right, check) for right in rights for check in transport)
    assert not any(user.has_perm(f"factchecks.{right.on_desk}", cast.transport) for right in Right)


def test_an_exception_opens_one_check_until_its_date(cast, checks):
    give(cast, checks, ("check", "person", "otto", 1, Right.READ, "running"))
    assert set(FactCheck.objects.visible_to(fresh(cast.otto))) == {checks[1], checks[2]}
    FactCheckUserObjectPermission.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert set(FactCheck.objects.visible_to(fresh(cast.otto))) == {checks[2]}


def test_a_restricted_check_is_seen_by_exception_only(cast, checks):
    assert not opens(checks[1], cast.rita)
    give(cast, checks, ("check", "person", "rita", 1, Right.READ, "for good"))
    assert opens(checks[1], fresh(cast.rita))


def test_the_right_to_write_alone_does_not_open_it(cast, checks):
    give(cast, checks, ("check", "person", "otto", 0, Right.DRAFT, "for good"))
    assert not opens(checks[0], fresh(cast.otto))


def test_whoever_is_turned_off_or_leaves_sees_nothing(cast, checks):
    assert FactCheck.objects.visible_to(cast.rita).exists()
    cast.rita.groups.clear()
    assert not FactCheck.objects.visible_to(fresh(cast.rita)).exists()
    User.objects.filter(pk=cast.ed.pk).update(is_active=False)
    assert not FactCheck.objects.visible_to(fresh(cast.ed)).exists()
    assert not FactCheck.objects.visible_to(AnonymousUser()).exists()


def test_the_next_request_of_an_open_session_is_refused(cast, checks, as_):
    client = as_(cast.rita)
    path = f"/newsroom/checks/{checks[0].pk}/"
    assert client.get(path).status_code == 200
    cast.rita.groups.clear()
    assert client.get(path).status_code == 404
    User.objects.filter(pk=cast.rita.pk).update(is_active=False)
    assert client.get(path).status_code == 302


def test_many_exceptions_are_one_question(cast, checks, django_assert_num_queries):
    for which in range(3):
        give(cast, checks, ("check", "person", "sue", which, Right.READ, "for good"))
    user = fresh(cast.sue)
    with django_assert_num_queries(2):
        assert FactCheck.objects.visible_to(user).count() == 3


def test_a_check_is_recorded_on_a_desk_of_ones_own_only(cast):
    claim = services.NewClaim(text="Every stop is step-free.")
    for name in ("otto", "ada", "sue"):
        with pytest.raises(NotAllowed, match="cannot write checks on the desk"):
            services.create(desk=cast.transport, claim=claim, by=getattr(cast, name))
    assert services.create(desk=cast.transport, claim=claim, by=cast.ines).author == cast.ines


def test_a_check_is_handed_to_people_of_its_desk_only(cast, checks):
    with pytest.raises(Refused, match="does not write for the desk"):
        handover.hand_over(check_id=checks[0].pk, by=cast.rita, to=cast.otto)
    assert handover.hand_over(check_id=checks[0].pk, by=cast.rita, to=cast.ines).to == cast.ines


@pytest.mark.parametrize("what", ["desk", "check"])
def test_what_one_person_was_given_is_nobody_elses(cast, checks, what):
    give(cast, checks, (what, "person", "sue", 0, Right.READ, "for good"))
    assert opens(checks[0], fresh(cast.sue))
    assert not any(opens(checks[0], fresh(getattr(cast, name))) for name in ("ada", "otto", "noor"))


# The lists are short: a counterexample is read as it was found.
@settings(
    max_examples=25,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(grants=st.lists(GRANT, max_size=8), off=st.sampled_from((None, *NAMES)))
def test_lists_pages_and_permissions_agree(cast, checks, grants, off):
    for table in (FactCheckUserObjectPermission, FactCheckGroupObjectPermission, DeskUserObjectPermission):
        table.objects.all().delete()
    User.objects.update(is_active=True)
    for grant in grants:
        give(cast, checks, grant)
    User.objects.filter(name=(off or "").capitalize()).update(is_active=False)
    for name in NAMES:
        user = fresh(getattr(cast, name))
        listed = set(FactCheck.objects.visible_to(user))
        assert {check for check in checks if opens(check, user)} == listed
        assert {check for check in checks if user.has_perm("factchecks.read_for_check", check)} == listed
        assert not listed or user.is_active
