"""Proofreads the demo content: the rules that hold across its tables, each problem as a sentence."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from factchecks.demo.shapes import Check, DemoFile, DemoNewsroom, Form, Person, Role, Source, Stage

VERDICTS = frozenset({"true", "mostly-true", "misleading", "mostly-false", "false", "unproven"})
KINDS = frozenset({"official_record", "data", "study", "news", "social_post", "interview", "expert"}) | frozenset(
    {"document", "image_video", "archive"}
)
STANCES = frozenset({"supports", "undermines", "context"})
TAGS = frozenset({"p", "h2", "h3", "blockquote", "ul", "ol", "li", "strong", "em", "cite"})
SHORT_LETTERS = 75  # Google's advice for ClaimReview.claimReviewed
PUBLISHED_WORDS = range(180, 401)
CITE = re.compile(r'<cite data-source="([^"]+)">(\d+)</cite>')


def problems(newsroom: DemoNewsroom) -> list[str]:
    """Return one sentence for each thing that is not in order, or an empty list."""
    found = [*_doubles(newsroom)]
    for check in newsroom.checks:
        lines = [*_people(check, newsroom), *_references(check, newsroom), *_texts(check)]
        lines += [*_citations(check), *_files(check), *_readiness(check), *_threads(check, newsroom)]
        lines += [line for source in check.sources for line in _source(source, check)]
        found += [f"{check.key}: {line}" for line in lines]
    return found


def link_hosts(check: Check) -> frozenset[str]:
    """Return the hosts of the check's link sources, without a port."""
    links = [source for source in check.sources if source.form is Form.LINK]
    return frozenset(urlsplit(source.address(0)).hostname or "" for source in links)


def words(html: str) -> int:
    """Return the number of words in `html`, tags and citations not counted."""
    return len(re.sub(r"<[^>]+>", " ", CITE.sub("", html)).split())


def _doubles(newsroom: DemoNewsroom) -> Iterator[str]:
    names = [desk.key for desk in newsroom.desks] + [topic.slug for topic in newsroom.topics]
    names += [person.key for person in newsroom.people] + [claimant.slug for claimant in newsroom.claimants]
    for key, times in Counter(names + [check.key for check in newsroom.checks]).items():
        if times > 1 and key != "transport":  # a desk and a topic share this word
            yield f"{key} is used {times} times"


def _people(check: Check, newsroom: DemoNewsroom) -> Iterator[str]:
    people = {person.key: person for person in newsroom.people}
    author, editor = people.get(check.author), people.get(check.editor)
    if author is None or author.role is not Role.REPORTER or check.desk not in author.desks:
        yield f"the author {check.author} is no reporter of the desk {check.desk}"
    if (check.editor or check.stage is Stage.PUBLISHED) and not _may_edit(editor, check.desk):
        yield f"the editor {check.editor} is no editor of the desk {check.desk}"


def _threads(check: Check, newsroom: DemoNewsroom) -> Iterator[str]:
    people, sources = {person.key for person in newsroom.people}, {source.key for source in check.sources}
    body = re.sub(r"<[^>]+>", "", CITE.sub("", check.first_body))
    for thread in check.threads:
        yield from (f"nobody is called {one.by}" for one in thread.comments if one.by not in people)
        if thread.words and thread.words not in body:
            yield f"a comment is about words that the first body has not: {thread.words}"
        if thread.source and thread.source not in sources:
            yield f"a comment is about the source {thread.source}, which is not there"


def _may_edit(person: Person | None, desk: str) -> bool:
    return person is not None and person.role in {Role.EDITOR, Role.CHIEF} and desk in person.desks


def _references(check: Check, newsroom: DemoNewsroom) -> Iterator[str]:
    for topic in set(check.topics) - {topic.slug for topic in newsroom.topics}:
        yield f"there is no topic {topic}"
    if check.claim.claimant not in {claimant.slug for claimant in newsroom.claimants}:
        yield f"there is no claimant {check.claim.claimant}"
    if check.claim.appeared and check.claim.appeared not in {source.key for source in check.sources}:
        yield f"the claim appeared in {check.claim.appeared}, which is no source"
    if check.verdict and check.verdict not in VERDICTS:
        yield f"there is no verdict {check.verdict}"


def _texts(check: Check) -> Iterator[str]:
    if len(check.claim.short) > SHORT_LETTERS:
        yield f"the short claim has {len(check.claim.short)} letters"
    for tag in set(re.findall(r"</?([a-zA-Z0-9]+)", check.body)) - TAGS:
        yield f"the body uses <{tag}>"
    changes = (check.rewrite, check.correction.passage if check.correction else None)
    if any(change and check.body.count(change.now) != 1 for change in changes):
        yield "the rewritten passage is not once in the body"
    if check.correction and check.correction.verdict not in VERDICTS | {""}:
        yield f"there is no verdict {check.correction.verdict}"


def _citations(check: Check) -> Iterator[str]:
    numbers = {source.key: str(place) for place, source in enumerate(check.sources, start=1)}
    for key, number in CITE.findall(check.body):
        if numbers.get(key) != number:
            yield f"the body cites {key} as {number}"
    if check.body.count("<cite") != len(CITE.findall(check.body)):
        yield "a citation is not written as the others"


def _files(check: Check) -> Iterator[str]:
    if sum(file.lead for file in check.files) > 1:
        yield "there is more than one lead photo"
    for file in check.files:
        if not (file.caption and file.credit and (file.alt or not _is_image(file))):
            yield f"the file {file.key} lacks a caption, a credit or an alternative text"


def _is_image(file: DemoFile) -> bool:
    return file.name.endswith((".jpg", ".png"))


def _readiness(check: Check) -> Iterator[str]:
    if check.stage not in {Stage.REVIEW, Stage.PUBLISHED}:
        return
    texts = (check.standfirst, check.body, check.verdict, check.explanation, check.submit_note)
    if not all(texts) or check.reply is None:
        yield "a text, the verdict, the note or the right of reply is missing"
    if len(link_hosts(check)) < 2:
        yield "it needs links to two sites"
    if check.stage is Stage.PUBLISHED and words(check.body) not in PUBLISHED_WORDS:
        yield f"the body has {words(check.body)} words"


def _source(source: Source, check: Check) -> Iterator[str]:
    filled = {Form.LINK: source.url, Form.FILE: source.file, Form.DESCRIBED: source.description}
    if not filled[source.form]:
        yield f"the source {source.key} lacks what makes it a {source.form}"
    if source.form is Form.LINK and not re.match(r"http://[a-z]+\.localhost:\{port\}/", source.url):
        yield f"the source {source.key} is not on the demo web"
    if source.form is Form.FILE and source.file not in {file.key for file in check.files}:
        yield f"the source {source.key} names no file of the check"
    if source.kind not in KINDS or source.stance not in STANCES:
        yield f"the source {source.key} has an unknown kind or stance"
