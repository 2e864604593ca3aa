"""Bodies that are more, other or worse than they say: read as far as they can be, within the limits."""

import pytest

from factchecks.links.classify import classify
from tests.links.hostile.bodies import WORDS
from tests.links.hostile.table import rows
from tests.links.hostile_web import PAGE

ROWS = """
gzip               /packed/gzip            ok  17-ok
x-gzip             /packed/x-gzip          ok  17-ok
gzip-in-capitals   /packed/upper           ok  17-ok
deflate            /packed/deflate         ok  17-ok
raw-deflate        /packed/raw-deflate     ok  17-ok
brotli             /packed/br              ok  17-ok
identity           /packed/identity        ok  17-ok
gzip-with-a-tail   /packed/tail            ok  17-ok
gzip-in-two-parts  /packed/members         ok  17-ok
gzip-cut-off       /packed/half            ok  17-ok
gzip-broken        /packed/broken          ok  17-ok
brotli-broken      /packed/broken-br       ok  17-ok
deflate-broken     /packed/broken-deflate  ok  17-ok
not-packed-at-all  /packed/not-packed      ok  17-ok
packed-twice       /packed/twice           ok  17-ok
xz-unasked         /packed/xz              ok  17-ok
zstd-claimed       /packed/zstd            ok  17-ok
zip-claimed        /packed/zip             ok  17-ok
gzip-bomb          /bomb/gzip/30           ok  17-ok  max_inflated=200000
deflate-bomb       /bomb/deflate/30        ok  17-ok  max_inflated=200000
brotli-bomb        /bomb/br/30             ok  17-ok  max_inflated=200000
endless            /endless                ok  17-ok  max_bytes=100000
endless-pdf        /endless-pdf            ok  18-not-read  max_pdf_bytes=100000
endless-chunks     /endless-chunks         ok  17-ok  max_bytes=20000
charset-lies       /charset/lies           ok  17-ok
charset-unknown    /charset/unknown        ok  17-ok
charset-too-long   /charset/long           ok  17-ok
charset-by-mark    /charset/utf-16         ok  17-ok
charset-other      /charset/says-utf-16    ok  17-ok
charset-rot13      /charset/rot13          ok  17-ok
charset-zlib       /charset/zlib           ok  17-ok
charset-utf-7      /charset/utf-7          ok  17-ok
zero-bytes-inside  /charset/nul            ok  17-ok
not-text           /charset/not-text       ok  17-ok
pdf-that-is-none   /charset/pdf-that-is-html  ok  17-ok
"""


@pytest.mark.parametrize("row", rows(ROWS))
def test_a_body_ends_in_its_verdict(get, row):
    observation = classify(get(row.path, **row.options))
    assert (observation.verdict, observation.rule) == (row.verdict, row.rule)


@pytest.mark.parametrize("name", ["gzip", "x-gzip", "upper", "deflate", "raw-deflate", "br", "identity", "tail"])
def test_what_can_be_unpacked_is(get, name):
    attempt = get(f"/packed/{name}")
    assert (attempt.body, attempt.truncated, attempt.detail) == (PAGE, False, "")


def test_every_part_of_a_gzip_in_parts_is_read(get):
    assert get("/packed/members").body == PAGE * 2


def test_a_gzip_that_was_cut_off_is_said_to_be_cut(get):
    attempt = get("/packed/half")
    assert (attempt.truncated, attempt.detail) == (True, "")


@pytest.mark.parametrize("name", ["broken", "broken-br", "broken-deflate", "not-packed", "twice", "xz", "zstd", "zip"])
def test_what_cannot_be_unpacked_is_said_and_the_bytes_are_kept(get, name):
    attempt = get(f"/packed/{name}")
    assert "packed" in attempt.detail
    assert attempt.raw


@pytest.mark.parametrize("kind", ["gzip", "deflate", "br"])
def test_a_bomb_is_cut_at_the_limit_exactly(get, kind):
    attempt = get(f"/bomb/{kind}/30", max_inflated=200_000)
    assert (len(attempt.body), attempt.truncated) == (200_000, True)


@pytest.mark.parametrize("path", ["/endless", "/endless-chunks"])
def test_an_endless_body_is_cut_at_the_limit_exactly(get, path):
    attempt = get(path, max_bytes=20_000)
    assert (len(attempt.raw), attempt.truncated, attempt.exchanges[-1].truncated) == (20_000, True, True)


@pytest.mark.parametrize("path", ["unknown", "long", "utf-16", "rot13", "zlib"])
def test_bytes_of_an_odd_character_set_are_kept_as_they_came(get, path):
    encoding = "utf-16" if path == "utf-16" else "utf-8"
    assert get(f"/charset/{path}").body.decode(encoding) == f"<p>{WORDS}"
