"""Tags and filters that every template has: icons, verdict marks, dates, domains."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.dateparse import parse_date, parse_datetime

register = template.Library()
SPRITE = "icons.svg"


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
def stored_verdict_mark(verdict: Any) -> dict[str, str]:
    """The mark for a page that is stored: its address carries no hash, so that it outlives a release."""
    return {
        "tone": verdict["tone"],
        "mark": f"{settings.STATIC_URL}{SPRITE}#v-{verdict['silhouette']}-{verdict['fill']}",
    }


@register.inclusion_tag("components/verdict_badge.html")
def verdict_badge(verdict: Any, word: str = "") -> dict[str, str]:
    """Mark and word, for lists; `verdict` is a Verdict or the dict in an edition's frame."""
    return _verdict(verdict, word)


@register.filter
def nice_date(value: Any) -> str:
    """`18 November 2026`, from a date, a datetime or ISO text; empty for nothing."""
    if isinstance(value, str):
        value = parse_datetime(value) or parse_date(value)
    if not isinstance(value, date | datetime):
        return ""
    return f"{value.day} {value:%B %Y}"


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
