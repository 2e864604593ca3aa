"""Builds the demo newsroom through the services, as its people would: nothing exists that the product cannot make."""

import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from factchecks.demo import shapes
from factchecks.demo.art import make_one
from factchecks.demo.content import load_content
from factchecks.demo.letters import write_letters
from factchecks.demo.pages import turned
from factchecks.demo.people import make_people, write_sign_ins
from factchecks.demo.walk import Stage, run_jobs, walk
from factchecks.demo.web import DemoWeb
from factchecks.errors import Refused
from factchecks.files.images import publish_image
from factchecks.jobs import JobKind
from factchecks.models import Claimant, Desk, SiteSettings, Topic, User
from factchecks.services import claimants, desks, hosts, outbox, sources, vault


@contextmanager
def _web(port: int) -> Iterator[DemoWeb]:
    """The demo web, up while the newsroom is built: the supervisor starts its own afterwards."""
    with DemoWeb(port=port) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def _claimants(content: shapes.DemoNewsroom, folder: Path) -> None:
    for row in content.claimants:
        claimant = Claimant(slug=row.slug, name=row.name, kind=row.kind, job_title=row.job_title, listed=True)
        if row.portrait:
            picture = publish_image(make_one(row.portrait, folder), vault.store(), max_edge=320)
            claimant.portrait, claimant.portrait_extension = picture.sha256, picture.extension
        claimant.save()
        claimants.index([claimant])


def _urls(content: shapes.DemoNewsroom, port: int) -> set[str]:
    links = [one for check in content.checks for one in check.sources if one.form is shapes.Form.LINK]
    return {one.address(port) for one in links}


def _later(urls: Iterable[str]) -> set[str]:
    """Those whose pages are others once the checks are out."""
    parts = {url: urlsplit(url) for url in urls}
    return {url for url, one in parts.items() if turned(host=one.hostname or "", path=one.path)}


def _look(urls: Iterable[str]) -> None:
    """All pages in one batch: the slow one is waited for once."""
    with transaction.atomic():
        ids = [sources.link_for(url=url).pk for url in sorted(urls)]
        outbox.enqueue(kind=JobKind.CHECK_LINKS, args={"links": ids, "patient": True})
    run_jobs()


def _desks(content: shapes.DemoNewsroom) -> dict[str, Desk]:
    return {desk.key: desks.create(name=desk.name, slug=desk.key, by=None) for desk in content.desks}


@transaction.atomic
def load(*, port: int, sign_ins: Path) -> int:
    """Builds everything or nothing; the number of checks. Raises Refused when there are people already."""
    if User.objects.exists():
        raise Refused("There are people in this newsroom already: the demo is loaded into an empty one only.")
    content = load_content()
    SiteSettings.objects.get_or_create(pk=1)
    made = _desks(content)
    users, shown = make_people(content, made)
    for topic in content.topics:
        Topic.objects.create(slug=topic.slug, name=topic.name)
    with tempfile.TemporaryDirectory(dir=settings.UPLOADS_DIR) as name, _web(port) as web:
        folder = Path(name)
        _claimants(content, folder)
        urls = _urls(content, port)
        _look(urls)
        stage = Stage(desks=made, users=users, folder=folder, port=port)
        for check in content.checks:
            walk(check, content, stage)
        web.later = True
        _look(_later(urls))
    write_letters()
    hosts.count_today()
    write_sign_ins(shown, sign_ins)
    return len(content.checks)
