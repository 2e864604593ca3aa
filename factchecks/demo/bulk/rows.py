"""The working copies in bulk: checks with claim, sources, topics, right of reply and who worked on them."""

from datetime import datetime, timedelta

from factchecks.demo.bulk.stock import Made, Stock, drawn_state
from factchecks.demo.bulk.words import ROLES, Words, words
from factchecks.models import (
    Claim,
    Contribution,
    FactCheck,
    Link,
    ReplyOutcome,
    ReplyRequest,
    Source,
)
from factchecks.states import State

BATCH = 500
DUE_HOURS = (-48, 240)
YEARS = 3


def _body(said: Words, sources: list[Source]) -> str:
    cites = [f'<cite data-source="{one.pk}"></cite>' for one in sources]
    parts = [f"<p>{text}{cites[n] if n < len(cites) else ''}</p>" for n, text in enumerate(said.paragraphs)]
    return "".join([parts[0], "<h2>What the records say</h2>", *parts[1:]])


def _begun(state: State, stock: Stock) -> datetime:
    days = stock.random.uniform(6, 365 * YEARS) if state is State.PUBLISHED else stock.random.uniform(2, 20)
    return stock.now - timedelta(days=days)


def _check(stock: Stock, edition: int) -> Made:
    """One check, not saved; `edition` is the key that its public edition will have."""
    random, state = stock.random, drawn_state(stock.random)
    team, said, begun = random.choice(stock.teams), words(random), _begun(state, stock)
    author, editor = random.choice(team.reporters), random.choice(team.editors)
    check = FactCheck(desk=team.desk, author=author, assignee=author, headline=said.headline, state=state)
    check.due_at = begun + timedelta(days=2)
    if state is State.PUBLISHED:
        check.live_edition_id = edition
        check.first_published_at = check.last_public_change_at = begun + timedelta(days=random.uniform(1.5, 5))
    else:
        check.due_at = stock.now + timedelta(hours=random.randint(*DUE_HOURS))
    claim = Claim(
        factcheck=check, text=said.claim, place="A session of the council", claimant_role=random.choice(ROLES)
    )
    claim.claimant = random.choice(stock.claimants)
    claim.claimant_name, claim.claimed_on = claim.claimant.name, (begun - timedelta(days=1)).date()
    topic = random.choice(stock.topics)
    return Made(
        check=check, words=said, editor=editor, claim=claim, sources=[], topic=topic, edition=edition, begun=begun
    )


def _judge(one: Made, stock: Stock) -> None:
    verdict = stock.random.choice(stock.verdicts)
    one.claim.verdict, one.claim.explanation = verdict, one.words.explanation
    one.claim.verdict_word, one.claim.verdict_definition = verdict.word, verdict.definition


def _cite(one: Made, links: list[Link]) -> None:
    for order, link in enumerate(links, start=1):
        fields = {"title": link.title, "publisher": link.publisher, "independence": f"site:{link.domain}"}
        fields |= {"cited_url": link.url}
        source = Source(factcheck=one.check, order=order, link=link, added_by=one.check.author, **fields)
        source.accessed_on = one.begun.date()
        one.sources.append(source)


def _reply(one: Made) -> ReplyRequest:
    whom = one.claim.claimant_name
    return ReplyRequest(
        factcheck=one.check, outcome=ReplyOutcome.DECLINED, whom=whom, how="By e-mail", recorded_by=one.check.author
    )


def make_rows(stock: Stock, pages: list[list[Link]], edition: int) -> list[Made]:
    """A check for each list of pages; drafts say nothing yet. The keys of the public editions count from `edition`."""
    made = [_check(stock, edition + 2 * place) for place in range(len(pages))]
    FactCheck.objects.bulk_create([one.check for one in made], batch_size=BATCH)
    for one, links in zip(made, pages, strict=True):
        _cite(one, links)
    begun = [one for one in made if one.check.state != State.DRAFT]
    for one in begun:
        _judge(one, stock)
    Claim.objects.bulk_create([one.claim for one in made], batch_size=BATCH)
    Source.objects.bulk_create([source for one in made for source in one.sources], batch_size=BATCH)
    ReplyRequest.objects.bulk_create([_reply(one) for one in begun], batch_size=BATCH)
    Contribution.objects.bulk_create([Contribution(factcheck=one.check, user=one.check.author) for one in made])
    through = FactCheck.topics.through
    through.objects.bulk_create([through(factcheck_id=one.check.pk, topic_id=one.topic.pk) for one in made])
    for one in begun:
        one.check.standfirst, one.check.body = one.words.standfirst, _body(one.words, one.sources)
    return made
