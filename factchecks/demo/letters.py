"""What readers of the demo wrote: three suggestions and one report. All invented."""

from factchecks.models import FactCheck
from factchecks.services import readersend

SUGGESTIONS = (
    {
        "text": "Two out of three of the city's playgrounds were closed this summer.",
        "who": "A speaker at the residents' meeting in Millbank",
        "why": "Parents in our street repeat it, and ours was open all the time.",
        "email": "reader.one@example.org",
    },
    {
        "text": "The new library card costs families forty crowns a year more than the old one.",
        "who": "Leaflet of the Reading Friends",
        "url": "https://readingfriends.example.org/leaflet",
    },
    {
        "text": "The river has not been this low since measuring began in 1921.",
        "why": "It is on a poster at the harbour, with no source under it.",
    },
)
REPORT = {
    "text": "The second paragraph gives the figure for the whole region, not for the city.",
    "url": "https://statistics.example.org/tables/regions",
    "email": "reader.two@example.org",
}


def write_letters() -> None:
    """The three suggestions; the report is about the check that went out first, if one did."""
    for one in SUGGESTIONS:
        readersend.suggest(**one)
    first = FactCheck.objects.public().order_by("first_published_at", "id").first()
    if first:
        readersend.report(slug=first.slug, **REPORT)
