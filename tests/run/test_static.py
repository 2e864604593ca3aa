"""Static files are compressed so that a browser gets back what was written."""

import gzip

import brotli
from django.conf import settings

from newsroom.static import QuickCompressor, QuickStorage

TEXT = b"main { max-width: 42rem; }\n" * 40


def test_both_encodings_hold_the_file_and_are_smaller(tmp_path):
    path = tmp_path / "page.css"
    path.write_bytes(TEXT)
    made = {made[-3:]: made for made in QuickCompressor(quiet=True).compress(str(path))}
    packed = {ending: (tmp_path / name).read_bytes() for ending, name in made.items()}
    assert brotli.decompress(packed[".br"]) == gzip.decompress(packed[".gz"]) == TEXT
    assert max(map(len, packed.values())) < len(TEXT) / 5


def test_the_storage_of_make_run_uses_it(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path)
    assert isinstance(QuickStorage().create_compressor(quiet=True), QuickCompressor)
