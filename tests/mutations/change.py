"""What a mutation is: a name, the tests that must notice it, and either a change of objects or of one source text."""

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Edit:
    """Other words in the source of one module, as it is imported. `old` stands there exactly once."""

    module: str
    old: str
    new: str

    def __call__(self):
        if "django" in sys.modules:
            raise RuntimeError("A source is changed before anything is imported from it.")
        for name in [name for name in sys.modules if name.partition(".")[0] == "factchecks"]:
            # What the catalogue itself read of the tables and lists.
            del sys.modules[name]
        sys.meta_path.insert(0, _Finder(self))

    def applied_to(self, source: str) -> str:
        """The changed source. Raises ValueError when the words are not there any more: the catalogue is behind."""
        if source.count(self.old) != 1:
            raise ValueError(f"{self.module}: {self.old!r} stands there {source.count(self.old)} times, not once.")
        return source.replace(self.old, self.new)


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """`change` is called in the process of the tests before anything else of the project is used."""

    name: str
    tests: tuple[str, ...]
    change: Callable[[], object] | Edit

    @property
    def in_source(self) -> bool:
        """Whether the module has to be imported anew."""
        return isinstance(self.change, Edit)


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the one module, and loads it changed."""

    def __init__(self, edit: Edit) -> None:
        self._edit = edit

    def find_spec(self, name, path, target=None):
        if name != self._edit.module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        spec.loader = _Loader(self._edit, spec.origin)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    """Compiles the changed text; nothing of it is cached."""

    def __init__(self, edit: Edit, path: str) -> None:
        super().__init__(edit.module, path)
        self._edit = edit

    def get_code(self, fullname):
        source = self.get_data(self.path).decode()
        return compile(self._edit.applied_to(source), self.path, "exec", dont_inherit=True)
