"""The desks of a made-up newsroom and their people. Nobody made here has a password."""

from dataclasses import dataclass
from random import Random

from factchecks.demo.bulk.words import name
from factchecks.errors import Refused
from factchecks.models import Claimant, Desk, Topic, User
from factchecks.roles import Role
from factchecks.services import claimants, desks, people

DESKS = (("Politics", "politics"), ("Science", "science"), ("Economy", "economy"))
CLAIMANTS = 120
# One editor for so many people.
TO_ONE_EDITOR = 4


@dataclass(frozen=True, kw_only=True)
class Team:
    """A desk with those of the made-up people who write on it and who decide on it."""

    desk: Desk
    reporters: tuple[User, ...]
    editors: tuple[User, ...]


def _desks() -> list[Desk]:
    """The desks that are there; without any, three."""
    return list(Desk.objects.order_by("pk")) or [desks.create(name=word, slug=slug, by=None) for word, slug in DESKS]


def _person(desk: Desk, role: Role, random: Random) -> User:
    email = f"person-{User.objects.count() + 1}@newsroom.example"
    return people.create(email=email, name=name(random), password=None, by=None, groups=(desks.group_for(desk, role),))


def make_teams(total: int, *, random: Random) -> list[Team]:
    """So many people, spread over the desks; each desk has at least one who writes and one who decides."""
    made, here = [], _desks()
    for place, desk in enumerate(here):
        size = max(2, len(range(place, total, len(here))))
        editors = max(1, size // TO_ONE_EDITOR)
        roles = [Role.EDITOR] * editors + [Role.REPORTER] * (size - editors)
        team = [_person(desk, role, random) for role in roles]
        made.append(Team(desk=desk, editors=tuple(team[:editors]), reporters=tuple(team[editors:])))
    return made


def make_claimants(*, random: Random) -> list[Claimant]:
    """People who say things. Raises Refused when this seed has made them before: all its addresses would be there."""
    rows = [Claimant(name=name(random), slug=f"speaker-{random.getrandbits(48):012x}") for _ in range(CLAIMANTS)]
    if Claimant.objects.filter(slug=rows[0].slug).exists():
        raise Refused("This seed has been used here already. Choose another.")
    made = Claimant.objects.bulk_create(rows)
    claimants.index(made)
    return made


def make_topics() -> list[Topic]:
    """The topics that are there; without any, two."""
    for slug in ("budget", "health") if not Topic.objects.exists() else ():
        Topic.objects.create(slug=slug, name=slug.capitalize())
    return list(Topic.objects.all())
