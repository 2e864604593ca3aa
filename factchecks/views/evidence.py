"""What the page of one source shows: its text with the quotations marked, its copies, its facts, where it is cited."""

from dataclasses import dataclass
from typing import Any

from factchecks.forms.sources import HeldFileForm, QuotationForm, ReplaceForm, WaiveForm
from factchecks.links.observations import Verdict
from factchecks.links.textlinks import text_link
from factchecks.models import Attachment, FactCheck, Snapshot, Source, User
from factchecks.models.factrows import BROKEN
from factchecks.models.facts import facts_of, person_for
from factchecks.policy import blockers
from factchecks.roles import Right
from factchecks.services import access, alerts, attachments, links
from factchecks.services.looking import looking_at
from factchecks.states import Action
from factchecks.views import source_facts as facts
from factchecks.views import source_versions as compare
from factchecks.views.rows import SourceRow, read
from factchecks.views.source_reading import Said, View, said
from factchecks.views.source_uses import Uses, uses


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address asks for: the key of a copy and of the one to compare it with, how to show it, which looks."""

    copy: str = ""
    older: str = ""
    view: str = ""
    looks: str = ""

    @property
    def shown_as(self) -> View:
        return View(self.view) if self.view in set(View) else View.READING


def check_to_edit(check_id: int, by: User) -> FactCheck:
    """The check, for one who may write it now."""
    return access.get_for_edit(check_id=check_id, by=by)


def source_for(source_id: int, by: User) -> Source:
    """The source, if the person may see it. Raises NotFound."""
    return links.visible_source(source_id=source_id, by=by)[1]


def _chosen(copies: list[Snapshot], key: str, otherwise: int) -> Snapshot | None:
    """The copy of that key, else the one at the place `otherwise`, None when there is none."""
    named = next((one for one in copies if str(one.pk) == key), None)
    return named or (copies[otherwise] if otherwise < len(copies) else None)


def _copies(source: Source, asked: Asked) -> dict[str, Any]:
    """The kept copies, newest first, which of them is shown, and what they look like in a row."""
    link = source.link
    copies = list(link.snapshots.all()[: compare.CHOSEN_FROM]) if link else []
    shown = _chosen(copies, asked.copy, 0)
    return {
        "copies": copies,
        "shown": shown,
        "newest": copies[0] if copies else None,
        "versions": compare.versions(copies, shown, lost=bool(link and link.state in BROKEN)),
        "fingerprints": facts.fingerprints(shown) if shown else [],
    }


def _comparison(copies: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """The shown copy beside an older one, the one before it unless another is asked for."""
    shown, rows = copies["shown"], copies["copies"]
    older = _chosen(rows, asked.older, rows.index(shown) + 1) if shown else None
    if shown is None or older is None or older == shown:
        return {"older": None}
    try:
        stretches = compare.compared(compare.lines_of(older), compare.lines_of(shown))
    except FileNotFoundError:
        return {"older": older, "lost": True}
    words = sum(one.words for one in stretches)
    return {"older": older, "words": words, "stretches": compare.shortened(stretches)}


def _link(source: Source, copies: list[Snapshot], asked: Asked) -> dict[str, Any]:
    """What is known of the address; empty for a source without one."""
    if source.link is None:
        return {}
    return {
        "why": facts.why(source.link),
        "confirmed": facts.confirmation(source.link),
        "looks": facts.looks(source.link, asked.looks),
        "days": facts.last_days(source.link, copies),
        "moved": source.link.verdict == Verdict.MOVED_PERMANENTLY and bool(source.link.final_url),
        "unreadable": source.link.state == "unknown" or source.link.latest_snapshot_id is None,
    }


def _jumps(source: Source, found: Uses, text: Said) -> dict[int, str]:
    """By quotation of this check: the address that leads a browser to its words."""
    if not source.cited_url or text.located is None:
        return {}
    known = {one.quote.quotation.pk for one in text.told if one.marked and one.verified}
    own = (quote.quotation for quote in found.rows[0].quotes)
    return {one.pk: text_link(source.cited_url, one.text, text.located) for one in own if one.pk in known}


def _may(factcheck: FactCheck, by: User) -> dict[str, Any]:
    who = person_for(by, factcheck)
    return {
        "can_edit": not blockers(facts_of(factcheck), Action.EDIT, who),
        "may_waive": Right.REVIEW in who.rights,
        "may_answer": bool(alerts.RIGHTS & who.rights),
    }


def _held(factcheck: FactCheck, source: Source, by: User) -> HeldFileForm | None:
    """For a page that the machine cannot read: which file of the check is kept in the place of a copy."""
    if source.link is None or not (source.copy_file or source.link.latest_snapshot is None):
        return None
    files: list[Attachment] = attachments.visible(factcheck=factcheck, by=by)
    return HeldFileForm(files=[one for one in files if one.family in ("pdf", "image")])


def page(source_id: int, by: User, asked: Asked | None = None) -> dict[str, Any]:
    """The context of the page, in a constant number of queries. Raises NotFound."""
    asked = asked or Asked()
    factcheck, source = links.visible_source(source_id=source_id, by=by)
    looking = looking_at(factcheck)
    row: SourceRow = next(one for one in read(factcheck, by, looking.links).rows if one.source.pk == source_id)
    copies = _copies(source, asked)
    found, view = uses(factcheck, row, by), asked.shown_as
    text = said(source, copies["shown"], found.rows, View.TEXT if view is View.COMPARE else view)
    may = _may(factcheck, by)
    return {
        "check": factcheck,
        "source": source,
        "row": row,
        "view": view.value,
        "uses": found,
        "said": text,
        "jumps": _jumps(source, found, text),
        "comparison": _comparison(copies, asked) if view is View.COMPARE else {},
        "alert": source.alerts.filter(closed_at__isnull=True).first(),
        "replace_form": ReplaceForm(auto_id="replace_%s"),
        "held_form": _held(factcheck, source, by) if may["can_edit"] else None,
        "quotation_form": QuotationForm(auto_id="quotation_%s"),
        "waive_form": WaiveForm(auto_id=False),
        **copies,
        **may,
        **_link(source, copies["copies"], asked),
    }
