"""A real worker with its beat keeps schedules: at their time, and at once those whose time passed while it was off."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from factchecks.models import Event, FactCheck, Job
from factchecks.states import State
from newsroom.embedded import embedded_valkey
from tests.chaos.test_worker_killed import worker
from tests.factories import make_check, schedule
from tests.run.processes import eventually

pytestmark = pytest.mark.race

NO_WEB = SimpleNamespace(port=9)


def out_at(check):
    """When it was published; None before."""
    found = Event.objects.filter(chain=f"check:{check.pk}", verb="publish")
    return found.values_list("at", flat=True).first()


def test_the_worker_keeps_what_is_to_come_and_what_it_has_missed(real_cast, tmp_path):
    checks = [make_check(real_cast, State.REVIEW, approved=True) for _ in range(2)]
    Job.objects.all().delete()
    now, by = timezone.now(), real_cast.mo
    missed, to_come = (schedule(one, by, now + timedelta(seconds=s)) for one, s in zip(checks, (2, 14), strict=True))
    times = (missed.publish_at, to_come.publish_at)
    assert eventually(lambda: timezone.now() > times[0])
    assert out_at(missed) is None
    with embedded_valkey(tmp_path) as valkey, worker(tmp_path, NO_WEB, valkey.url, "keeper"):
        assert eventually(lambda: out_at(missed))
        assert eventually(lambda: out_at(to_come))
    assert out_at(to_come) >= times[1]
    assert FactCheck.objects.public().count() == 2
    # The pages of the tests are nowhere: that a look at them fails is all that may.
    errors = [line for line in (tmp_path / "keeper.log").read_text().splitlines() if " [error" in line]
    assert [line for line in errors if "(self_check) failed" not in line] == []
