"""All mutations by name."""

from tests.mutations import sources, tables
from tests.mutations.change import Mutation


def every() -> dict[str, Mutation]:
    """Every mutation, in the order in which they are tried."""
    return {one.name: one for made in (tables, sources) for one in made.mutations()}


def find(name: str) -> Mutation:
    """The mutation of this name. Raises KeyError."""
    return every()[name]
