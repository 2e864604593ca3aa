"""What one attempt means. A table of small rules, first match wins.

Pure, so that "why?" always has an answer.
"""

from collections.abc import Callable
from dataclasses import replace

from factchecks.links.answers import blocked, client_error, failed, gone, rate_limited, server_error, unfinished
from factchecks.links.charset import decode
from factchecks.links.contents import changed, empty, parked, quoted, soft_404, success, walled
from factchecks.links.context import Case, Context
from factchecks.links.fragments import fragment_notes, parse_fragment
from factchecks.links.observations import Observation, Verdict
from factchecks.links.parked import looks_parked
from factchecks.links.records import Attempt
from factchecks.links.suspicion import LONG_BUT_TITLED, Point, first_points, heading_says, points, sibling_of

type Judge = Callable[[Case], Observation | None]

RULES: tuple[Judge, ...] = (
    failed, blocked, rate_limited, gone, server_error, client_error, unfinished,
    empty, walled, parked, soft_404, quoted, changed, success,
)  # fmt: skip
LOOKS_PARKED = "The page looks like that of a domain that is for sale."
# Verdicts on a page that was seen, beside which the suspicions are worth telling.
SEEN = frozenset(
    {
        Verdict.OK, Verdict.REDIRECTED, Verdict.MOVED_PERMANENTLY, Verdict.CHANGED, Verdict.CHANGED_HEAVILY,
        Verdict.QUOTE_MISSING, Verdict.QUOTE_UNVERIFIABLE, Verdict.QUOTE_DIFFERS, Verdict.QUOTE_DIFFERS_IN_MEANING,
    }
)  # fmt: skip


def classify(
    attempt: Attempt, previous_ok: bool = False, *, context: Context | None = None, sibling: Attempt | None = None
) -> Observation:
    """The first rule that has something to say; never raises.

    When the observation names a `sibling`, fetch it (at most once per host and day) and call again with that
    attempt as `sibling`. `previous_ok` and `sibling` stand for the same fields of `context`.
    """
    known = context or Context()
    known = replace(known, previous_ok=previous_ok or known.previous_ok, sibling=sibling or known.sibling)
    case = Case(attempt, known)
    for rule in RULES:
        if observation := rule(case):
            return _with_notes(observation, case)
    raise AssertionError("the last rule always decides")


def _with_notes(observation: Observation, case: Case) -> Observation:
    if observation.verdict not in SEEN or case.attempt.status == 304:
        return observation
    held = points(case)
    odd = looks_parked(case.attempt, case.page)
    return replace(
        observation,
        notes=(*map(str, held), *_titled(case, held), *((LOOKS_PARKED,) if odd else ()), *_fragment(case)),
        sibling=sibling_of(case) if case.context.sibling is None and (odd or first_points(case)) else "",
        similarity=case.likeness,
    )


def _titled(case: Case, held: tuple[Point, ...]) -> tuple[str, ...]:
    return (LONG_BUT_TITLED,) if heading_says(case) and Point.HEADING_SAYS not in held else ()


def _fragment(case: Case) -> tuple[str, ...]:
    if not case.context.fragment:
        return ()
    fragment, attempt = parse_fragment(case.context.fragment), case.attempt
    sure = not (case.is_cut or case.is_shell or case.page.unreadable or case.page.pages)
    wanted = bool(fragment.anchor) and sure
    markup = decode(attempt.body, attempt.headers.get("content-type", "")) if wanted else ""
    return fragment_notes(fragment, pages=case.page.pages, markup=markup)
