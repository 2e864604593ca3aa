"""What must hold before something that readers see is corrected, withdrawn or put back."""

from factchecks.facts import Facts
from factchecks.guards import Guard
from factchecks.states import CorrectionKind

# Kinds of notice that may tell of another verdict (design: publishing, "Corrections policy").
TELLS_OF_VERDICT = (CorrectionKind.CORRECTION, CorrectionKind.UPDATE)


def is_correcting(f: Facts) -> bool:
    return f.correction is not None


def needs_correction(f: Facts) -> str | None:
    return None if f.correction else "No correction is open."


def needs_no_correction(f: Facts) -> str | None:
    return "A correction of what is published is open. Discard the correction instead." if f.correction else None


def needs_correction_words(f: Facts) -> str | None:
    if not f.correction or f.correction is CorrectionKind.MINOR or f.correction_worded:
        return None
    return "Say for readers what was wrong, and what it says now."


def needs_fitting_kind(f: Facts) -> str | None:
    if not f.correction or not f.verdict_moved or f.correction in TELLS_OF_VERDICT:
        return None
    return "The verdict is another one now. That is a correction or an update: choose which."


def needs_live(f: Facts) -> str | None:
    return None if f.live else "It has never been published."


def needs_unretracted(f: Facts) -> str | None:
    return "It is retracted already." if f.down is CorrectionKind.RETRACTION else None


def needs_not_taken_down(f: Facts) -> str | None:
    return "It is taken down already." if f.down is CorrectionKind.TAKEDOWN else None


def needs_down(f: Facts) -> str | None:
    return None if f.down else "It stands: there is nothing to put back."


def needs_nothing_asked(f: Facts) -> str | None:
    return f"A {f.asked} waits for a second editor already." if f.asked else None


def needs_something_asked(f: Facts) -> str | None:
    return None if f.asked else "Nothing waits for a second editor."


def needs_second_person(f: Facts) -> str | None:
    return "You asked for it, so a different editor has to confirm it." if f.asker_id == f.asked_by_id else None


CORRECTING = Guard(
    code="correcting", anchor="correction", fix="Show", passed="A correction is open", check=needs_correction
)
NOT_CORRECTING = Guard(
    code="not_correcting", anchor="correction", fix="Show", passed="No correction is open", check=needs_no_correction
)
CORRECTION_WORDS = Guard(
    code="correction_words",
    anchor="correction",
    fix="Write it",
    passed="The correction says what was wrong and what it says now",
    check=needs_correction_words,
    applies=is_correcting,
)
FITTING_KIND = Guard(
    code="fitting_kind",
    anchor="correction",
    fix="Choose",
    passed="The kind of notice fits the change",
    check=needs_fitting_kind,
    applies=is_correcting,
)
LIVE = Guard(code="live", anchor="history", fix="Show", passed="It is published", check=needs_live)
UNRETRACTED = Guard(
    code="unretracted", anchor="history", fix="Show", passed="It is not retracted", check=needs_unretracted
)
NOT_TAKEN_DOWN = Guard(
    code="not_taken_down", anchor="history", fix="Show", passed="It is not taken down", check=needs_not_taken_down
)
DOWN = Guard(code="down", anchor="history", fix="Show", passed="It does not stand", check=needs_down)
NOTHING_ASKED = Guard(
    code="nothing_asked", anchor="history", fix="Show", passed="Nothing waits for an editor", check=needs_nothing_asked
)
SOMETHING_ASKED = Guard(
    code="something_asked", anchor="history", fix="Show", passed="It waits for an editor", check=needs_something_asked
)
SECOND_PERSON = Guard(
    code="second_person", anchor="history", fix="Show", passed="Another editor asked", check=needs_second_person
)
