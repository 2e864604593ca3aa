"""Blind review: until an editor has stated a verdict, no address tells them the reporter's or its reason."""

import pytest
from django.db.models import F

from factchecks.models import Event, FactCheck, Verdict, VerdictScale
from factchecks.services import claims
from factchecks.services.transitions import transition
from factchecks.states import Action, State
from tests.factories import CLAIM, blind, make_check, move, state_own
from tests.pages.test_access import HTMX, filled, of, parts
from tests.pages.test_preview import with_picture

# Words that stand nowhere else. Both claims have the verdict; it is retired, so no choice offers it.
WORD, DEFINITION, REASON = "Xylophonic", "Rings true when struck.", "Because zebras quarrel at quays."
NOTE = "Zithers say so."
# What else may be asked of an address.
ASKED = {
    "newsroom/checks/<int:check_id>/review/": ("show=changes", "show=side", "show=clean"),
    "newsroom/checks/<int:check_id>/history/compare/": ("from=1&to=2", "from=1", "from=2&to=now"),
    "newsroom/checks/<int:check_id>/live/": ("page=review&seen=1", "page=workspace&seen=1"),
    "newsroom/checks/<int:check_id>/": ("threads=resolved",),
    "newsroom/checks/new/similar/": (f"text={CLAIM}",),
    "newsroom/checks/": ("q=step", "state=review"),
}
LISTS = ("/newsroom/checks/", "/newsroom/checks/new/similar/")


def unusual():
    scale = VerdictScale.objects.create(name="Sounds")
    given = {"word": WORD, "slug": "xylophonic", "definition": DEFINITION, "tone": "false"}
    return Verdict.objects.create(scale=scale, silhouette="circle", fill="filled", **given)


def save(check, cast, claim, **values):
    """A claim of the check, or a further one, as Rita saves it."""
    given = {"by": cast.rita, "seen_version": FactCheck.objects.get(pk=check.pk).version, "values": values}
    if claim is None:
        return claims.add(check_id=check.pk, **given)
    return claims.save(check_id=check.pk, claim_id=claim.pk, **given)


def with_verdicts(cast, tmp_path):
    """In research, with two claims that have the unusual verdict."""
    check = make_check(cast, State.RESEARCH)
    with_picture(check, cast.rita, tmp_path)
    values = {"verdict": unusual(), "explanation": REASON}
    save(check, cast, check.claims.get(), **values)
    save(check, cast, None, text="Every bus has a ramp.", claimant_name="Dana Whitcombe", place="Square", **values)
    return check


@pytest.fixture
def check(cast, tmp_path):
    """In its second round on a blind desk; Mo proposed another verdict in both, and Rita kept hers."""
    check = blind(move(with_verdicts(cast, tmp_path), Action.SUBMIT, cast.rita))
    for last in (False, True):
        state_own(check, cast.mo, "false")
        verdict = Verdict.objects.get(slug="false")
        given = {"action": Action.PROPOSE_VERDICT, "verdict": verdict, "note": f"Not {WORD}. {NOTE}"}
        check = moved(check, cast.mo, **given)
        check = moved(check, cast.rita, action=Action.DECLINE_VERDICT, note=f"It is {WORD}. {NOTE}")
        if not last:
            check = move(check, Action.SEND_BACK, cast.mo, "Say since when.")
            save(check, cast, check.claims.first(), explanation=f"{REASON} Loudly.")
            check = move(check, Action.SUBMIT, cast.rita)
    Verdict.objects.filter(slug="xylophonic").update(retired=True)
    return check


def moved(check, by, **given):
    from_now = FactCheck.objects.get(pk=check.pk)
    return transition(check_id=check.pk, by=by, seen_version=from_now.version, **given)


def addresses(check):
    """Every address, as it is and with everything that may be asked of it."""
    known = parts(check) | {
        "removed_id": 1,
        "assignment_id": 1,
        "thread_id": 1,
        "comment_id": 1,
        "link_id": 1,
        "slug": "none",
    }
    known["edition"] = check.editions.first().number
    every = filled(known, of("public", "staff", "check"))
    return [path for one, at in every.items() for path in (at, *(f"{at}?{asked}" for asked in ASKED.get(one, ())))]


def read(client, path):
    """What the address sends, with what it redirects to, as a page and as a part."""
    answers = [client.get(path, follow=True), client.get(path, headers=HTMX, follow=True)]
    return " ".join((one.getvalue() if one.streaming else one.content).decode(errors="ignore") for one in answers)


def told(client, check):
    """(address, what it tells) of every address that tells something of it."""
    found = ((path, read(client, path)) for path in addresses(check))
    return [(path, word) for path, text in found for word in (WORD, DEFINITION, REASON, NOTE) if word in text]


def test_no_address_tells_an_editor_before_their_own_verdict(check, cast, as_):
    assert told(as_(cast.ed), check) == []


@pytest.mark.parametrize("name", ["ed", "rita", "ines"])
def test_the_same_walk_finds_it_for_those_who_may_see(check, cast, as_, name):
    if name == "ed":
        state_own(check, cast.ed, "false")
    found = told(as_(getattr(cast, name)), check)
    assert {word for _, word in found} >= {WORD, REASON, NOTE}
    places = {path.split("?")[0].rsplit(f"/{check.pk}/", 1)[-1] for path, word in found if word in (WORD, REASON)}
    assert places >= {"", "review/", "preview/", "history/compare/", *LISTS}


@pytest.mark.parametrize(
    ("action", "given"),
    [
        ("approve", {}),
        ("approve", {"version": 1}),
        ("propose_verdict", {"verdict": "false", "note": "No."}),
        ("send_back", {"version": 1, "note": "Since when?"}),
        ("accept_verdict", {}),
        ("state_verdict", {}),
        ("state_verdict", {"verdict": "false", "version": 1}),
    ],
)
def test_no_refusal_tells_it(check, cast, as_, action, given):
    form = {"version": check.version, "origin": "review"} | given
    answer = as_(cast.ed).post(f"/newsroom/checks/{check.pk}/do/{action}/", form, follow=True)
    assert not [word for word in (WORD, DEFINITION, REASON, NOTE) if word in answer.text]


def test_a_refused_comment_and_a_refused_export_do_not_tell_it(check, cast, as_):
    client = as_(cast.ed)
    for path in ("discussion/", "evidence/"):
        for origin in ("review", "workspace"):
            answer = client.post(f"/newsroom/checks/{check.pk}/{path}", {"origin": origin, "text": ""}, follow=True)
            assert answer.status_code in (403, 422)
            assert WORD not in answer.text


def test_reading_it_changes_nothing_of_it(check, cast, as_):
    before = list(check.claims.values_list()), Event.objects.count()
    read(as_(cast.ed), f"/newsroom/checks/{check.pk}/review/")
    assert (list(check.claims.values_list()), Event.objects.count()) == before
    assert FactCheck.objects.filter(pk=check.pk, digest=F("current_round__submitted_edition__digest")).exists()
