"""The official Python client of Google's Fact Check Tools, with its own document, pointed at us."""

import json

import pytest
from googleapiclient.discovery import build
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.errors import HttpError

from factchecks.states import State
from tests.factories import CLAIM, make_check
from tests.pages.lists import make_checks
from tests.pages.test_claims_search import TIME

DOCUMENT = "factchecktools", "v1alpha1"
SCALARS = {"string": str, "integer": int, "boolean": bool, "number": (int, float)}


@pytest.fixture
def claims(real_cast, live_server):
    """The client's `claims`, over HTTP."""
    endpoint = {"api_endpoint": f"{live_server.url}/api/"}
    with build(*DOCUMENT, developerKey="any", static_discovery=True, client_options=endpoint) as service:
        yield service.claims()


@pytest.fixture(scope="module")
def document():
    from_package = get_static_doc(*DOCUMENT)
    assert from_package
    return json.loads(from_package)


def faults(value, schema, schemas, at="answer"):
    """What of the value its schema does not have, a path each."""
    schema = schemas[schema["$ref"]] if "$ref" in schema else schema
    if schema["type"] == "array":
        return [
            one for step, item in enumerate(value) for one in faults(item, schema["items"], schemas, f"{at}.{step}")
        ]
    if schema["type"] != "object":
        timely = schema.get("format") != "google-datetime" or TIME.fullmatch(value)
        return [] if isinstance(value, SCALARS[schema["type"]]) and timely and value != "" else [at]
    known = schema["properties"]
    unknown = [f"{at}.{name}" for name in value if name not in known]
    inner = [
        one for name in value if name in known for one in faults(value[name], known[name], schemas, f"{at}.{name}")
    ]
    return unknown + inner


def answer_faults(answer, document):
    response = document["resources"]["claims"]["methods"]["search"]["response"]
    return faults(answer, response, document["schemas"])


def test_the_client_finds_a_check_and_every_field_is_in_its_document(real_cast, claims, document):
    make_check(real_cast, State.PUBLISHED)
    answer = claims.search(query="tram", languageCode="en-US", maxAgeDays=30, pageSize=5).execute()
    assert answer["claims"][0]["text"] == CLAIM
    assert answer_faults(answer, document) == []


def test_the_client_goes_through_the_pages(real_cast, claims, document, monkeypatch):
    make_checks(monkeypatch, real_cast, State.PUBLISHED, 3)
    request, found = claims.search(query="tram", pageSize=1), []
    while request is not None:
        answer = request.execute()
        assert answer_faults(answer, document) == []
        found += [one["claimReview"][0]["url"] for one in answer["claims"]]
        request = claims.search_next(request, answer)
    assert len(set(found)) == len(found) == 3


def test_the_client_gets_an_empty_answer_for_nothing(claims):
    assert claims.search(query="bridge").execute() == {}


def test_the_client_reads_our_error(claims):
    with pytest.raises(HttpError) as wrong:
        claims.search().execute()
    assert wrong.value.resp.status == 400
    assert "query" in wrong.value.reason


@pytest.mark.parametrize(
    "wrong",
    [
        {"other": 1},
        {"claims": [{"rating": "x"}]},
        {"claims": [{"text": 5}]},
        {"claims": [{"claimDate": "2026-11-18"}]},
        {"nextPageToken": ""},
    ],
)
def test_a_field_that_the_document_does_not_have_would_be_seen(document, wrong):
    assert len(answer_faults(wrong, document)) == 1
