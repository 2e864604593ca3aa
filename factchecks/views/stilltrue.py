"""What is done about a published check without a new edition: a look again, and where its claim was repeated."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from factchecks.forms.stilltrue import ConfirmForm, DayForm, RepeatForm, day_initial
from factchecks.models import FactCheck
from factchecks.services import repeats, stilltrue
from factchecks.views.answers import attempt_with, in_scope, posted, say
from factchecks.views.loading import check_for, person


def _page(request: HttpRequest, factcheck: FactCheck, form: DayForm | RepeatForm, title: str) -> HttpResponse:
    context = {"check": factcheck, "form": form, "title": title, "button": "Save"}
    return render(request, "factchecks/form_page.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def look_again(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """When Home asks whether it still holds."""
    factcheck = check_for(request, check_id)
    form = DayForm(request.POST if request.method == "POST" else None, initial=day_initial(factcheck.review_by))

    def work() -> None:
        stilltrue.set_day(check_id=check_id, by=person(request), on=form.cleaned_data["on"])

    if attempt_with(form, work, field="on"):
        say(request, "The day is set." if form.cleaned_data["on"] else "Home will not ask again.")
        return redirect("workspace", check_id=check_id)
    return _page(request, factcheck, form, "When to look again")


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def still_true(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """It still holds."""
    factcheck = check_for(request, check_id)
    initial = day_initial(None) | {"edition": factcheck.live_edition_id}
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial=initial)

    def work() -> None:
        told = form.cleaned_data
        stilltrue.confirm(check_id=check_id, by=person(request), seen_edition=told["edition"], on=told["on"])

    if attempt_with(form, work, field="on"):
        say(request, "It is noted that it still holds; readers see today’s date on the article.")
        return redirect("workspace", check_id=check_id)
    return _page(request, factcheck, form, "It still holds")


@require_http_methods(["GET", "HEAD", "POST"])
@in_scope
def repeat_add(request: HttpRequest, check_id: int) -> HttpResponseBase:
    """Where the claim was repeated."""
    factcheck = check_for(request, check_id)
    form = RepeatForm(request.POST if request.method == "POST" else None)

    def work() -> None:
        repeats.add(check_id=check_id, by=person(request), place=repeats.Place(**form.cleaned_data))

    if attempt_with(form, work, field="url"):
        say(request, "It is noted. Readers see it once a second person has confirmed it.")
        return redirect("workspace", check_id=check_id)
    return _page(request, factcheck, form, "Where the claim was repeated")


@posted
def repeat_confirm(request: HttpRequest, check_id: int, repeat_id: int) -> HttpResponseBase:
    """A second person puts it before readers."""
    repeats.confirm(check_id=check_id, repeat_id=repeat_id, by=person(request))
    say(request, "Readers see it on the article now.")
    return redirect("workspace", check_id=check_id)


@posted
def repeat_remove(request: HttpRequest, check_id: int, repeat_id: int) -> HttpResponseBase:
    """Takes it off."""
    repeats.remove(check_id=check_id, repeat_id=repeat_id, by=person(request))
    say(request, "It is taken off.")
    return redirect("workspace", check_id=check_id)
