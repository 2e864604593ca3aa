"""Walks one demo check to its stage through the services."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from factchecks.demo import shapes
from factchecks.demo.art import make_one
from factchecks.demo.talk import Talk
from factchecks.jobs import JobKind, JobState
from factchecks.models import Attachment, Desk, FactCheck, Job, ReplyOutcome, Source, Topic, User, Verdict
from factchecks.services import articles, attachments, checks, corrections, outbox, quotations, replies, sources, worker
from factchecks.services.transitions import transition
from factchecks.states import Action, CorrectionKind

CITE = re.compile(r'data-source="(\w+)"')
LATER = (JobKind.READ_COPIES, JobKind.SELF_CHECK)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What every walk needs: desks and people by key, a folder for files in the making, the demo web's port."""

    desks: dict[str, Desk]
    users: dict[str, User]
    folder: Path
    port: int


def run_jobs() -> None:
    """Does every job that waits but those for which nothing here waits: the worker makes the reading views later, and
    reads the published pages once they are served.

    It holds no lease: before the whole demo is committed nobody else sees a job, and a lease is kept on a second
    connection, which would wait for the first.
    """
    open_ = Job.objects.filter(state=JobState.QUEUED, attempts=0).exclude(kind__in=LATER)
    while waiting := list(open_.values_list("pk", flat=True)):
        for job_id in waiting:
            if job := outbox.claim(job_id):
                worker.WORK[JobKind(job.kind)](job)


def _move(check_id: int, action: Action, by: User, note: str = "") -> None:
    version = FactCheck.objects.values_list("version", flat=True).get(pk=check_id)
    transition(check_id=check_id, action=action, by=by, seen_version=version, note=note)


def _create(row: shapes.Check, content: shapes.DemoNewsroom, stage: Stage) -> FactCheck:
    names = {claimant.slug: claimant.name for claimant in content.claimants}
    appeared = [one.address(stage.port) for one in row.sources if one.key == row.claim.appeared]
    claim = checks.NewClaim(
        text=row.claim.text,
        short=row.claim.short,
        claimant_name=names[row.claim.claimant],
        claimant_role=row.claim.role,
        claimed_on=row.claim.claimed_on,
        place=row.claim.place,
        context=row.claim.context,
        appearance_url=appeared[0] if appeared else "",
        headline=row.headline,
        topics=tuple(Topic.objects.filter(slug__in=row.topics)),
    )
    made = checks.create(desk=stage.desks[row.desk], claim=claim, by=stage.users[row.author])
    due = timezone.now() + timedelta(hours=row.due_hours)
    FactCheck.objects.filter(pk=made.pk).update(due_at=due)
    return made


def _files(row: shapes.Check, check_id: int, author: User, stage: Stage) -> dict[str, Attachment]:
    made: dict[str, Attachment] = {}
    for file in row.files:
        path = make_one(file.name, stage.folder)
        attachment = attachments.attach(check_id=check_id, path=path, name=file.name, by=author)
        shown = file.public and bool(attachment.published_sha256)
        values: dict[str, object] = {"caption": file.caption, "credit": file.credit, "alternative_text": file.alt}
        values |= {"is_public": shown, "is_lead": file.lead}
        made[file.key] = attachments.save(
            attachment_id=attachment.pk, by=author, seen_version=attachment.version, values=values
        )
    return made


def _add(one: shapes.Source, check_id: int, author: User, files: dict[str, Attachment], stage: Stage) -> Source:
    if one.form is shapes.Form.LINK:
        return sources.add_link(check_id=check_id, url=one.address(stage.port), by=author)
    if one.form is shapes.Form.FILE:
        return sources.add_file(check_id=check_id, attachment=files[one.file], by=author)
    return sources.add_described(check_id=check_id, title=one.title, description=one.description, by=author)


def _sources(row: shapes.Check, check_id: int, author: User, stage: Stage) -> dict[str, Source]:
    files = _files(row, check_id, author, stage)
    made: dict[str, Source] = {}
    for one in row.sources:
        source = _add(one, check_id, author, files, stage)
        values = {name: getattr(one, name) for name in ("title", "publisher", "kind", "stance", "primary")}
        values["confidential"] = one.confidential
        if source.link and source.link.verdict == "blocked":
            values["no_copy_reason"] = "The page opens in a browser, but refuses to be copied."
        made[one.key] = sources.save(source_id=source.pk, by=author, seen_version=source.version, values=values)
        for quotation in one.quotations:
            quotations.add(source_id=source.pk, text=quotation.text, locator=quotation.locator, by=author)
    run_jobs()
    return made


