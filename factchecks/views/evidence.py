"""What the page of one source shows: facts, attempts, kept copies, and its text with the quotations marked."""

from dataclasses import dataclass
from typing import Any

from factchecks.errors import NotFound
from factchecks.forms.sources import QuotationForm, WaiveForm
from factchecks.links.normal import prepare
from factchecks.links.quotes import verify
from factchecks.models import FactCheck, Snapshot, Source, User
from factchecks.models.facts import facts_of, person_for
from factchecks.policy import blockers
from factchecks.roles import Right
from factchecks.services import access, vault
from factchecks.services.looking import looking_at
from factchecks.states import Action
from factchecks.views.rows import SourceRow, read

ATTEMPTS_SHOWN = 30
# A longer text is shown in part; the quotations are looked for in all of it.
TEXT_SHOWN = 200_000


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A run of the text; `quotation` is the key of the quotation that stands here, `exact` whether it is verified."""

    text: str
    quotation: int = 0
    exact: bool = False


def check_to_edit(check_id: int, by: User) -> FactCheck:
    """The check, for one who may write it now."""
    return access.get_for_edit(check_id=check_id, by=by)


def _load(source_id: int, by: User) -> tuple[FactCheck, Source]:
    known = Source.objects.filter(pk=source_id, removed_at__isnull=True).values_list("factcheck_id", flat=True)
    check_id = known.first()
    if check_id is None:
        raise NotFound("There is no such source.")
    factcheck = access.get_check(check_id=check_id, by=by)
    found = factcheck.sources.visible_to(by, factcheck).select_related("link__latest_snapshot", "attachment")
    source = found.filter(pk=source_id).first()
    if source is None:
        raise NotFound("There is no such source.")
    return factcheck, source


def source_for(source_id: int, by: User) -> Source:
    """The source, if the person may see it. Raises NotFound."""
    return _load(source_id, by)[1]


def _text(source: Source, snapshot: Snapshot | None) -> str:
    key = snapshot.text_sha256 if snapshot else source.attachment.text_sha256 if source.attachment else ""
    return vault.read_text(key) if key else ""


def marked(text: str, row: SourceRow) -> list[Stretch]:
    """The text cut where quotations stand; of two that overlap the earlier one is marked."""
    prepared = prepare(text)
    matches = [(verify(quote.quotation.text, prepared), quote.quotation.pk) for quote in row.quotes]
    found = sorted((match.start, match.end, key, match.verified) for match, key in matches if match.start >= 0)
    stretches, at = [], 0
    for start, end, key, exact in found:
        if start < at:
            continue
        stretches += [
            Stretch(text=prepared.text[at:start]),
            Stretch(text=prepared.text[start:end], quotation=key, exact=exact),
        ]
        at = end
    stretches.append(Stretch(text=prepared.text[at : max(at, TEXT_SHOWN)]))
    return [one for one in stretches if one.text]


def _copies(source: Source) -> list[Snapshot]:
    return list(source.link.snapshots.all()) if source.link else []


def page(source_id: int, by: User, *, copy: str = "") -> dict[str, Any]:
    """The context of the page; `copy` is the key of the kept copy to show, the newest unless it is one of them."""
    factcheck, source = _load(source_id, by)
    row = next(one for one in read(factcheck, by, looking_at(factcheck).links).rows if one.source.pk == source_id)
    copies = _copies(source)
    shown = next((one for one in copies if str(one.pk) == copy), copies[0] if copies else None)
    facts, who = facts_of(factcheck), person_for(by, factcheck)
    return {
        "check": factcheck,
        "row": row,
        "source": source,
        "copies": copies,
        "shown": shown,
        "stretches": marked(_text(source, shown), row),
        "attempts": list(source.link.attempts.all()[:ATTEMPTS_SHOWN]) if source.link else [],
        "can_edit": not blockers(facts, Action.EDIT, who),
        "may_waive": Right.REVIEW in who.rights,
        "quotation_form": QuotationForm(auto_id="quotation_%s"),
        "waive_form": WaiveForm(auto_id=False),
    }
