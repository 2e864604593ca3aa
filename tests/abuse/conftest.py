"""Who attacks, and where."""

import pytest
from django.test import Client

from tests.abuse.everywhere import ROLES, everywhere


@pytest.fixture
def places(cast, tmp_path):
    """Every address, by its pattern."""
    return everywhere(cast, tmp_path)


@pytest.fixture
def seats(cast, as_):
    """A client by name: nobody, a reporter, an editor, an admin. A broken page is an answer of 500 to them."""
    clients = {name: Client() if name == "nobody" else as_(getattr(cast, name)) for name in ROLES}
    for client in clients.values():
        client.raise_request_exception = False
    return clients
