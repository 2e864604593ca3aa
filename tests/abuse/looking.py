"""Opens every page of a newsroom in a browser that runs what it is given, and tells what ran and what was shown."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Error

from factchecks.models import User
from tests.abuse.addresses import accounts, admin_pages, pages, searches, who_for
from tests.abuse.hands import Hands, hands
from tests.signed_in import sign_in

MARK = re.compile(r"k(\d+)r\d+")


@dataclass
class Look:
    """`seats`: a window for each person, "" for a reader. `shown`: numbers of the columns that some page showed."""

    url: str
    seats: dict[str, Hands]
    admin: User
    shown: set[int] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    def at(self, address: str, who: str) -> None:
        """Opens one address and touches everything on it."""
        seat = self.seats[who]
        before = len(seat.ran)
        try:
            answer = seat.page.goto(self.url + address, wait_until="load")
        except Error as fault:
            if "Download is starting" not in str(fault):
                raise
            return
        assert answer is not None
        if answer.status >= 500:
            self.broken.append(f"{address}: {answer.status}")
        if seat.guarded and "html" not in answer.headers.get("content-type", ""):
            # The browser shows it by a page of its own, which has styles that the policy stops.
            seat.page.wait_for_timeout(100)
            del seat.ran[before:]
        self.shown |= {int(number) for number in MARK.findall(answer.text())}
        seat.touch(address)

    def around(self, places: dict[str, dict[str, object]], typed: str) -> None:
        """Every page: those of each check, of the admin and the accounts, searches, and what is not found."""
        seen = set()
        for name, known in places.items():
            for pattern, address in pages(known, near=name != "open").items():
                if address not in seen:
                    who = who_for(address, pattern)
                    self.at(address, "ed" if who and name != "open" else who)
                seen.add(address)
        # Whom a check was handed to is told why.
        self.at("/newsroom/", "ines")
        for address in [*admin_pages(self.admin), *accounts(), *searches(typed)]:
            self.at(address, who_for(address))

    def settled(self) -> list[str]:
        """What ran in any window, once what was begun there has been heard of."""
        for seat in self.seats.values():
            seat.page.evaluate("new Promise((done) => setTimeout(done, 100))")
        return [one for seat in self.seats.values() for one in seat.ran]

    @property
    def looked(self) -> int:
        """How many pages were opened."""
        return sum(seat.looked for seat in self.seats.values())


@contextmanager
def looking(opened: Browser, url: str, people: dict[str, User], **window: bool) -> Iterator[Look]:
    """A window for a reader and for each of these people by their short names, signed in."""
    with ExitStack() as stack:
        seats = {"": stack.enter_context(hands(opened, **window))}
        for short, person in people.items():
            client = Client()
            sign_in(client, person)
            seat = stack.enter_context(hands(opened, **window))
            name = settings.SESSION_COOKIE_NAME
            seat.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
            seats[short] = seat
            key = client.session.session_key
            UserSession.objects.create(user=person, ip="127.0.0.1", session_key=key, user_agent="Browser")
        yield Look(url=url, seats=seats, admin=people["ada"])
