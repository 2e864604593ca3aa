"""Room for files: a check has so much, and a person has so much in a day. Races: tests/abuse/test_uploads_kept.py."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from factchecks.errors import Refused
from factchecks.models import Attachment
from factchecks.services import attachments
from tests.prebuilt import make_check

pytestmark = pytest.mark.usefixtures("shelf")


def put(tmp_path, check, by, size=30, name="a.txt"):
    """A file of so many bytes, added by that person."""
    path = tmp_path / f"{by.name}-{check.pk}"
    path.write_bytes(b"a" * size)
    return attachments.attach(check_id=check.pk, path=path, name=name, by=by)


def test_a_person_adds_so_much_in_a_day_over_all_checks(cast, settings, tmp_path):
    settings.UPLOAD_QUOTA_PER_PERSON = 2 * 1024**3
    check = make_check(cast)
    put(tmp_path, check, cast.rita)
    Attachment.objects.update(size=2 * 1024**3 - 50)
    with pytest.raises(Refused, match=r"One person may add 2 GB of files in 24 hours.* Try it tomorrow\.$"):
        put(tmp_path, make_check(cast), cast.rita, 51)
    assert put(tmp_path, make_check(cast), cast.rita, 50)
    assert put(tmp_path, make_check(cast), cast.ines)


def test_a_day_later_there_is_room_again(cast, settings, tmp_path):
    settings.UPLOAD_QUOTA_PER_PERSON = 50
    check = make_check(cast)
    put(tmp_path, check, cast.rita)
    with time_machine.travel(timezone.now() + timedelta(hours=23, minutes=59)), pytest.raises(Refused):
        put(tmp_path, check, cast.rita)
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        assert put(tmp_path, check, cast.rita)


def test_who_adds_and_removes_by_turns_runs_out_of_room(cast, settings, tmp_path):
    settings.UPLOAD_QUOTA_PER_PERSON = 50
    check = make_check(cast)
    attachments.remove(attachment_id=put(tmp_path, check, cast.rita).pk, by=cast.rita)
    with pytest.raises(Refused, match="One person"):
        put(tmp_path, check, cast.rita)
