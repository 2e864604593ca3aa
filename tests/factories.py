"""People and checks for the tests. Checks walk the real services, so nothing exists that the product cannot make."""

import hashlib
import importlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from factchecks.models import Desk, FactCheck, Link, ReplyOutcome, Snapshot, Source, User, Verdict
from factchecks.roles import Role
from factchecks.services import articles, checks, corrections, desks, quotations, replies, sources, vault
from factchecks.services.transitions import transition
from factchecks.states import Action, CorrectionKind, State

PASSWORD = "a long enough pass phrase"
CLAIM = "Every tram stop in the city has been step-free since spring."
BODY = (
    "<p>The operator keeps a public register of every stop.</p><h2>What changed</h2><p>Twelve stops were rebuilt.</p>"
)
PAGES = {
    "https://council.example.org/minutes": "The chair said that every tram stop has been step-free since spring.",
    "https://transit.example.com/register": "The register lists 45 of 54 stops as step-free. Nine are not.",
}


@dataclass(frozen=True)
class Cast:
    """Everybody. Noor edits the other desk; Ines is a second reporter and Mo a second editor of Transport."""

    transport: Desk
    city: Desk
    rita: User
    ines: User
    ed: User
    mo: User
    ada: User
    otto: User
    noor: User
    cleo: User
    sue: User


def make_user(name: str, *groups: Group, **extra) -> User:
    """A person with the given groups."""
    user = User.objects.create_user(f"{name.lower()}@newsroom.example", name, PASSWORD, **extra)
    for group in groups:
        user.groups.add(group)
    return user


def _make_scale() -> None:
    if not Verdict.objects.exists():
        importlib.import_module("factchecks.migrations.0003_first_scale").make_scale(apps, None)


def make_cast() -> Cast:
    """Two desks, Transport and City, with their people. Sue is a superuser on no desk."""
    _make_scale()
    transport = desks.create(name="Transport", slug="transport", by=None)
    city = desks.create(name="City", slug="city", by=None)
    reporters, editors = desks.group_for(transport, Role.REPORTER), desks.group_for(transport, Role.EDITOR)
    return Cast(
        transport=transport,
        city=city,
        rita=make_user("Rita", reporters),
        ines=make_user("Ines", reporters),
        ed=make_user("Ed", editors),
        mo=make_user("Mo", editors),
        ada=make_user("Ada", Group.objects.get(name=Role.ADMIN.value), is_staff=True),
        otto=make_user("Otto", desks.group_for(city, Role.REPORTER)),
        noor=make_user("Noor", desks.group_for(city, Role.EDITOR)),
        cleo=make_user("Cleo", Group.objects.get(name=Role.CHIEF.value)),
        sue=make_user("Sue", is_staff=True, is_superuser=True),
    )


def keep_copy(link: Link, text: str) -> Snapshot:
    """A kept copy of a link with this text, as a good fetch leaves it."""
    raw = vault.store().receive([text.encode()], 1_000_000)
    snapshot, _ = Snapshot.objects.get_or_create(
        link=link,
        sha256=raw.sha256,
        text_sha256=vault.keep_text(text),
        defaults={
            "media_type": "text/plain",
            "size": raw.size,
            "final_url": link.url,
            "fetched_at": timezone.now(),
        },
    )
    Link.objects.filter(pk=link.pk).update(
        latest_snapshot=snapshot, state="ok", verdict="ok", checked_at=timezone.now()
    )
    return snapshot


def add_page(check: FactCheck, url: str, text: str, by: User, quote: str = "") -> Source:
    """A source by address that has been fetched, and a quotation from it."""
    source = sources.add_link(check_id=check.pk, url=url, by=by)
    keep_copy(source.link, text)
    if quote:
        quotations.add(source_id=source.pk, text=quote, by=by)
    return source


def _fill(check: FactCheck, by: User) -> None:
    for url, text in PAGES.items():
        add_page(check, url, text, by, quote=text.split(".")[0])
    check.refresh_from_db()
    text = {"headline": "Is every tram stop step-free?", "standfirst": "Nine of 54 are not.", "body": BODY}
    check = checks.save_text(check_id=check.pk, by=by, seen_version=check.version, values=text)
    verdict = Verdict.objects.get(slug="misleading")
    why = "Most stops are, but nine are not."
    checks.propose_verdict(check_id=check.pk, by=by, seen_version=check.version, verdict=verdict, explanation=why)
    replies.record(
        check_id=check.pk, by=by, outcome=ReplyOutcome.ANSWERED, whom="Dana Whitcombe", text="We meant two lines."
    )


