"""Corrections of what is published: opens one, keeps its words, ends it; asks for and confirms a retraction.

Called by `steps` and `publication` inside the transaction of a move, and by `articles` inside that of a save.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from factchecks.errors import Refused
from factchecks.models import Correction, Edition, FactCheck, ReaderReport, User, Verdict
from factchecks.models.content import Content
from factchecks.models.facts import open_correction, primary_claim
from factchecks.publishing.notices import Notice
from factchecks.states import TEXT_KINDS, CorrectionKind

type Values = dict[str, Any]
# A correction that is opened is taken for one until somebody says that it is less.
FIRST_KIND = CorrectionKind.CORRECTION


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a writer says of an open correction."""

    kind: CorrectionKind
    wrong: str
    now: str


def _live(factcheck: FactCheck) -> Edition:
    if factcheck.live_edition is None:
        raise Refused("It has never been published.")
    return factcheck.live_edition


def _first(content: Content) -> tuple[str, str]:
    """The word and the slug of the first claim's verdict."""
    frame = content["frame"]["claims"][0]["verdict"] or {}
    return content["text"]["claims"][0]["verdict"], frame.get("slug", "")


def opened(*, factcheck: FactCheck, by: User) -> Correction:
    """A new correction of the live edition, with the verdicts that readers see now."""
    live = _live(factcheck)
    word, slug = _first(live.content)
    return Correction.objects.create(
        factcheck=factcheck,
        kind=FIRST_KIND,
        before={str(one["key"]): one["verdict"] for one in live.content["text"]["claims"]},
        old_word=word,
        old_verdict=Verdict.objects.filter(slug=slug).first(),
        from_edition=live,
        opened_by=by,
        opened_at=timezone.now(),
    )


def reworded(factcheck: FactCheck, words: Words) -> bool:
    """Keeps the words of the open correction; whether they are others now."""
    found = open_correction(factcheck)
    if found is None or words.kind not in TEXT_KINDS:
        return False
    values = {"kind": words.kind.value, "wrong": words.wrong.strip(), "now": words.now.strip()}
    if all(getattr(found, name) == value for name, value in values.items()):
        return False
    Correction.objects.filter(pk=found.pk, published_at__isnull=True).update(**values)
    for name, value in values.items():
        setattr(found, name, value)
    return True


def dropped(factcheck: FactCheck) -> Correction | None:
    """Ends the open correction without effect; the one that the live edition came with, if any."""
    found = open_correction(factcheck)
    if found is None:
        raise Refused("No correction is open.")
    Correction.objects.filter(pk=found.pk).update(dropped_at=timezone.now())
    return Correction.objects.filter(factcheck=factcheck, to_edition=factcheck.live_edition_id).first()


def _notice(one: Correction, version: int) -> Notice:
    return Notice(
        kind=one.kind,
        label=one.get_kind_display(),
        wrong=one.wrong,
        now=one.now,
        at=one.published_at or timezone.now(),
        on_top=one.on_top,
        old_word=one.old_word,
        new_word=one.new_word,
        version=version,
    )


def notices(factcheck: FactCheck, content: Content, *, edition_number: int = 0) -> tuple[Notice, ...]:
    """What readers are told on the article, the newest first: the open one as if it went out now, then the others.

    One query, none for a check that was never corrected.
    """
    if factcheck.correction is None:
        return ()
    told = Correction.objects.told().filter(factcheck=factcheck, kind__in=TEXT_KINDS).select_related("to_edition")
    rows = [(one, one.to_edition.number if one.to_edition else 0) for one in told.defer("to_edition__content")]
    found = open_correction(factcheck)
    if found and found.kind != CorrectionKind.MINOR:
        found.new_word = _first(content)[0]
        rows.insert(0, (found, edition_number))
    return tuple(_notice(one, version) for one, version in rows)


def went_out(*, factcheck: FactCheck, edition: Edition) -> None:
    """The open correction has its edition now; nothing for a first publication."""
    found = open_correction(factcheck)
    if found is None:
        return
    word, _ = _first(edition.content)
    values = {"new_word": word, "to_edition": edition, "published_at": edition.made_at}
    claim = primary_claim(factcheck)
    if claim and word != found.old_word:
        values["new_verdict"] = claim.verdict
    Correction.objects.filter(pk=found.pk).update(**values)
    if found.kind != CorrectionKind.MINOR:
        # What readers reported and an editor accepted is answered by it.
        ReaderReport.objects.to_answer(factcheck).update(correction=found)
    for name, value in values.items():
        setattr(found, name, value)


def ask(*, factcheck: FactCheck, kind: CorrectionKind, reason: str, by: User) -> Correction:
    """A request that a second editor has to confirm. `reason` is for readers."""
    live = _live(factcheck)
    word, _ = _first(live.content)
    return Correction.objects.create(
        factcheck=factcheck,
        kind=kind,
        wrong=reason,
        old_word=word,
        new_word=word,
        from_edition=live,
        opened_by=by,
        opened_at=timezone.now(),
    )


def _asked(factcheck: FactCheck) -> Correction:
    if factcheck.standing_asked is None:
        raise Refused("Nothing waits for a second editor.")
    return factcheck.standing_asked


def confirm(*, factcheck: FactCheck, by: User) -> Values:
    """Puts the request into force and says what changes of the check."""
    asked, at = _asked(factcheck), timezone.now()
    Correction.objects.filter(pk=asked.pk).update(decided_by=by, published_at=at)
    changed = {"standing_asked": None, "last_public_change_at": at}
    if asked.kind == CorrectionKind.RETRACTION:
        return changed | {"retracted_at": at, "standing": asked}
    if asked.kind == CorrectionKind.TAKEDOWN:
        return changed | {"taken_down_at": at, "standing": asked}
    return changed | {"retracted_at": None, "taken_down_at": None, "standing": None}


def drop_request(*, factcheck: FactCheck) -> Values:
    """Ends the request without effect."""
    Correction.objects.filter(pk=_asked(factcheck).pk).update(dropped_at=timezone.now())
    return {"standing_asked": None}
