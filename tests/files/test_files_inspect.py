"""What is let in, what is refused, and what the sender is told."""

import subprocess
from pathlib import Path

import pytest

from factchecks.files.errors import Refused, TooLarge
from factchecks.files.inspect import inspect
from factchecks.files.kinds import KINDS, Family
from tests.files import hostile
from tests.files import makers as make


def put(tmp_path, content):
    path = tmp_path / "received"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("case", hostile.ALL, ids=lambda case: f"{case.name!a}: {case.case}")
def test_it_refuses(case, tmp_path):
    path = put(tmp_path, case.content())
    with pytest.raises(Refused) as refusal:
        inspect(path, case.name)
    assert case.word.lower() in refusal.value.sentence.lower()
    assert refusal.value.sentence.endswith(".")
    assert [entry.name for entry in tmp_path.iterdir()] == ["received"]


def test_at_least_sixty_hostile_files_are_tried():
    assert len({case.case for case in hostile.ALL}) == len(hostile.ALL) >= 60


@pytest.mark.parametrize("extension", list(make.HONEST))
def test_it_accepts_an_honest_file(extension, tmp_path):
    found = inspect(put(tmp_path, make.HONEST[extension]()), f"Budget 2026.{extension.upper()}")
    assert (found.kind, found.media_type) == (KINDS[extension], KINDS[extension].media_type)
    assert found.warnings == ()
    if found.kind.family is Family.IMAGE:
        assert (found.width, found.height) == (64, 48)
    assert found.pages == (3 if extension == "pdf" else None)


def test_every_allowed_kind_has_an_honest_example():
    assert set(make.HONEST) == set(KINDS)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.pdf", make.encrypted_pdf, "locked with a password"),
        ("a.pdf", lambda: make.pdf(extra="<</S/JavaScript/JS(app.alert(1))>>",
                                   catalog="/Names<</JavaScript<</Names[(a) 4 0 R]>>>>"), "scripts"),
        ("a.pdf", lambda: make.pdf(catalog="/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "scripts"),
        ("a.pdf", lambda: make.pdf(catalog="/OpenAction<</S/Launch/F(calc.exe)>>"), "programs"),
        ("a.jpg", lambda: make.picture("JPEG", exif=make.gps_exif()), "where it was taken"),
        ("a.gif", lambda: make.picture("GIF", save_all=True, append_images=[make.speckled()]), "only the first"),
        ("a.mp4", lambda: make.boxes(moov=make.box(b"udta", make.box(b"\xa9xyz", b"+51.5-003.1/"))), "where it was"),
        ("a.csv", lambda: b'name,sum\n"=HYPERLINK(""http://a.example"")",4\n', "formulas"),
        ("a.txt", lambda: "Caf\u00e9\n".encode("cp1252"), "UTF-8"),
        ("a.eml", lambda: make.eml('Content-Disposition: attachment; filename="x.exe"\n'), "not checked"),
        ("a.pptx", lambda: make.office("pptx", ("ppt/embeddings/chart.xlsx", make.office("xlsx"))), "outside"),
    ],
)  # fmt: skip
def test_it_accepts_with_a_warning(name, content, word, tmp_path):
    (warning,) = inspect(put(tmp_path, content()), name).warnings
    assert word in warning


def test_text_may_be_utf_16_with_its_mark(tmp_path):
    found = inspect(put(tmp_path, "Größe; 12\n".encode("utf-16")), "table.csv")
    assert found.media_type == "text/csv"


def test_a_recording_that_was_never_closed_is_accepted(tmp_path):
    live = make.wav().replace((1600).to_bytes(4, "little"), b"\xff\xff\xff\xff")
    assert inspect(put(tmp_path, live), "live.wav").kind.extension == "wav"


def test_it_refuses_more_bytes_than_its_kind_may_have(tmp_path):
    path = put(tmp_path, make.HONEST["txt"]())
    with path.open("r+b") as big:
        big.truncate(KINDS["txt"].max_bytes + 1)
    with pytest.raises(TooLarge, match="larger than 10 MB"):
        inspect(path, "notes.txt")


def test_the_package_needs_no_django():
    root = Path(__file__).parents[2]
    found = subprocess.run(
        ["grep", "-rlE", "import django|from django", str(root / "factchecks/files")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (found.returncode, found.stdout) == (1, "")
