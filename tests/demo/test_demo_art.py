"""The pictures and documents that the demo newsroom makes for itself."""

import pypdfium2
import pytest
from PIL import Image

from factchecks.demo.art import art_names, make_art, make_one
from factchecks.demo.pdf import make_pdf
from tests.demo.conftest import pdf_text


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_art(tmp_path_factory.mktemp("art") / "new")


def test_it_makes_everything_it_names(made):
    assert tuple(path.name for path in made) == art_names()
    assert all(path.stat().st_size > 1000 for path in made)


def test_pictures_are_of_the_stated_size_and_kind(made):
    for path in made:
        if path.suffix != ".pdf":
            with Image.open(path) as picture:
                picture.load()
                assert picture.size == ((640, 640) if path.name.startswith("portrait-") else (1440, 810))
                assert picture.format == ("PNG" if path.suffix == ".png" else "JPEG")


def test_no_two_pictures_are_the_same(made):
    assert len({path.read_bytes() for path in made}) == len(made)


@pytest.mark.parametrize("name", ["tram-stop.jpg", "playground.png", "portrait-rita.jpg", "frequency-count.pdf"])
def test_the_same_name_gives_the_same_bytes(made, tmp_path, name):
    first = next(path for path in made if path.name == name)
    assert make_one(name, tmp_path).read_bytes() == first.read_bytes()


@pytest.mark.parametrize("name", ["portrait-nobody.jpg", "no-such.pdf"])
def test_an_unknown_name_is_refused(tmp_path, name):
    with pytest.raises(KeyError):
        make_one(name, tmp_path)


def test_documents_have_a_text_layer_and_a_title(made):
    reply = next(path for path in made if path.name == "transit-information-reply.pdf").read_bytes()
    assert "three lifts await parts; neither programme finishes before next summer." in pdf_text(reply)
    with pypdfium2.PdfDocument(reply) as document:
        assert document.get_metadata_value("Title") == "Reply to information request 2026-117"


def test_a_long_document_runs_over_several_pages():
    data = make_pdf(title="Long", author="The Newsroom", blocks=[f"Paragraph {n}." for n in range(60)])
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 3
    assert "Paragraph 59." in pdf_text(data)


def test_brackets_and_typographic_signs_survive():
    text = r"“Half” (see p. 2) \ café — 5 €"
    assert text in pdf_text(make_pdf(title="Signs", author="The Newsroom", blocks=[text]))


def test_letters_that_the_fonts_do_not_have_are_refused():
    with pytest.raises(UnicodeEncodeError):
        make_pdf(title="Signs", author="The Newsroom", blocks=["漢字"])
