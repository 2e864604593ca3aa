"""The demo newsroom's content: what it holds, and that each quotation stands in its source."""

from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from factchecks.demo.answers import answer
from factchecks.demo.art import art_names, make_one
from factchecks.demo.content import FOLDER, ContentError, load_content
from factchecks.demo.pages import load_sites, turned
from factchecks.demo.proof import link_hosts, problems
from factchecks.demo.shapes import Comment, Correction, Form, Role, Stage, Thread
from tests.demo.conftest import pdf_text


def links(newsroom):
    return [(check, one) for check in newsroom.checks for one in check.sources if one.form is Form.LINK]


def about(by="ed", **what):
    return Thread(comments=(Comment(by=by, text="Is it so?"),), **what)


def status(source, *, later=False):
    parts = urlsplit(source.address(1))
    return answer(host=parts.netloc, target=parts.path, later=later).status


def test_the_checks_stand_at_every_stage(newsroom):
    stages = Counter(check.stage for check in newsroom.checks)
    assert stages == {Stage.DRAFT: 2, Stage.RESEARCH: 4, Stage.REVIEW: 3, Stage.PUBLISHED: 7}


def test_every_role_has_a_person_and_the_outsider_is_of_the_other_desk(newsroom):
    assert {person.role for person in newsroom.people} == set(Role)
    assert [(p.key, p.desks) for p in newsroom.people if p.outsider] == [("otto", ("city",))]


def test_the_checks_that_readers_can_read_use_every_verdict_once(newsroom):
    public = [check for check in newsroom.checks if check.stage is Stage.PUBLISHED and not check.retracted]
    verdicts = sorted(check.verdict for check in public)
    assert verdicts == ["false", "misleading", "mostly-false", "mostly-true", "true", "unproven"]


def test_the_special_cases_are_there(newsroom):
    by_key = {check.key: check for check in newsroom.checks}
    assert by_key["tram-fares"].send_back_note
    assert by_key["library-hours"].approved
    assert by_key["recycling-rate"].answer_note
    assert by_key["recycling-rate"].first_body != by_key["recycling-rate"].body
    assert by_key["tram-frequency"].reply is None
    assert by_key["school-meals"].correction.verdict != by_key["school-meals"].verdict
    assert by_key["night-buses"].correction.kind == "clarification"
    assert by_key["waste-growth"].retracted


def test_each_quotation_of_a_link_stands_in_its_page_except_the_changed_one(newsroom, reader):
    missing = []
    for check, source in links(newsroom):
        text = reader.follow(f"{source.address(reader.port)}?seconds=0").text
        missing += [(check.key, quote.changed) for quote in source.quotations if quote.text not in text]
    assert missing == [("winter-works", True)]


def test_each_quotation_of_a_file_stands_in_its_text(newsroom, tmp_path):
    found = []
    for check in newsroom.checks:
        names = {file.key: file.name for file in check.files}
        for source in check.sources:
            if source.form is Form.FILE:
                text = pdf_text(make_one(names[source.file], tmp_path).read_bytes())
                found += [quote.text in text for quote in source.quotations]
    assert found == [True]


def test_a_published_check_rests_on_two_sites_whose_pages_are_fine_or_moved(newsroom):
    for check in newsroom.checks:
        if check.stage is Stage.PUBLISHED:
            assert len(link_hosts(check)) >= 2
    published = [source for check, source in links(newsroom) if check.stage is Stage.PUBLISHED]
    assert {status(source) for source in published} == {200, 301}


def test_each_page_that_is_another_later_is_cited_by_one_published_check_alone(newsroom):
    seen = []
    for check, source in links(newsroom):
        parts = urlsplit(source.address(1))
        if turned(host=parts.hostname, path=parts.path):
            seen.append((check.key, check.stage, status(source), status(source, later=True)))
    assert sorted(seen) == [
        ("bridge-toll", Stage.PUBLISHED, 200, 301),
        ("depot-noise", Stage.PUBLISHED, 200, 200),
        ("night-buses", Stage.PUBLISHED, 200, 404),
    ]


def test_every_kind_of_answer_is_cited_somewhere(newsroom):
    assert {status(source) for _, source in links(newsroom)} == {200, 301, 403, 404, 410, 503}


def test_a_source_has_the_title_and_publisher_of_its_page(newsroom):
    for _, source in links(newsroom):
        parts = urlsplit(source.address(1))
        site = load_sites()[parts.hostname]
        assert source.publisher == site.name
        if status(source) == 200:
            assert source.title == site.pages[parts.path].title


def test_every_picture_and_document_can_be_made(newsroom):
    wanted = {file.name for check in newsroom.checks for file in check.files}
    wanted |= {one.portrait for one in (*newsroom.people, *newsroom.claimants) if one.portrait}
    assert wanted == set(art_names())


def test_confidential_sources_are_cited_nowhere(newsroom):
    secret = [(c, s) for c in newsroom.checks for s in c.sources if s.confidential]
    assert len(secret) == 2
    assert not any(f'data-source="{source.key}"' in check.body for check, source in secret)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"author": "otto"}, "the author otto is no reporter of the desk transport"),
        ({"editor": "noor"}, "the editor noor is no editor of the desk transport"),
        ({"topics": ("sport",)}, "there is no topic sport"),
        ({"verdict": "half-true"}, "there is no verdict half-true"),
        ({"body": "<p>Short. <script>1</script></p>"}, "the body uses <script>"),
        ({"body": '<p><cite data-source="s2">1</cite></p>'}, "the body cites s2 as 1"),
        ({"correction": Correction(kind="correction", wrong="x", now="y", verdict="odd")}, "there is no verdict odd"),
        ({"reply": None}, "a text, the verdict, the note or the right of reply is missing"),
        ({"sources": ()}, "it needs links to two sites"),
        ({"files": ()}, "the source s3 names no file of the check"),
        (
            {"threads": (about(words="No such words"),)},
            "a comment is about words that the first body has not: No such words",
        ),
        ({"threads": (about(source="s99"),)}, "a comment is about the source s99, which is not there"),
        ({"threads": (about(by="nobody"),)}, "nobody is called nobody"),
    ],
)
def test_proofreading_finds_what_is_wrong(newsroom, change, sentence):
    first, *others = newsroom.checks
    wrong = replace(newsroom, checks=(replace(first, **change), *others))
    assert f"step-free-stops: {sentence}" in problems(wrong)


def test_a_misspelt_field_is_refused_with_the_name_of_its_file(tmp_path):
    (tmp_path / "checks").mkdir()
    (tmp_path / "newsroom.toml").write_text((FOLDER / "newsroom.toml").read_text())
    text = (FOLDER / "checks" / "14-parking-income.toml").read_text()
    (tmp_path / "checks" / "14-parking-income.toml").write_text(text.replace("due_hours", "due_houres"))
    with pytest.raises(ContentError, match=r"14-parking-income\.toml: .*due_houres"):
        load_content(tmp_path)
