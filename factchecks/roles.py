"""Who may do what, as data: rights on a desk, the groups that hold them, and relations to one check.

Confidential sources are read by those who work on the check (author, assignee, contributors) and, while it is in
review, by those who may review it; always only by people who may read the check at all. No group holds
`Right.CONFIDENTIAL`, and no page of the program gives it: it is for a single person on a single desk, and takes
somebody with access to the database. So neither Legal, nor chief editors outside a review, nor admins, nor superusers
read them by their office, and of a restricted check only those who are named on it do (`may_read_confidential`).
"""

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


# What Legal may do on a restricted check of a desk without being named on it; for all others that is nothing.
RESTRICTED_RIGHTS = frozenset({Right.READ})


def group_name(desk_name: str, role: Role) -> str:
    """The name of a desk's group, e.g. `Politics: editors`."""
    return f"{desk_name}: {role.value}"
