"""The 409 page: what a person typed beside what a colleague saved meanwhile, to choose from and save again."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from diff_match_patch import diff_match_patch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags

from factchecks.views.errors import reference

_NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "seen_version", "version"})
# What was asked of a claim is asked again once the texts are settled: a colleague may have changed the claims as well.
_ASKED_AGAIN = "claim-"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A run of text; `new` when the other text does not have it."""

    text: str
    new: bool


@dataclass(frozen=True, kw_only=True)
class TwoTexts:
    """One field as typed and as saved. `name` is the form's field; `long` texts may be kept both; `rich` is HTML."""

    name: str
    label: str
    mine: str
    theirs: str
    long: bool = False
    rich: bool = False

    @property
    def mine_parts(self) -> list[Part]:
        """What was typed, with what is only there marked."""
        return list(self._parts(1))

    @property
    def theirs_parts(self) -> list[Part]:
        """What was saved, with what is only there marked."""
        return list(self._parts(-1))

    @property
    def joined(self) -> str:
        """Both, one after the other; empty for short texts."""
        return f"{self.theirs}\n\n{self.mine}" if self.long and self.mine and self.theirs else ""

    def _parts(self, side: int) -> Iterator[Part]:
        engine = diff_match_patch()
        words = (_words(self.theirs), _words(self.mine)) if self.rich else (self.theirs, self.mine)
        diff = engine.diff_main(*words)
        engine.diff_cleanupSemantic(diff)
        for kind, text in diff:
            if kind in (0, side):
                yield Part(text=text, new=kind == side)


def _words(html: str) -> str:
    """The words of rich text, a line a block."""
    for block in ("</p>", "</h2>", "</h3>", "</li>", "</blockquote>"):
        html = html.replace(block, f"{block}\n")
    return strip_tags(html).strip()


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _carried(request: HttpRequest, names: Collection[str]) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        for value in values:
            if name not in names and not (name == "then" and value.startswith(_ASKED_AGAIN)):
                yield name, value


def conflict(
    request: HttpRequest,
    *,
    texts: Sequence[TwoTexts],
    version_now: int,
    version_field: str = "seen_version",
    what: str = "",
    them: str = "A colleague",
    saved_at: datetime | None = None,
    back: str = "",
) -> HttpResponse:
    """Answers 409. The page's form goes to the same address with the version as it is now and the text chosen.

    Everything else that was posted travels along unseen, but for what was asked of a claim. A request by htmx gets
    the same, put in place of <main>.
    """
    names = {pair.name for pair in texts} | _NOT_CARRIED | {version_field}
    context = {
        "action": request.get_full_path(),
        "differing": [pair for pair in texts if _plain(pair.mine) != _plain(pair.theirs)],
        "same": [pair for pair in texts if _plain(pair.mine) == _plain(pair.theirs)],
        "carried": list(_carried(request, names)),
        "version_field": version_field,
        "version_now": version_now,
        "what": what,
        "them": them,
        "saved_at": saved_at,
        "back": back,
        "reference": reference(),
    }
    if request.headers.get("HX-Request") != "true":
        return render(request, "409.html", context, status=409)
    response = render(request, "409.html#conflict", context, status=409)
    response.headers["HX-Retarget"] = "#main"
    response.headers["HX-Reswap"] = "innerHTML show:window:top"
    return response
