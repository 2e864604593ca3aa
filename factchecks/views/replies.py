"""Right of reply, recorded in its tab of the workspace."""

from django.http import HttpRequest, HttpResponse

from factchecks.forms.replies import ReplyForm
from factchecks.models import ReplyOutcome
from factchecks.services import replies
from factchecks.views.answers import attempt_with, posted, say
from factchecks.views.loading import person
from factchecks.views.workbench import back, show


def _record(request: HttpRequest, check_id: int, form: ReplyForm) -> None:
    values = dict(form.cleaned_data)
    outcome = ReplyOutcome(values.pop("outcome"))
    replies.record(check_id=check_id, by=person(request), outcome=outcome, **values)


@posted
def reply_record(request: HttpRequest, check_id: int) -> HttpResponse:
    """Sets what came of asking those concerned."""
    form = ReplyForm(request.POST, auto_id="reply_%s")
    if not attempt_with(form, lambda: _record(request, check_id, form), field="text"):
        return show(request, check_id, status=422, reply_form=form, tab="reply")
    say(request, "The right of reply is recorded.")
    return back(request, check_id, "reply", tab="reply")
