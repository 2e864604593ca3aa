"""A newsroom made up in bulk is one that the services could have made (factchecks/demo/bulk)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from factchecks import invariants
from factchecks.models import Chain, Edition, Event, FactCheck, Link, ReviewRound, Source, User
from factchecks.models.content import content_of, digest_of
from factchecks.services import ledger, vault
from factchecks.states import Action, State
from tests.factories import make_check, move

pytestmark = [pytest.mark.django_db]


def made(*more, checks=60, sources=240, users=9, seed=7):
    out = StringIO()
    words = [f"--checks={checks}", f"--sources={sources}", f"--users={users}", f"--seed={seed}"]
    call_command("make_newsroom", *words, *more, stdout=out)
    return out.getvalue()


def shown():
    """What a seed decides, without keys and times."""
    rows = FactCheck.objects.order_by("pk").values_list("headline", "state", "author__name", "claims__verdict_word")
    return list(rows), list(Link.objects.order_by("pk").values_list("url", "state"))


def test_it_has_as_many_checks_sources_and_people_as_were_asked_for():
    assert "60 checks" in made()
    assert (FactCheck.objects.count(), Source.objects.count(), User.objects.count()) == (60, 240, 9)


def test_every_invariant_holds_and_the_ledger_verifies():
    made()
    assert list(invariants.faults()) == []
    assert list(ledger.faults()) == []
    assert Chain.objects.filter(name__startswith="check:").count() == 60


def test_the_digest_of_every_check_is_that_of_its_content():
    made()
    checks = FactCheck.objects.select_related("desk", "author")
    assert [one.number for one in checks if digest_of(content_of(one)) != one.digest] == []


def test_checks_stand_in_every_state():
    made()
    assert set(FactCheck.objects.values_list("state", flat=True)) == set(State)
    assert ReviewRound.objects.filter(decision="").count() == FactCheck.objects.filter(state=State.REVIEW).count()


def test_every_kept_copy_is_in_the_store():
    made()
    copies = {link.latest_snapshot.text_sha256 for link in Link.objects.select_related("latest_snapshot")}
    assert all("register was counted" in vault.read_text(sha256) for sha256 in copies)


def test_what_is_published_is_read_by_readers(client):
    made()
    check = FactCheck.objects.public()[0]
    answer = client.get(f"/checks/{check.slug}/")
    assert answer.status_code == 200
    assert check.headline in answer.content.decode()


def test_one_seed_makes_one_newsroom_and_another_seed_another(cast):
    seen = []
    for seed in (7, 7, 8):
        with transaction.atomic():
            made("--yes", seed=seed)
            seen.append(shown())
            transaction.set_rollback(True)
    assert seen[0] == seen[1]
    assert seen[0] != seen[2]


def test_a_seed_is_used_once_in_a_newsroom():
    made()
    with pytest.raises(CommandError, match="seed"):
        made("--yes")


def test_work_goes_on_with_a_made_up_check():
    made()
    check = FactCheck.objects.filter(state=State.REVIEW).select_related("desk").first()
    editor = User.objects.filter(groups__name=f"{check.desk.name}: editors").exclude(pk=check.author_id).first()
    move(check, Action.SEND_BACK, editor, "Please count again.")
    check.refresh_from_db()
    assert check.state == State.RESEARCH
    assert Event.objects.filter(chain=f"check:{check.pk}", verb="send_back").count() == 1
    assert list(ledger.faults()) == []


def test_the_keys_of_editions_go_on_behind_those_given_here(cast):
    made("--yes")
    last = Edition.objects.order_by("-pk").first().pk
    make_check(cast, State.REVIEW)
    assert Edition.objects.order_by("-pk").first().pk > last


def test_it_is_not_put_beside_the_work_of_people_unless_one_says_so(cast):
    check = make_check(cast)
    with pytest.raises(CommandError, match="--yes"):
        made()
    assert FactCheck.objects.get() == check
    made("--yes", checks=5, sources=10, users=2)
    assert FactCheck.objects.count() == 6


@pytest.mark.parametrize("size", [{"checks": 0}, {"users": 0}, {"sources": -1}])
def test_a_newsroom_without_checks_or_people_is_refused(size):
    with pytest.raises(CommandError, match="At least one"):
        made(**size)
