"""Gathers what the workspace shows, in a constant number of queries, and draws it whole or as a fragment."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from factchecks.forms.discussion import StartForm
from factchecks.forms.embargo import EmbargoForm
from factchecks.forms.files import UploadForm
from factchecks.forms.replies import ReplyForm, reply_initial
from factchecks.forms.sources import AddLinkForm
from factchecks.forms.versions import NameForm
from factchecks.forms.workspace import DraftForm, article_initial
from factchecks.models import Attachment, FactCheck, ReaderReport, User, Verdict
from factchecks.models.facts import facts_of, person_for, primary_claim
from factchecks.policy import blockers, offered
from factchecks.publishing.body import render_citations, word_count
from factchecks.roles import Right
from factchecks.services import attachments, proposals, selfcheck
from factchecks.services.looking import looking_at
from factchecks.states import Action
from factchecks.views import history, rows, standings, threads
from factchecks.views.again import again
from factchecks.views.deciding import offer
from factchecks.views.due import urgency
from factchecks.views.loading import check_for, person
from factchecks.views.pulses import pulse_of
from factchecks.views.readiness import others, primary, readiness
from factchecks.views.refused import take

PAGE = "factchecks/workspace.html"


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks, so that a part of the page is enough."""
    return request.headers.get("HX-Request") == "true"


def standing(factcheck: FactCheck, user: User) -> dict[str, Any]:
    """What the next move needs and who may make it; no query for a check loaded with its facts."""
    facts, who = facts_of(factcheck), person_for(user, factcheck)
    why_not = blockers(facts, Action.EDIT, who)
    return {
        "check": factcheck,
        "claim": primary_claim(factcheck),
        "ready": readiness(facts, factcheck),
        "primary": primary(facts, who),
        "others": others(facts, who),
        "can_edit": not why_not,
        "why_not": why_not,
        **standings.context(facts, who),
        "may_hand_over": offered(facts, Action.HAND_OVER, who),
        "may_set_embargo": offered(facts, Action.SET_EMBARGO, who),
        "may_review": Right.REVIEW in who.rights,
    }


def _wordless(file: Attachment) -> bool:
    return file.is_public and not (file.caption and file.credit and file.alternative_text)


def evidence(factcheck: FactCheck, user: User) -> dict[str, Any]:
    """Sources, files, and what is being looked at now."""
    looking = looking_at(factcheck)
    files = attachments.visible(factcheck=factcheck, by=user)
    return {
        "looking": looking,
        "sources": rows.read(factcheck, user, looking.links),
        "files": files,
        "first_wordless": next((one.pk for one in files if _wordless(one)), None),
    }


def _choices(sources: rows.Sources) -> list[tuple[int, str]]:
    return [(row.source.pk, f"Source {row.number or '–'}: {str(row.source)[:60]}") for row in sources.rows]


def sources_of(factcheck: FactCheck, user: User) -> list[tuple[int, str]]:
    """Sources that a comment can be about: (id, label)."""
    return _choices(rows.read(factcheck, user))


def talk(factcheck: FactCheck, user: User, sources: rows.Sources, about: str) -> dict[str, Any]:
    """The discussion, and the form of a new thread; `about` names the source that was chosen beforehand."""
    numbers = {key: number for number, key in sources.numbers.items()}
    choices = _choices(sources)
    chosen = about if about in {str(key) for key, _ in choices} else ""
    return {
        "talk": threads.read(factcheck, user, numbers),
        "about": chosen,
        "start_form": StartForm(choices=choices, initial={"source": chosen}, auto_id="start_%s"),
    }


def _forms(context: dict[str, Any]) -> dict[str, Any]:
    reply = context["reply"]
    return {
        "form": DraftForm(initial=article_initial(context["check"], context["claim"])),
        "add_form": AddLinkForm(auto_id="add_%s"),
        "upload_form": UploadForm(auto_id="upload_%s"),
        "reply_form": ReplyForm(initial=reply_initial(reply), auto_id="reply_%s"),
        "name_form": NameForm(auto_id="name_%s"),
    }


def _side(factcheck: FactCheck, user: User) -> dict[str, Any]:
    return (
        standing(factcheck, user)
        | evidence(factcheck, user)
        | {
            "reply": factcheck.replies.first(),
            "history": history.read(factcheck),
            "chips": urgency(factcheck),
            "embargo_form": EmbargoForm(factcheck=factcheck),
        }
    )


def _reading(context: dict[str, Any], user: User) -> dict[str, Any]:
    factcheck = context["check"]
    numbers = {key: number for number, key in context["sources"].numbers.items()}
    facts, who = facts_of(factcheck), person_for(user, factcheck)
    return {
        "schedule": offer(facts, Action.SCHEDULE, who),
        "unschedule": offer(facts, Action.UNSCHEDULE, who),
        "body": render_citations(factcheck.body, numbers),
        "proposal": proposals.open_of(factcheck=factcheck) if facts.proposal_open and not factcheck.veiled else None,
        "may_answer": not blockers(facts, Action.ACCEPT_VERDICT, who),
    }


def threads_of(request: HttpRequest) -> str:
    """Which threads the person looks at."""
    return "resolved" if request.GET.get("threads") == "resolved" else "open"


def workbench(request: HttpRequest, factcheck: FactCheck, **given: Any) -> dict[str, Any]:
    """The whole context. `given` replaces forms by bound ones and adds `refusals`."""
    user = person(request)
    prefetch_related_objects([factcheck], "claims__appearances", "claims__co_claimants")
    context = _side(factcheck, user)
    context |= talk(factcheck, user, context["sources"], request.GET.get("about", ""))
    context["threads"] = threads_of(request)
    context |= _forms(context) if context["can_edit"] else _reading(context, user)
    context["verdicts"] = list(Verdict.objects.filter(retired=False)) if context["can_edit"] else []
    # Readers know published checks only: the others cost no query.
    context["reports"] = list(ReaderReport.objects.to_answer(factcheck)) if factcheck.live_edition_id else []
    context["again"] = again(factcheck, person_for(user, factcheck))
    context["page_look"] = selfcheck.last_of(factcheck=factcheck) if factcheck.live_edition_id else None
    context["words"] = word_count(factcheck.body)
    refused = take(request, factcheck.pk)
    context["note"] = refused.note if refused else ""
    context["refused"] = refused
    return context | given


def show(request: HttpRequest, check_id: int, *, status: int = 200, **given: Any) -> HttpResponse:
    """The workspace, or its right side when htmx asks."""
    fragment = is_fragment(request)
    pulse = {} if fragment else pulse_of(check_id=check_id, user=person(request))
    context = pulse | workbench(request, check_for(request, check_id), **given)
    template = f"{PAGE}#side" if fragment else PAGE
    return render(request, template, context, status=status)


def back(request: HttpRequest, check_id: int, place: str = "", **given: Any) -> HttpResponse:
    """After something was done: the fresh right side for htmx, else the page at the place."""
    if is_fragment(request):
        return show(request, check_id, **given)
    return redirect(reverse("workspace", args=[check_id]) + (f"#{place}" if place else ""))