def move(check: FactCheck, action: Action, by: User, note: str = "") -> FactCheck:
    """One transition with the version as it is now."""
    check.refresh_from_db()
    return transition(check_id=check.pk, action=action, by=by, seen_version=check.version, note=note)


def schedule(check: FactCheck, by: User, at: datetime | None = None) -> FactCheck:
    """An approved check that goes out at that time, or in two days."""
    check.refresh_from_db()
    at = at or timezone.now() + timedelta(days=2)
    return transition(check_id=check.pk, action=Action.SCHEDULE, by=by, seen_version=check.version, at=at)


def propose(check: FactCheck, by: User, slug: str = "false", reason: str = "Nine stops are not.") -> FactCheck:
    """Another verdict, proposed by a reviewer."""
    check.refresh_from_db()
    return transition(
        check_id=check.pk,
        action=Action.PROPOSE_VERDICT,
        by=by,
        seen_version=check.version,
        note=reason,
        verdict=Verdict.objects.get(slug=slug),
    )


WRONG, NOW = "It said that nine stops have a step.", "Eight stops have a step."


def correct(check: FactCheck, by: User, *, kind: str = "correction", wrong: str = WRONG, now: str = NOW) -> FactCheck:
    """A correction that this person has opened, with its words."""
    check = move(check, Action.OPEN_CORRECTION, by)
    return reword(check, by, kind=kind, wrong=wrong, now=now)


def reword(check: FactCheck, by: User, *, kind: str, wrong: str = WRONG, now: str = NOW, **texts: str) -> FactCheck:
    """The words of the open correction, and other texts of the article, saved as the workspace does."""
    check = FactCheck.objects.get(pk=check.pk)
    claim = check.claims.select_related("verdict").get(order=0)
    names = ("headline", "standfirst", "body", "methodology")
    given = {name: getattr(check, name) for name in names} | {"explanation": claim.explanation}
    article = articles.Article(
        **given | {"verdict": claim.verdict.slug} | texts,
        correction=corrections.Words(kind=CorrectionKind(kind), wrong=wrong, now=now),
    )
    return articles.save(check_id=check.pk, by=by, seen_version=check.version, article=article)


def publish_again(check: FactCheck, cast: "Cast", by: User) -> FactCheck:
    """Submits an open correction; Ed approves and publishes it."""
    check = move(check, Action.SUBMIT, by)
    check = move(check, Action.APPROVE, cast.ed)
    return move(check, Action.PUBLISH, cast.ed)


def blind(check: FactCheck) -> FactCheck:
    """The desk of the check reviews blind from now on."""
    Desk.objects.filter(pk=check.desk_id).update(blind_review=True)
    return FactCheck.objects.get(pk=check.pk)


def state_own(check: FactCheck, by: User, slug: str) -> FactCheck:
    """An editor's own verdict in the current round."""
    check.refresh_from_db()
    verdict = Verdict.objects.get(slug=slug)
    return transition(
        check_id=check.pk, action=Action.STATE_VERDICT, by=by, seen_version=check.version, verdict=verdict
    )


def make_check(cast: Cast, at: State = State.DRAFT, *, approved: bool = False, by: User | None = None) -> FactCheck:
    """A check of the Transport desk by Rita, brought to a state through the services; Ed approves and publishes."""
    author = by or cast.rita
    claim = checks.NewClaim(text=CLAIM, claimant_name="Dana Whitcombe", headline="Step-free?", place="Council session")
    check = checks.create(desk=cast.transport, claim=claim, by=author)
    if at is State.DRAFT:
        return check
    check = move(check, Action.START_RESEARCH, author)
    _fill(check, author)
    if at is State.RESEARCH:
        return FactCheck.objects.get(pk=check.pk)
    check = move(check, Action.SUBMIT, author)
    if at is State.PUBLISHED or approved:
        check = move(check, Action.APPROVE, cast.ed)
    return move(check, Action.PUBLISH, cast.ed) if at is State.PUBLISHED else check


def rows_of(models) -> dict[type, list[tuple]]:
    """Every row of the tables of these models, as the database has it."""
    found = {}
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY "{model._meta.pk.column}"')
            found[model] = cursor.fetchall()
    return found


def fingerprint(*values: object) -> str:
    """A short hash of anything, to compare before and after."""
    return hashlib.sha256(repr(values).encode()).hexdigest()
