"""Preview links: who may make and revoke them, what is kept of them, and that the ledger knows."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.utils import timezone

from factchecks.errors import NotAllowed, NotFound, Refused
from factchecks.models import Event, FactCheck, FactCheckUserObjectPermission, PreviewLink
from factchecks.roles import Right
from factchecks.services import previewlinks
from factchecks.states import Action, State
from tests.factories import blind, move, state_own
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")

LAWYER = "Lawyer at Vale & Co."


@pytest.fixture
def check(cast):
    return make_check(cast, State.RESEARCH)


def make(check, by, label=LAWYER, **given):
    return previewlinks.make(check_id=check.pk, by=by, label=label, **given)


def revoke(made, by):
    return previewlinks.revoke(check_id=made.link.factcheck_id, link_id=made.link.pk, by=by)


def restrict(check, **holders):
    """Open to these people alone, each with one right."""
    FactCheck.objects.filter(pk=check.pk).update(restricted=True)
    for right, person in holders.items():
        for one in {Right.READ, Right(right)}:
            permission = Permission.objects.get(codename=one.on_check)
            FactCheckUserObjectPermission.objects.create(content_object=check, user=person, permission=permission)
        person.__dict__.pop("_scope", None)


@pytest.mark.parametrize("name", ["rita", "ines", "ed", "mo"])
def test_writers_and_editors_of_the_desk_make_one(check, cast, name):
    by = getattr(cast, name)
    link = PreviewLink.objects.get(pk=make(check, by, "  Lawyer at  Vale & Co. ").link.pk)
    assert (link.label, link.made_by, link.opened, link.revoked_at) == (LAWYER, by, 0, None)
    assert link.expires_at - link.made_at == timedelta(days=7)


@pytest.mark.parametrize("name", ["otto", "noor", "ada", "sue"])
def test_outsiders_learn_nothing(check, cast, name):
    made, stranger = make(check, cast.rita), getattr(cast, name)
    with pytest.raises(NotFound):
        make(check, stranger)
    with pytest.raises(NotFound):
        revoke(made, stranger)


def test_who_only_reads_makes_and_revokes_none(check, cast):
    permission = Permission.objects.get(codename=Right.READ.on_check)
    FactCheckUserObjectPermission.objects.create(content_object=check, user=cast.otto, permission=permission)
    made = make(check, cast.rita)
    with pytest.raises(NotAllowed, match="writers and editors of the desk.*an admin can give it"):
        make(check, cast.otto)
    with pytest.raises(NotAllowed):
        revoke(made, cast.otto)


def test_of_a_restricted_check_only_editors_make_one(check, cast):
    restrict(check, draft=cast.rita, review=cast.ed)
    with pytest.raises(NotAllowed, match="editors, as the check is restricted"):
        make(check, cast.rita)
    assert make(check, cast.ed).link.pk


@pytest.mark.parametrize("state", [State.DRAFT, State.RESEARCH, State.REVIEW])
def test_one_is_made_in_every_unpublished_state(cast, state):
    assert make(make_check(cast, state), cast.rita).link.pk


def test_one_is_made_of_what_is_approved(cast):
    assert make(make_check(cast, State.REVIEW, approved=True), cast.ed).link.pk


def test_what_is_published_or_discarded_needs_none(cast):
    with pytest.raises(Refused, match="send the address of the article"):
        make(make_check(cast, State.PUBLISHED), cast.ed)
    draft = make_check(cast)
    move(draft, Action.DISCARD, cast.rita)
    with pytest.raises(Refused, match="discarded"):
        make(draft, cast.rita)


def test_on_a_blind_desk_an_editor_makes_one_after_their_own_verdict(cast):
    check = blind(make_check(cast, State.REVIEW))
    with pytest.raises(Refused, match="State your own verdict first"):
        make(check, cast.ed)
    assert make(check, cast.rita).link.pk
    state_own(check, cast.ed, "false")
    assert make(check, cast.ed).link.pk


@pytest.mark.parametrize(("label", "why"), [("  ", "Say who"), ("x" * 81, "80 characters; it has 81")])
def test_it_is_for_somebody(check, cast, label, why):
    with pytest.raises(Refused, match=why):
        make(check, cast.rita, label)


@pytest.mark.parametrize("days", [0, -1, 31])
def test_it_lasts_a_day_to_a_month(check, cast, days):
    with pytest.raises(Refused, match="Between 1 and 30"):
        make(check, cast.rita, days=days)
    assert make(check, cast.rita, days=30).link.expires_at > timezone.now() + timedelta(days=29)


def test_the_token_is_long_and_kept_nowhere(check, cast):
    one, other = make(check, cast.rita), make(check, cast.rita)
    assert len(one.token) == 43
    assert one.token != other.token
    kept = str(PreviewLink.objects.values().get(pk=one.link.pk)) + str(list(Event.objects.values()))
    assert one.token not in kept


def test_the_ledger_has_ids_only(check, cast):
    made = make(check, cast.rita)
    revoke(made, cast.ed)
    told = Event.objects.filter(verb__endswith="_preview_link").order_by("seq").values_list("verb", "actor", "details")
    details = {"link": made.link.pk}
    assert list(told) == [
        ("make_preview_link", cast.rita.pk, details),
        ("revoke_preview_link", cast.ed.pk, details),
    ]


def test_it_is_revoked_once_and_for_good(check, cast):
    made = make(check, cast.rita)
    revoke(made, cast.ed)
    first = PreviewLink.objects.get()
    with pytest.raises(Refused, match="revoked already"):
        revoke(made, cast.rita)
    again = PreviewLink.objects.get()
    assert (again.revoked_by, again.revoked_at) == (cast.ed, first.revoked_at)


def test_the_link_of_another_check_is_not_revoked_by_the_way(check, cast):
    made = make(make_check(cast), cast.rita)
    with pytest.raises(NotFound):
        previewlinks.revoke(check_id=check.pk, link_id=made.link.pk, by=cast.rita)


@pytest.mark.db_rules
def test_the_database_keeps_the_pairs_together(check, cast):
    row = PreviewLink.objects.filter(pk=make(check, cast.rita).link.pk)
    now = timezone.now()
    for broken in ({"revoked_at": now}, {"opened": 1}, {"label": ""}, {"expires_at": now - timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**broken)
