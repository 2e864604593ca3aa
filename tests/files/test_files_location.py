"""Wherever a picture may say where it was taken, the reporter is told, and nothing of it goes out."""

import io

import pytest

from factchecks.files.inspect import inspect
from factchecks.files.kinds import kind_for
from factchecks.files.parsers import paint, picture
from factchecks.files.sniff import WANTED
from tests.files import makers as make
from tests.files import placed
from tests.files.leftovers import beside_pixels


def order(name):
    """What the child would be told, with a size as for readers; here it works in this process, which is quicker."""
    return {"format": WANTED[kind_for(name).extension], "max_edge": 2000}


@pytest.mark.parametrize("form", list(placed.PLACED))
def test_a_place_is_seen_and_nothing_but_pixels_goes_out(form):
    name, content = placed.PLACED[form]
    found = picture.check(io.BytesIO(content()), order(name))
    assert found.located
    assert found.warnings == (picture.LOCATION,)
    assert beside_pixels(paint.paint(io.BytesIO(content()), order(name)).content) == b""


@pytest.mark.parametrize("form", list(placed.PLACELESS))
def test_other_metadata_is_no_place(form):
    name, content = placed.PLACELESS[form]
    assert not picture.check(io.BytesIO(content()), order(name)).located


def test_metadata_of_a_picture_is_seen_beside_its_pixels():
    assert b"MARKER" in beside_pixels(make.picture("JPEG", comment=b"MARKER"))
    assert b"MARKER" in beside_pixels(make.png_with_text(make.speckled(), Comment="MARKER"))
    assert beside_pixels(make.picture("PNG")) == beside_pixels(make.picture("JPEG")) == b""
    assert beside_pixels(make.picture("PNG") + b"MARKER") == b"MARKER"
    assert beside_pixels(make.picture("JPEG") + b"MARKER") == b"MARKER"


def test_a_recording_says_it_too(tmp_path):
    path = tmp_path / "clip.mp4"
    for said, located in ((make.box(b"udta", make.box(b"\xa9xyz", b"+51.5-003.1/")), True), (b"", False)):
        path.write_bytes(make.boxes(moov=said))
        assert inspect(path, path.name).located == located
