"""Expressions about a check whose SQL is built once a database, where Django would build it for every question."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.models import Expression

# Stands in a built statement for a moment that is known only when it is asked.
LATER = datetime(1, 2, 3, tzinfo=UTC)

type Build = Callable[[], Any]
type Since = Callable[[], datetime] | None


@cache
def _built(build: Build, alias: str, vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The SQL with its parameters, as seen from a row of fact-checks. `vendor` is part of the key."""
    rows = apps.get_model("factchecks", "FactCheck")._default_manager.using(alias)
    query = rows.annotate(prepared=build()).query
    compiler = query.get_compiler(using=alias)
    compiler.pre_sql_setup()
    sql, params = compiler.compile(query.annotations["prepared"])
    return sql, tuple(params)


class Prepared(Expression):
    """What `build()` gives, with its SQL kept. `since` is asked each time and put where the text says LATER.

    It speaks of the table by its own name, so it refuses to be moved into a query in which the table has another.
    """

    def __init__(self, build: Build, output_field: "models.Field[Any, Any]", since: Since = None) -> None:
        super().__init__(output_field=output_field)
        self.build, self.since = build, since

    def resolve_expression(self, *args: Any, **kwargs: Any) -> "Prepared":
        return self

    def relabeled_clone(self, change_map: Mapping[str, str]) -> "Prepared":
        if apps.get_model("factchecks", "FactCheck")._meta.db_table in change_map:
            raise ValueError("A check with its facts can be asked for, but not inside another question.")
        return self

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = _built(self.build, connection.alias, connection.vendor)
        if self.since is None:
            return sql, params
        adapt = connections[connection.alias].ops.adapt_datetimefield_value
        later, since = adapt(LATER), adapt(self.since())
        return sql, tuple(since if one == later else one for one in params)
