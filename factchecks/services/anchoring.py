"""What a thread is about: finds the words or the source in the check as it is saved."""

from dataclasses import dataclass

from factchecks.errors import Refused
from factchecks.models import FactCheck, Source, User
from factchecks.models.discussion import CONTEXT_MAX, EXACT_MAX
from factchecks.publishing.anchors import Anchor, anchored, single
from factchecks.publishing.body import plain_text


@dataclass(frozen=True, kw_only=True)
class About:
    """What a thread is about: words of the article, or a source, or, with neither, the whole check."""

    exact: str = ""
    before: str = ""
    after: str = ""
    source_id: int | None = None


WHOLE = About()


def anchor_of(*, about: About, factcheck: FactCheck) -> Anchor:
    """The words as they stand in the saved article. Raises Refused when they do not, or are too many."""
    exact = single(about.exact)
    if not exact:
        return Anchor(exact="")
    if about.source_id is not None:
        raise Refused("A comment is about words of the article or about a source, not both.")
    if len(exact) > EXACT_MAX:
        raise Refused(f"Choose at most {EXACT_MAX} characters of the article.")
    wanted = Anchor(exact=exact, before=single(about.before), after=single(about.after))
    found = anchored(wanted, plain_text(factcheck.body), around=CONTEXT_MAX)
    if found is None:
        raise Refused("These words are not in the article as it is saved.")
    return found


def source_of(*, about: About, factcheck: FactCheck, by: User) -> Source | None:
    """The source a thread is about, if it is. Raises Refused when the person does not see it in the list."""
    if about.source_id is None:
        return None
    rows = factcheck.sources.current().visible_to(by, factcheck)
    source: Source | None = rows.filter(pk=about.source_id).first()
    if source is None:
        raise Refused("This source is not in the list any more.")
    return source
