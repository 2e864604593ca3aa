"""A file in the place of a kept copy: for a page behind a wall, which a person could open and the machine could not."""

from django.db import transaction

from factchecks.errors import Refused
from factchecks.models import Attachment, FactCheck, Source, User
from factchecks.services import checks, ledger, quotations, sources


@transaction.atomic
def hold_file(*, source_id: int, attachment_id: int | None, by: User) -> Source:
    """Keeps a PDF or picture of the check as the copy of the source; None takes it off again.

    Raises NotFound, NotAllowed, or Refused when the source has no address or the file is not one of the check.
    """
    factcheck, source = sources.get_for_edit(source_id=source_id, by=by)
    if source.link_id is None:
        raise Refused("Only a source with an address can have a copy.")
    file = _file(factcheck, attachment_id) if attachment_id is not None else None
    Source.objects.filter(pk=source.pk).update(copy_file=file)
    source.copy_file = file
    quotations.look_again(source)
    checks.changed(factcheck=factcheck, by=by)
    details = {"source": source.pk, "file": file.pk if file else None}
    ledger.record(factcheck=factcheck, verb="hold_copy", by=by, details=details)
    return source


def _file(factcheck: FactCheck, attachment_id: int) -> Attachment:
    wanted = factcheck.attachments.filter(removed_at__isnull=True, family__in=("pdf", "image"))
    file = wanted.filter(pk=attachment_id).first()
    if file is None:
        raise Refused("Choose a PDF or a picture among the files of this check.")
    return file
