"""Tags and filters that every template has: icons, verdict marks, dates, domains."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import to_locale

register = template.Library()
SPRITE = "icons.svg"
# What completes an ISO date known to the year (4 letters) or the month (7 letters).
REST_OF_DATE = {4: "-01-01", 7: "-01"}


@register.inclusion_tag("components/icon.html")
def icon(name: str, label: str = "") -> dict[str, str]:
    """An icon of the sprite, e.g. `{% icon "search" %}`; hidden from screen readers unless it has a label."""
    return {"href": f"{static(SPRITE)}#i-{name}", "label": label}


def _mark(silhouette: str, fill: str) -> str:
    return f"{static(SPRITE)}#v-{silhouette}-{fill}"


def _verdict(verdict: Any, word: str) -> dict[str, str]:
    get = verdict.get if isinstance(verdict, dict) else lambda name, default="": getattr(verdict, name, default)
    return {
        "word": word or get("word", ""),
        "tone": get("tone", ""),
        "slug": get("slug", ""),
        "mark": _mark(get("silhouette", "dashed"), get("fill", "outline")),
    }


@register.inclusion_tag("components/verdict_mark.html")
def verdict_mark(verdict: Any) -> dict[str, str]:
    """The mark alone, for beside the word."""
    return _verdict(verdict, "")


@register.inclusion_tag("components/verdict_mark.html")
def stored_verdict_mark(verdict: dict[str, Any] | None) -> dict[str, str]:
    """The mark for a page that is stored: its address carries no hash, so that it outlives a release."""
    shape = f"{verdict['silhouette']}-{verdict['fill']}" if verdict else "dashed-outline"
    return {"tone": verdict["tone"] if verdict else "", "mark": f"{settings.STATIC_URL}{SPRITE}#v-{shape}"}


@register.inclusion_tag("components/verdict_badge.html")
def verdict_badge(verdict: Any, word: str = "") -> dict[str, str]:
    """Mark and word, for lists; `verdict` is a Verdict or the dict in an edition's frame."""
    return _verdict(verdict, word)


@register.filter
def nice_date(value: Any) -> str:
    """`18 November 2026`, from a date, a datetime or ISO text; empty for nothing.

    ISO text that goes only as far as the month or the year gives `November 2026` or `2026`.
    """
    if isinstance(value, str):
        return _nice_text(value)
    if not isinstance(value, date | datetime):
        return ""
    return f"{value.day} {value:%B %Y}"


def _nice_text(iso: str) -> str:
    try:
        found = parse_datetime(iso) or parse_date(iso + REST_OF_DATE.get(len(iso), ""))
    except ValueError:
        return ""
    if found is None:
        return ""
    day = "" if len(iso) in REST_OF_DATE else f"{found.day} "
    return f"{found:%Y}" if len(iso) == len("2026") else f"{day}{found:%B %Y}"


@register.filter
def soon(at: datetime) -> str:
    """`18:00` of a time today, else `24 November, 18:00`, by the clock of whoever reads it."""
    here = timezone.localtime(at)
    return date_format(here, "H:i" if here.date() == timezone.localdate() else "j F, H:i")


@register.filter
def quoted(text: str) -> str:
    """In quotation marks, once: words that were typed with them keep theirs."""
    has_marks = text[:1] in ("“", '"') and text[-1:] in ("”", '"')
    return text if has_marks else f"“{text}”"


@register.filter
def elided(page: "Page[Any]") -> Iterable[str | int]:
    """Page numbers of a list with gaps, e.g. 1, 2, 3, …, 42."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def locale(code: str) -> str:
    """A language as Open Graph writes it: `pt_BR` of `pt-BR`."""
    return to_locale(code)


@register.filter
def domain(url: str) -> str:
    """The host of an address."""
    return urlsplit(url).hostname or ""


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, as a list."""
    return text.split()


@register.simple_tag
def stylesheet(name: str) -> str:
    """Address of `static/css/<name>.css`."""
    return static(f"css/{name}.css")


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"))


@register.filter
def browser(agent: str) -> str:
    """A browser's own long name in two words that a person knows, e.g. `Firefox on Windows`."""
    name = next((name for sign, name in BROWSERS if sign in agent), "A browser")
    system = next((name for sign, name in (*SYSTEMS, ("Linux", "Linux")) if sign in agent), "an unknown system")
    return f"{name} on {system}"
