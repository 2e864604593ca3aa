"""The kinds of file that may be attached, as data, and one sentence for each kind that may not."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from factchecks.files.errors import Refused
from factchecks.files.names import extension_of

MB: Final = 1024 * 1024


class Family(StrEnum):
    """Files of one family are checked by the same parser."""

    PDF = "pdf"
    IMAGE = "image"
    OFFICE = "office"
    TEXT = "text"
    AUDIO = "audio"
    VIDEO = "video"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Kind:
    """One allowed extension (lower case, no dot), the type it is served as, and its size limit in bytes."""

    extension: str
    family: Family
    media_type: str
    max_bytes: int


_OOXML: Final = "application/vnd.openxmlformats-officedocument."
_ODF: Final = "application/vnd.oasis.opendocument."

# Media types: the IANA registry; QuickTime and M4A as browsers name them.
_ALLOWED: Final = (
    Kind("pdf", Family.PDF, "application/pdf", 50 * MB),
    Kind("jpg", Family.IMAGE, "image/jpeg", 25 * MB),
    Kind("jpeg", Family.IMAGE, "image/jpeg", 25 * MB),
    Kind("png", Family.IMAGE, "image/png", 25 * MB),
    Kind("webp", Family.IMAGE, "image/webp", 25 * MB),
    Kind("gif", Family.IMAGE, "image/gif", 25 * MB),
    Kind("tif", Family.IMAGE, "image/tiff", 50 * MB),
    Kind("tiff", Family.IMAGE, "image/tiff", 50 * MB),
    Kind("docx", Family.OFFICE, _OOXML + "wordprocessingml.document", 25 * MB),
    Kind("xlsx", Family.OFFICE, _OOXML + "spreadsheetml.sheet", 25 * MB),
    Kind("pptx", Family.OFFICE, _OOXML + "presentationml.presentation", 50 * MB),
    Kind("odt", Family.OFFICE, _ODF + "text", 25 * MB),
    Kind("ods", Family.OFFICE, _ODF + "spreadsheet", 25 * MB),
    Kind("txt", Family.TEXT, "text/plain", 10 * MB),
    Kind("csv", Family.TEXT, "text/csv", 25 * MB),
    Kind("mp3", Family.AUDIO, "audio/mpeg", 200 * MB),
    Kind("wav", Family.AUDIO, "audio/wav", 200 * MB),
    Kind("ogg", Family.AUDIO, "audio/ogg", 200 * MB),
    Kind("m4a", Family.AUDIO, "audio/mp4", 200 * MB),
    Kind("flac", Family.AUDIO, "audio/flac", 200 * MB),
    Kind("mp4", Family.VIDEO, "video/mp4", 500 * MB),
    Kind("webm", Family.VIDEO, "video/webm", 500 * MB),
    Kind("mov", Family.VIDEO, "video/quicktime", 500 * MB),
    Kind("eml", Family.EMAIL, "message/rfc822", 25 * MB),
)
KINDS: Final = {kind.extension: kind for kind in _ALLOWED}

_REFUSALS: Final = {
    "svg svgz": "SVG drawings can carry scripts. Save it as PNG and attach that.",
    "html htm xhtml xht shtml": "Web pages can carry scripts. Print the page to PDF, or cite its address.",
    "mht mhtml webarchive": "Saved web pages can carry scripts. Print the page to PDF, or cite its address.",
    "xml xsl xslt rss atom json": "Data files like this are not accepted. Save it as CSV or text.",
    "zip rar 7z gz tgz tar bz2 xz zst iso dmg": "Archives are not opened here. Attach its files one by one.",
    "exe dll com scr msi msix bat cmd ps1 vbs vbe pif cpl jar apk app": "Programs are never accepted.",
    "js mjs jse wsf hta lnk sh py php": "Scripts are never accepted. Attach a PDF of what matters.",
    "docm dotm xlsm xltm xlam xlsb pptm potm ppsm": (
        "Office files with macros can run programs. Save it without macros (docx, xlsx or pptx)."
    ),
    "doc dot xls xlt ppt pps": "Old Office files may hide macros. Save it as docx, xlsx, pptx or PDF.",
    "heic heif avif": "Photos of this kind cannot be read here. Save it as JPEG and attach that.",
    "bmp ico psd ai eps raw dng cr2 nef": "Pictures of this kind cannot be shown. Save it as JPEG or PNG.",
    "rtf pages wpd odp odg key numbers": "Documents of this kind cannot be checked. Save it as PDF.",
    "msg pst mbox": "Mail of this kind cannot be read here. Save the single message as .eml and attach that.",
    "avi mkv wmv flv mpg mpeg 3gp ogv": "Video of this kind cannot be checked. Save it as MP4.",
    "aac wma aiff aif amr opus mid": "Sound of this kind cannot be checked. Save it as MP3 or WAV.",
}
REFUSALS: Final = {ending: sentence for group, sentence in _REFUSALS.items() for ending in group.split()}

ACCEPTED: Final = "PDF, pictures, Word, Excel and PowerPoint files, text, CSV, sound, video and e-mail (.eml)"


def kind_for(name: str) -> Kind:
    """The kind of a cleaned file name; raises Refused for every name outside the allow-list."""
    extension = extension_of(name)
    if kind := KINDS.get(extension):
        return kind
    if not extension:
        raise Refused(f"The file name has no ending such as .pdf. Rename it. Accepted: {ACCEPTED}.")
    other = f"Files ending in .{extension} are not accepted. Accepted: {ACCEPTED}."
    raise Refused(REFUSALS.get(extension, other))
