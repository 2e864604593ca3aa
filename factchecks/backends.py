"""The auth backend that makes `user.has_perm(perm, obj)` agree with `visible_to` and the rules."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser

from factchecks.models import Desk, FactCheck, User
from factchecks.models.scopes import scope_of
from factchecks.roles import Right

_CHECK = {f"factchecks.{right.on_check}": right for right in Right}
_DESK = {f"factchecks.{right.on_desk}": right for right in Right}


class NewsroomBackend(ModelBackend):
    """Django's model permissions, and our rights on desks and checks. It signs nobody in: allauth does."""

    def authenticate(self, request: Any, username: Any = None, password: Any = None, **kwargs: Any) -> None:
        return None

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Any = None) -> bool:
        if obj is None:
            return super().has_perm(user_obj, perm)
        if not isinstance(user_obj, User):
            return False
        scope = scope_of(user_obj)
        if isinstance(obj, Desk):
            return _DESK.get(perm) in scope.desks.get(obj.pk, frozenset())
        if isinstance(obj, FactCheck):
            rights = scope.rights(check_id=obj.pk, desk_id=obj.desk_id, restricted=obj.restricted)
            return _CHECK.get(perm) in rights
        return super().has_perm(user_obj, perm)
