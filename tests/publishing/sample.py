"""A full content and its publication, for tests that need no database."""

import copy
from dataclasses import replace
from datetime import UTC, datetime

from factchecks.publishing.publication import Publication, Site

# Written by the program, never typed.
FIXED = ("form", "sha256", "extension", "precision", "topics")
VERDICT = {
    "slug": "misleading",
    "silhouette": "diamond",
    "fill": "filled",
    "tone": "misleading",
    "number": 3,
    "worst": 1,
    "best": 5,
}
CLAIM = {
    "key": 1,
    "text": "Every tram stop has been step-free since spring.",
    "short": "Every tram stop is step-free",
    "language": "en",
    "claimant": "Dana Whitcombe",
    "role": "Chair of the transport committee",
    "origin_unknown": False,
    "claimed_on": "2026-11-18",
    "precision": "day",
    "place": "Council session",
    "context": "",
    "verdict": "Misleading",
    "definition": "Parts are accurate, but the whole gives a wrong picture.",
    "explanation": "Nine of 54 stops still have a step.",
    "appearances": [{"url": "https://video.example/1", "title": "Recording", "is_first": True, "timecode": ""}],
}
FRAME = {
    "claimant": {"kind": "person", "slug": "dana", "same_as": "", "portrait": "", "portrait_extension": ""},
    "verdict": VERDICT,
}
SOURCE = {
    "key": 71,
    "n": 1,
    "form": "link",
    "url": "https://transit.example/register",
    "title": "Register of stops",
    "publisher": "Harbourmouth Transit",
    "author": "",
    "published_on": "2026-11-02",
    "accessed_on": "2026-11-19",
    "kind": "data",
    "primary": True,
    "stance": "undermines",
    "interests": "",
    "description": "",
    "cite_copy": False,
    "quotations": [
        {"key": 5, "text": "45 of 54 stops", "translation": "", "language": "en", "locator": "page 2"},
    ],
}
SECOND = SOURCE | {
    "key": 68,
    "n": 2,
    "form": "described",
    "url": "",
    "title": "Phone call with the operator",
    "description": "The press office, 20 November",
    "quotations": [],
}
PICTURE = {
    "key": 3,
    "sha256": "ab" * 32,
    "extension": "jpg",
    "width": 1440,
    "height": 810,
    "caption": "A tram at a raised platform.",
    "credit": "Illustration: The Newsroom",
    "alternative_text": "A tram with open doors",
    "lead": True,
    "order": 1,
}
BODY = (
    '<p>The register lists 45 stops. <cite data-source="71">1</cite></p><h2>The other nine</h2>'
    '<blockquote><p>Asked by phone. <cite data-source="68">2</cite></p></blockquote>'
)
CONTENT = {
    "schema": 1,
    "text": {
        "language": "en",
        "headline": "Is every tram stop step-free?",
        "standfirst": "The register says that nine of 54 are not.",
        "body": BODY,
        "methodology": "We visited all nine.",
        "topics": ["transport"],
        "claims": [CLAIM],
        "sources": [SOURCE, SECOND],
        "files": [PICTURE],
    },
    "frame": {
        "number": "FC-0412",
        "desk": {"name": "Transport", "slug": "transport"},
        "author": "Ines Park",
        "topics": [{"name": "Trams and buses", "slug": "transport"}],
        "claims": [FRAME],
    },
}
PUBLICATION = Publication(
    content=CONTENT,
    number="FC-0412",
    slug="step-free",
    url="https://newsroom.example/checks/step-free/",
    site=Site(name="The Newsroom", url="https://newsroom.example", contact_email="editors@newsroom.example"),
    author="Ines Park",
    editor="Rosa Lindqvist",
    published_at=datetime(2026, 11, 22, 18, tzinfo=UTC),
    modified_at=datetime(2026, 11, 23, 9, 12, tzinfo=UTC),
    edition_number=2,
    kept_copies={71: "2026-11-19"},
    scale=("True", "Mostly true", "Misleading", "Mostly false", "False"),
)


def with_text(**changes) -> Publication:
    """The publication with other values in `text`."""
    content = copy.deepcopy(CONTENT)
    content["text"] |= changes
    return replace(PUBLICATION, content=content)


def with_claim(frame=None, **changes) -> Publication:
    """The publication with other values in its claim, and in the frame of the claim."""
    content = copy.deepcopy(CONTENT)
    content["text"]["claims"][0] |= changes
    content["frame"]["claims"][0] |= frame or {}
    return replace(PUBLICATION, content=content)


def poisoned(value, payload):
    """The content with the payload in place of every text that a person types, addresses and languages included."""
    if isinstance(value, dict):
        return {name: one if name in FIXED else poisoned(one, payload) for name, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one, payload) for one in value]
    return payload if isinstance(value, str) else value


def everywhere(payload) -> Publication:
    """The publication with the payload in every field."""
    content = copy.deepcopy(CONTENT)
    content["text"] = poisoned(content["text"], payload)
    content["frame"]["topics"] = [{"name": payload, "slug": "transport"}]
    content["frame"]["desk"] = {"name": payload, "slug": "transport"}
    return replace(PUBLICATION, content=content, author=payload, editor=payload)


def with_verdict(**changes) -> Publication:
    """The publication with another mark or number of its verdict."""
    return with_claim(frame={"verdict": VERDICT | changes})
