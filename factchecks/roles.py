"""Who may do what, as data: rights on a desk, the groups that hold them, and relations to one check."""

from enum import StrEnum


class Right(StrEnum):
    """A guardian object permission. On a desk it covers its checks; on one check it is an exception."""

    READ = "read"
    DRAFT = "draft"
    REVIEW = "review"
    PUBLISH = "publish"
    CONFIDENTIAL = "read_confidential"

    @property
    def on_desk(self) -> str:
        """The codename on Desk, e.g. `draft_for_desk`."""
        return f"{self.value}_for_desk"

    @property
    def on_check(self) -> str:
        """The codename on FactCheck, e.g. `draft_for_check`."""
        return f"{self.value}_for_check"


class Role(StrEnum):
    """A part a person plays. The first two are held per desk, the others across all desks."""

    REPORTER = "reporters"
    EDITOR = "editors"
    CHIEF = "Chief editors"
    LEGAL = "Legal"
    ADMIN = "Admins"


DESK_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.REPORTER: frozenset({Right.READ, Right.DRAFT}),
    Role.EDITOR: frozenset({Right.READ, Right.DRAFT, Right.REVIEW, Right.PUBLISH}),
}

# What a cross-desk group holds on every desk. Admins hold nothing: no editorial power by default.
EVERY_DESK_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CHIEF: frozenset({Right.READ, Right.DRAFT, Right.REVIEW, Right.PUBLISH}),
    Role.LEGAL: frozenset({Right.READ}),
    Role.ADMIN: frozenset(),
}

RIGHT_NAMES: dict[Right, str] = {
    Right.READ: "read checks",
    Right.DRAFT: "write checks",
    Right.REVIEW: "review checks",
    Right.PUBLISH: "publish checks",
    Right.CONFIDENTIAL: "read confidential sources",
}


def group_name(desk_name: str, role: Role) -> str:
    """The name of a desk's group, e.g. `Politics: editors`."""
    return f"{desk_name}: {role.value}"