def _write(row: shapes.Check, check_id: int, author: User, body: str) -> None:
    version = FactCheck.objects.values_list("version", flat=True).get(pk=check_id)
    values = {"headline": row.headline, "standfirst": row.standfirst, "body": body}
    checks.save_text(check_id=check_id, by=author, seen_version=version, values=values)


def _propose(row: shapes.Check, check_id: int, author: User) -> None:
    if not row.verdict:
        return
    before = row.correction
    checks.propose_verdict(
        check_id=check_id,
        by=author,
        seen_version=FactCheck.objects.values_list("version", flat=True).get(pk=check_id),
        verdict=Verdict.objects.get(slug=(before and before.verdict) or row.verdict),
        explanation=(before and before.explanation) or row.explanation,
    )


def _reply(row: shapes.Check, check_id: int, author: User) -> None:
    if row.reply is None:
        return
    replies.record(
        check_id=check_id,
        by=author,
        outcome=ReplyOutcome(row.reply.status.value),
        whom=row.reply.asked,
        how=row.reply.how,
        text=row.reply.text,
        asked_on=row.reply.asked_on,
    )


def _correct(row: shapes.Check, check_id: int, author: User, editor: User, body: str) -> None:
    """Says what was wrong, writes what is in the row, and publishes it again."""
    if row.correction is None:
        return
    _move(check_id, Action.OPEN_CORRECTION, author)
    words = corrections.Words(
        kind=CorrectionKind(row.correction.kind), wrong=row.correction.wrong, now=row.correction.now
    )
    article = articles.Article(
        headline=row.headline,
        standfirst=row.standfirst,
        body=body,
        methodology="",
        verdict=row.verdict,
        explanation=row.explanation,
        correction=words,
    )
    version = FactCheck.objects.values_list("version", flat=True).get(pk=check_id)
    articles.save(check_id=check_id, by=author, seen_version=version, article=article)
    for action, by in ((Action.SUBMIT, author), (Action.APPROVE, editor), (Action.PUBLISH, editor)):
        _move(check_id, action, by)


def _retract(row: shapes.Check, check_id: int, stage: Stage, editor: User) -> None:
    if row.retracted:
        _move(check_id, Action.RETRACT, stage.users["cleo"], row.retracted)
        _move(check_id, Action.CONFIRM_REQUEST, editor)


def _review(row: shapes.Check, check_id: int, author: User, editor: User, body: str, talk: Talk) -> None:
    _move(check_id, Action.SUBMIT, author, row.submit_note)
    threads = talk.open()
    if not row.send_back_note:
        return
    _move(check_id, Action.SEND_BACK, editor, row.send_back_note)
    talk.answer(threads)
    if row.stage is shapes.Stage.RESEARCH:
        return
    _write(row, check_id, author, body)
    _move(check_id, Action.SUBMIT, author, row.answer_note)


def walk(row: shapes.Check, content: shapes.DemoNewsroom, stage: Stage) -> None:
    """Makes one check and brings it to its stage, each step by the person who would take it."""
    author = stage.users[row.author]
    check_id = _create(row, content, stage).pk
    if row.stage is shapes.Stage.DRAFT:
        return
    _move(check_id, Action.START_RESEARCH, author)
    keys = {key: source.pk for key, source in _sources(row, check_id, author, stage).items()}
    first, last, public = (
        CITE.sub(lambda found: f'data-source="{keys[found[1]]}"', body)
        for body in (row.first_body, row.body, row.first_public_body)
    )
    _write(row, check_id, author, public if row.correction else first)
    _propose(row, check_id, author)
    _reply(row, check_id, author)
    talk = Talk(row=row, check_id=check_id, users=stage.users, sources=keys)
    if row.stage is shapes.Stage.RESEARCH and not row.send_back_note:
        talk.answer(talk.open())
        return
    editor = stage.users[row.editor or "ed"]
    _review(row, check_id, author, editor, last, talk)
    if row.approved or row.stage is shapes.Stage.PUBLISHED:
        _move(check_id, Action.APPROVE, editor)
    if row.stage is shapes.Stage.PUBLISHED:
        _move(check_id, Action.PUBLISH, editor)
        _correct(row, check_id, author, editor, last)
        _retract(row, check_id, stage, editor)
