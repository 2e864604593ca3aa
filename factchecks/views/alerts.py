""" "Does the verdict still hold?": one task with what changed, what the article rests on, and three ways on."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from factchecks.errors import NotFound
from factchecks.forms.alerts import HoldsForm
from factchecks.links.explanations import RULES
from factchecks.links.observations import Rule
from factchecks.models import Alert, FactCheck, User
from factchecks.models.facts import person_for, primary_claim
from factchecks.models.veil import veil
from factchecks.publishing.blocks import read_blocks
from factchecks.services import alerts, links
from factchecks.views.answers import attempt, attempt_with, in_scope, posted, say
from factchecks.views.health_rows import wrong_chip
from factchecks.views.loading import person
from factchecks.views.rows import SourceRow, read

PAGE = "factchecks/alert.html"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The task, its check with facts, and its source as the person may see it."""

    alert: Alert
    factcheck: FactCheck
    row: SourceRow

    @property
    def passages(self) -> list[str]:
        """The paragraphs of the working copy that cite the source."""
        key = str(self.row.source.pk)
        blocks = read_blocks(self.factcheck.body, {})
        return [one.text for one in blocks if any(piece.cite == key for piece in one.pieces)]

    @property
    def why(self) -> str:
        """The rule that decided the last look, in words."""
        link = self.row.source.link
        known = link is not None and link.rule in {rule.value for rule in Rule}
        return RULES.get(Rule(link.rule), "") if link is not None and known else ""


def _load(alert_id: int, by: User) -> Asked:
    """Raises NotFound outside the person's scope, also when the source is not for them."""
    found = Alert.objects.filter(pk=alert_id).select_related("closed_by").first()
    if found is None:
        raise NotFound("There is no such task.")
    factcheck, source = links.visible_source(source_id=found.source_id, by=by)
    row = next(one for one in read(factcheck, by).rows if one.source.pk == source.pk)
    return Asked(alert=found, factcheck=veil(factcheck, by), row=row)


def _show(request: HttpRequest, asked: Asked, form: HoldsForm, **given: Any) -> HttpResponse:
    rights = person_for(person(request), asked.factcheck).rights
    context = {
        "asked": asked,
        "alert": asked.alert,
        "check": asked.factcheck,
        "claim": primary_claim(asked.factcheck),
        "row": asked.row,
        "source": asked.row.source,
        "copy": asked.row.source.link.latest_snapshot if asked.row.source.link else None,
        "chip": wrong_chip(asked.alert.state, None),
        "form": form,
        "may_answer": bool(alerts.RIGHTS & rights),
    }
    failed = form.is_bound or "refusals" in given
    return render(request, PAGE, context | given, status=422 if failed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def alert(request: HttpRequest, alert_id: int) -> HttpResponseBase:
    """The task; a form that comes here says that the verdict holds, and why."""
    by = person(request)
    asked = _load(alert_id, by)
    form = HoldsForm(request.POST if request.method == "POST" else None)
    note = form.data.get("note", "")
    if attempt_with(form, lambda: alerts.answer(alert_id=alert_id, by=by, note=note), field="note"):
        say(request, "Answered: the verdict holds. Your reason is in the history of the check.")
        return redirect("alert", alert_id=alert_id)
    return _show(request, asked, form)


@posted
def cite_copy(request: HttpRequest, alert_id: int) -> HttpResponseBase:
    """Sends readers to the kept copy, which closes the task."""
    by = person(request)
    asked = _load(alert_id, by)
    reasons = attempt(lambda: alerts.cite_copies(source_ids=[asked.alert.source_id], by=by))
    if reasons:
        return _show(request, asked, HoldsForm(), refusals=reasons)
    say(request, "The kept copy is cited now. The article says so.")
    return redirect(reverse("alert", args=[alert_id]))
