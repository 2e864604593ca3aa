"""A check with a word in every field that stands nowhere else, brought into any state that readers do not see."""

from datetime import date

from factchecks.models import FactCheck, ReplyOutcome, Topic, Verdict
from factchecks.services import (
    appearances,
    attachments,
    checks,
    discussion,
    handover,
    previewlinks,
    quotations,
    repeats,
    replies,
    sources,
    versions,
)
from factchecks.services.claimants import Described
from factchecks.states import Action, State
from tests.factories import correct, keep_copy, make_check, move
from tests.files.makers import picture

# Stands in every field beside the word of that field: what is asked for, where something can be asked.
LURE = "Wombatical"
FIELDS = """
    headline standfirst body methodology claim short claimant role other place context explanation topic note
    host path title publisher writer interests quote translation locator copy described hidden
    file caption credit alternative seen comment reply whom version handed label rationale wrong now repeat
"""
WORDS = {name: f"xyzzy{name}q" for name in FIELDS.split()}
# Written only where something is published already.
ONCE_PUBLISHED = {"wrong", "now", "repeat"}
STATES = ("draft", "research", "review", "sent back", "approved", "discarded", "changed", "corrected")


def say(name):
    """The words of one field."""
    return f"{LURE} {WORDS[name]}"


def version_of(check):
    return FactCheck.objects.values_list("version", flat=True).get(pk=check.pk)


def edit(service, check, by, **given):
    """A save of the check as it stands."""
    return service(check_id=check.pk, by=by, seen_version=version_of(check), **given)


def _write(check, by):
    """The article, the claim, and why."""
    topic = Topic.objects.create(name=say("topic"), slug=WORDS["topic"])
    claim = {
        "text": f"{say('claim')} is so.",
        "short": say("short"),
        "claimant_name": say("claimant"),
        "claimant_role": say("role"),
        "origin_unknown": False,
        "new_claimant": Described(),
        "others": ((say("other"), ""),),
        "claimed_on": date(2026, 11, 2),
        "place": say("place"),
        "context": say("context"),
        "rationale": say("rationale"),
        "topics": [topic],
    }
    edit(checks.save_claim, check, by, values=claim)
    body = f"<p>{say('body')} is what was found, and more of it.</p>"
    text = {"headline": say("headline"), "standfirst": say("standfirst"), "methodology": say("methodology")}
    edit(checks.save_text, check, by, values=text | {"body": body})
    verdict = Verdict.objects.get(slug="misleading")
    edit(checks.propose_verdict, check, by, verdict=verdict, explanation=say("explanation"))
    # No service writes this one after the check was made.
    FactCheck.objects.filter(pk=check.pk).update(reviewer_note=say("note"))


def _cite(check, by):
    """A page that was kept, with words from it; a source that is described; one that stays inside."""
    page = sources.add_link(check_id=check.pk, url=f"https://{WORDS['host']}.example.org/{WORDS['path']}", by=by)
    keep_copy(page.link, f"{say('quote')} stands there. {say('copy')} does too.")
    known = {"title": say("title"), "publisher": say("publisher"), "author": say("writer")}
    sources.save(source_id=page.pk, by=by, seen_version=page.version, values=known | {"interests": say("interests")})
    told = {"translation": say("translation"), "locator": say("locator")}
    quotations.add(source_id=page.pk, text=f"{say('quote')} stands there.", by=by, **told)
    sources.add_described(check_id=check.pk, title="A call", description=say("described"), by=by)
    sources.add_described(check_id=check.pk, title="Caller", description=say("hidden"), by=by, confidential=True)


def _illustrate(check, by, folder):
    """The lead picture."""
    path = folder / "secret.jpg"
    path.write_bytes(picture("JPEG"))
    made = attachments.attach(check_id=check.pk, path=path, name=f"{WORDS['file']}.jpg", by=by)
    words = {"caption": say("caption"), "credit": say("credit"), "alternative_text": say("alternative")}
    attachments.save(attachment_id=made.pk, by=by, seen_version=1, values=words | {"is_lead": True})


def _talk(check, cast):
    """What is said about it, inside and to those concerned."""
    claim = check.claims.first()
    seen = {"url": "", "title": say("seen"), "seen_on": None, "timecode": "", "is_first": False}
    edit(appearances.add, check, cast.rita, claim_id=claim.pk, values=seen)
    discussion.start(check_id=check.pk, by=cast.rita, text=say("comment"))
    answer = {"outcome": ReplyOutcome.ANSWERED, "whom": say("whom"), "text": say("reply")}
    replies.record(check_id=check.pk, by=cast.rita, **answer)
    edit(versions.name, check, cast.rita, name=say("version"))
    terms = handover.Terms(note=say("handed"))
    handover.hand_over(check_id=check.pk, by=cast.rita, to=cast.ines, terms=terms)
    previewlinks.make(check_id=check.pk, by=cast.rita, label=say("label"))


def _live(cast):
    """Published in other words; its working copy is open again."""
    check = make_check(cast, State.PUBLISHED)
    place = repeats.Place(url=f"https://{WORDS['repeat']}.example.org/", title=say("repeat"))
    repeats.add(check_id=check.pk, by=cast.rita, place=place)
    return correct(check, cast.rita, wrong=say("wrong"), now=say("now"))


def _moves(state, cast):
    """How it gets on from Draft, or from the open working copy of what is published."""
    start, submit = (Action.START_RESEARCH, cast.rita), (Action.SUBMIT, cast.rita)
    return {
        "research": [start],
        "review": [start, submit],
        "sent back": [start, submit, (Action.SEND_BACK, cast.ed)],
        "approved": [start, submit, (Action.APPROVE, cast.ed)],
        "discarded": [(Action.DISCARD, cast.rita)],
        "corrected": [submit, (Action.APPROVE, cast.ed)],
    }.get(state, [])


def secret(state, cast, folder):
    """The check in that state, by Rita for Transport."""
    check = _live(cast) if state in ("changed", "corrected") else make_check(cast)
    _write(check, cast.rita)
    _cite(check, cast.rita)
    _illustrate(check, cast.rita, folder)
    _talk(check, cast)
    for action, by in _moves(state, cast):
        check = move(check, action, by, note="Since when?" if action is Action.SEND_BACK else "")
    return FactCheck.objects.get(pk=check.pk)
