"""Pages of the accounts that are not for this newsroom: nobody finds them."""

import pytest


@pytest.mark.parametrize(
    "page", ["signup/", "email/", "confirm-email/", "confirm-email/MQ:abc:def/", "login/code/confirm/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_people_are_made_and_readdressed_by_admins_alone(cast, as_, page, method):
    answer = getattr(as_(cast.rita), method)(f"/accounts/{page}", {"email": "new@example.org", "action_add": ""})
    cast.rita.refresh_from_db()
    assert (answer.status_code, cast.rita.email) == (404, "rita@newsroom.example")
