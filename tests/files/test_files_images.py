"""What readers get of a picture: its pixels, upright and in sRGB, and nothing else."""

import io
import struct

import pytest
from PIL import Image, ImageCms, ImageOps

from factchecks.files.errors import Refused
from factchecks.files.images import publish_image, thumbnail
from factchecks.files.store import Store
from tests.files import hostile
from tests.files import makers as make

MARKER = b"MARKER-Harbourmouth"
CORNERS = {(0, 0): "red", (63, 0): "lime", (0, 47): "blue", (63, 47): "white"}


def published(tmp_path, content, **options):
    source = tmp_path / "source"
    source.write_bytes(content)
    store = Store(tmp_path / "store")
    made = publish_image(source, store, **options)
    with store.open(made.sha256) as kept:
        return made, kept.read()


def quarters():
    image = Image.new("RGB", (64, 48))
    for number, colour in enumerate(CORNERS.values()):
        image.paste(colour, (number % 2 * 32, number // 2 * 24, number % 2 * 32 + 32, number // 2 * 24 + 24))
    return image


def near(first, second, slack=40):
    return all(abs(a - b) <= slack for a, b in zip(first[:3], second[:3], strict=True))


MARKED = {
    "jpeg": lambda: make.picture("JPEG", exif=make.gps_exif(), comment=MARKER, xmp=make.XMP_PLACE + MARKER),
    "png": lambda: make.png_with_text(
        make.speckled(), Comment=MARKER.decode(), XML_com_adobe_xmp=make.XMP_PLACE.decode() + MARKER.decode()
    ),
    "webp": lambda: make.picture("WEBP", exif=make.gps_exif(), xmp=make.XMP_PLACE + MARKER),
    "tiff": lambda: make.picture("TIFF", exif=make.gps_exif(), tiffinfo={270: MARKER.decode(), 700: make.XMP_PLACE}),
    "gif": lambda: make.picture("GIF", comment=MARKER + b"GPSLatitude"),
    "clear png": lambda: make.picture("PNG", make.speckled(mode="LA"), exif=make.gps_exif()),
}  # fmt: skip
METADATA = (
    MARKER,
    b"Exif",
    b"eXIf",
    b"GPS",
    b"xmp",
    b"ICC_PROFILE",
    b"iCCP",
    b"tEXt",
    b"iTXt",
    b"zTXt",
    b"\xff\xfe",
)


@pytest.mark.parametrize("form", list(MARKED))
def test_no_metadata_goes_out(form, tmp_path):
    content = MARKED[form]()
    assert MARKER in content or b"GPS" in content or b"eXIf" in content
    made, out = published(tmp_path, content)
    assert [word for word in METADATA if word in out] == []
    assert made.size == len(out)
    with Image.open(io.BytesIO(out)) as image:
        assert (dict(image.getexif()), image.size) == ({}, (made.width, made.height))
        assert set(image.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }


def test_exif_that_cannot_be_read_does_not_stop_publication(tmp_path):
    made, out = published(tmp_path, make.picture("JPEG", exif=b"Exif\0\0" + b"XX*\0" + b"\xff" * 40))
    assert (made.width, made.height) == (64, 48)
    assert b"Exif" not in out


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_upright_as_the_camera_meant(orientation, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = make.picture("JPEG", quarters(), exif=exif, quality=95)
    _, out = published(tmp_path, content)
    with Image.open(io.BytesIO(content)) as source, Image.open(io.BytesIO(out)) as image:
        meant = ImageOps.exif_transpose(source)
        assert image.size == meant.size
        for spot in ((4, 4), (meant.width - 5, 4), (4, meant.height - 5)):
            assert near(image.getpixel(spot), meant.getpixel(spot))


def test_colours_of_another_profile_are_turned_into_srgb(tmp_path):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"????", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"????", b"gXYZ", 1)
    _, out = published(tmp_path, make.picture("PNG", Image.new("RGB", (8, 8), "red"), icc_profile=swapped))
    with Image.open(io.BytesIO(out)) as image:
        assert near(image.getpixel((4, 4)), (0, 255, 0))


def test_lab_pictures_are_turned_into_srgb(tmp_path):
    lab_like = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    content = make.picture("TIFF", Image.new("LAB", (8, 8), (128, 200, 128)), icc_profile=lab_like)
    made, out = published(tmp_path, content)
    assert made.media_type == "image/jpeg"
    with Image.open(io.BytesIO(out)) as image:
        red, green, _ = image.getpixel((4, 4))
    assert red > green + 80


def test_a_broken_profile_does_not_stop_publication(tmp_path):
    made, _ = published(tmp_path, make.picture("PNG", icc_profile=b"no profile at all" * 20))
    assert made.width == 64


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "I;16", "YCbCr"])
def test_every_way_of_keeping_colours_is_published(mode, tmp_path):
    image = Image.new(mode, (30, 20)) if mode == "I;16" else quarters().convert(mode)
    made, _ = published(tmp_path, make.picture("JPEG" if mode == "YCbCr" else "TIFF", image))
    assert made.extension == "jpg"


def test_sixteen_bit_grey_keeps_its_shades(tmp_path):
    shades = struct.pack("<64H", *[0] * 32, *[40_000] * 32) * 48
    _, out = published(tmp_path, make.picture("PNG", Image.frombytes("I;16", (64, 48), shades)))
    with Image.open(io.BytesIO(out)) as grey:
        assert near(grey.getpixel((8, 8)), (0, 0, 0), 3)
        assert near(grey.getpixel((56, 8)), (156, 156, 156), 3)


def test_clear_parts_stay_clear_and_hide_nothing(tmp_path):
    image = Image.new("RGBA", (64, 48), (200, 10, 10, 0))
    image.paste((0, 0, 250, 255), (0, 0, 32, 48))
    made, out = published(tmp_path, make.picture("PNG", image))
    assert (made.extension, made.media_type) == ("png", "image/png")
    with Image.open(io.BytesIO(out)) as clear:
        assert clear.getpixel((60, 10)) == (0, 0, 0, 0)
        assert clear.getpixel((4, 10)) == (0, 0, 250, 255)


def test_it_is_no_larger_than_asked_and_never_made_larger(tmp_path):
    wide = make.picture("JPEG", make.speckled(3000, 1000))
    made, _ = published(tmp_path, wide)
    assert (made.width, made.height) == (2000, 667)
    small = thumbnail(tmp_path / "source", Store(tmp_path / "store"))
    assert (small.width, small.height) == (160, 53)
    assert published(tmp_path, make.picture("JPEG"))[0].width == 64


def test_only_the_first_frame_goes_out(tmp_path):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    _, out = published(tmp_path, make.picture("GIF", frames[0], save_all=True, append_images=frames[1:]))
    with Image.open(io.BytesIO(out)) as image:
        assert near(image.getpixel((5, 5)), (255, 0, 0))
        assert getattr(image, "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (make.pdf(), "not a picture"),
        (hostile.SVG, "not a picture"),
        (hostile.claiming_png(60_000, 60_000), "40 million"),
        (make.picture("JPEG")[:900], "damaged"),
    ],
    ids=["pdf", "svg", "bomb", "half"],
)
def test_what_is_no_whole_picture_is_not_published(content, word, tmp_path):
    with pytest.raises(Refused, match=word):
        published(tmp_path, content)
    assert not (tmp_path / "store").exists()
