"""Bytes to text: byte order mark, header, meta element, then what the bytes themselves allow."""

import codecs
import re
from email.message import Message

META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
META_WITHIN = 4096
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# The WHATWG Encoding Standard reads these labels as the wider sets that pages really use.
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
TEXT_SETS = re.compile(
    r"(utf-(8|16-le|16-be)|cp\d+|iso8859-\d+|koi8-[ru]|mac-\w+|gb18030|big5hkscs|euc_jp|iso2022_jp)\Z"
)


def decode(body: bytes, content_type: str) -> str:
    """The text of a page; never fails. A declared single-byte set loses to bytes that are plainly UTF-8."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = _codec(_parameter(content_type)) or _from_meta(body)
    if declared in ("", "utf-8") or declared.startswith(("cp125", "iso8859")):
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            return _forgiving(body, declared)
    return body.decode(declared, "replace")


def _forgiving(body: bytes, declared: str) -> str:
    if declared == "utf-8":
        text = body.decode("utf-8", "replace")
        # A few broken bytes (a cut-off body) are no reason to doubt the label; many are.
        if text.count("\ufffd") * 200 <= len(text) + 600:
            return text
    return body.decode("cp1252" if declared in ("", "utf-8") else declared, "replace")


def _parameter(content_type: str) -> str:
    message = Message()
    message["content-type"] = content_type.replace("\r", " ").replace("\n", " ") or "text/plain"
    value = message.get_param("charset")
    return value if isinstance(value, str) else ""


def _from_meta(body: bytes) -> str:
    found = META.search(body, 0, META_WITHIN)
    if not found:
        return ""
    name = _codec(found.group(1).decode("ascii"))
    # A page in UTF-16 could not say so in readable ASCII.
    return "utf-8" if name.startswith("utf-16") else name


def _codec(label: str) -> str:
    """Python's name of a text encoding, '' for unknown labels and for codecs that are none (rot13, zlib)."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    name = WIDER.get(name, name)
    return name if TEXT_SETS.match(name) else ""
