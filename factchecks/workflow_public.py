"""The moves of what readers see already: correcting it, withdrawing it, putting it back."""

from factchecks import guards_public as p
from factchecks.states import Action, State
from factchecks.transition import row_of as _row

# What a correction needs before it is submitted, and again before it goes out.
FOR_CORRECTION = (p.CORRECTION_WORDS, p.FITTING_KIND)

ROWS = (
    _row(
        Action.OPEN_CORRECTION,
        "published",
        State.RESEARCH,
        "author, editor",
        "Correct",
        follows="A copy is opened in Research. The page stays as it is until an editor approves the correction.",
    ),
    _row(
        Action.DISCARD_CORRECTION,
        "research review",
        State.PUBLISHED,
        "author, editor",
        "Discard the correction",
        follows="The text is again what readers see. Nothing changes for them.",
        guards=(p.CORRECTING,),
    ),
    _row(
        Action.RETRACT,
        "research review published",
        None,
        "chief editor",
        "Retract",
        follows="Once a second editor confirms it, a notice stands in the place of the article, with your reason.",
        note_required=True,
        note_asked="Say for readers why it is retracted.",
        guards=(p.LIVE, p.NOTHING_ASKED, p.UNRETRACTED, p.NOT_TAKEN_DOWN),
    ),
    _row(
        Action.TAKE_DOWN,
        "research review published",
        None,
        "chief editor",
        "Take down",
        follows="Once a second editor confirms it, the page is gone and says why: for what the law demands.",
        note_required=True,
        note_asked="Say for readers why it had to be taken down.",
        guards=(p.LIVE, p.NOTHING_ASKED, p.NOT_TAKEN_DOWN),
    ),
    _row(
        Action.REINSTATE,
        "research review published",
        None,
        "chief editor",
        "Put back",
        follows="Once a second editor confirms it, readers see the article again.",
        note_required=True,
        note_asked="Say for readers why it stands again.",
        guards=(p.DOWN, p.NOTHING_ASKED),
    ),
    _row(
        Action.CONFIRM_REQUEST,
        "research review published",
        None,
        "editor",
        "Confirm",
        follows="Readers see it at once.",
        guards=(p.SOMETHING_ASKED, p.SECOND_PERSON),
        own_work_refused=True,
    ),
    _row(
        Action.DROP_REQUEST,
        "research review published",
        None,
        "chief editor",
        "Drop the request",
        follows="Nothing changes for readers.",
        guards=(p.SOMETHING_ASKED,),
    ),
)
