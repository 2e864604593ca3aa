"""Paints a picture anew on a fresh canvas: upright, sRGB, smaller, and with nothing but its pixels."""

import io
from typing import BinaryIO, Final, cast

from PIL import Image, ImageCms

from factchecks.files.parsers.picture import decode, open_picture
from factchecks.files.parsers.run import Order, Painting, answer

JPEG_QUALITY: Final = 88
WHITE: Final = (255, 255, 255)
_ORIENTATION: Final = 0x0112
# EXIF 2.32, 4.6.5.1.6: what must be done to the stored pixels to see them upright.
UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def paint(source: BinaryIO, order: Order) -> Painting:
    """The first frame, longer edge `order["max_edge"]` pixels or less: PNG with clear parts, else JPEG."""
    max_edge = int(order["max_edge"])
    image = open_picture(source, order["format"])
    image.draft(None, (max_edge, max_edge))
    decode(image)
    orientation = _orientation(image)
    profile = image.info.get("icc_profile")
    small = _shrink(_plain_mode(image), max_edge)
    if orientation in UPRIGHT:
        small = small.transpose(UPRIGHT[orientation])
    return _encode(_canvas(small, profile if isinstance(profile, bytes) else b""))


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except (OSError, ValueError, SyntaxError, TypeError):
        return 1


def _plain_mode(image: Image.Image) -> Image.Image:
    """One of L, RGB, RGBA, CMYK: what can be resized without loss of meaning."""
    if image.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode.startswith(("I", "F")):
        return _eight_bits(image)
    return image if image.mode in {"L", "RGB", "RGBA", "CMYK"} else image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of more than 8 bits, which a plain conversion clips at 255.

    The range of 16 bits is known; of 32 bits it is not: darkest becomes black, brightest white.
    """
    wide = image.convert("F")
    low, high = cast("tuple[float, float]", wide.getextrema())
    if image.mode.startswith("I;16"):
        low, high = 0, 65535
    scale = 255 / (high - low) if high > low else 0
    return wide.point(lambda value: value * scale - low * scale).convert("L")


def _shrink(image: Image.Image, max_edge: int) -> Image.Image:
    share = max_edge / max(image.size)
    if share >= 1:
        return image
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _canvas(image: Image.Image, profile: bytes) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = _to_srgb(image.convert("RGB") if alpha else image, profile)
    if alpha is None or alpha.getextrema() == (255, 255):
        canvas = Image.new("RGB", image.size, WHITE)
        canvas.paste(colours)
        return canvas
    canvas = Image.new("RGBA", image.size)
    # What lies under fully clear pixels (rubbed out faces, names) must not go out with them.
    canvas.paste(colours, mask=alpha.point(lambda value: 255 if value else 0))
    canvas.putalpha(alpha)
    return canvas


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    if profile:
        try:
            there = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, there, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None
        if turned is not None:
            return turned
    return image.convert("RGB")


def _encode(canvas: Image.Image) -> Painting:
    out = io.BytesIO()
    if canvas.mode == "RGBA":
        canvas.save(out, "PNG", optimize=True)
        return Painting("png", "image/png", canvas.width, canvas.height, out.getvalue())
    canvas.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return Painting("jpg", "image/jpeg", canvas.width, canvas.height, out.getvalue())


if __name__ == "__main__":
    answer(paint)
