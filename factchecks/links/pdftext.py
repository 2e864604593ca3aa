"""The child process: a PDF on standard input, its text as JSON on standard output, within hard limits."""

import json
import resource
import sys
import time
from typing import Any

import pypdfium2 as pdfium

MEMORY = 1_500_000_000
CPU_SECONDS = 40
# Reading stops here, and what was read until then is kept.
READING_SECONDS = 25.0
MAX_PAGES = 3_000
MAX_CHARS = 5_000_000
PAGE_BREAK = "\f"
DAMAGED = "This PDF is damaged and cannot be read."
LOCKED = "This PDF is locked with a password."
PICTURES = "This PDF holds pictures of pages, but no text."
TOO_LARGE = "This PDF needs too much memory to read."


def limit_resources() -> None:
    """Memory and processor time are bounded; no file can be written, no core dumped."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def extract(body: bytes) -> dict[str, Any]:
    """The fields of PdfText."""
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        return {"unreadable": _reason(str(error))}
    texts = _pages(document)
    size = sum(map(len, texts))
    text = PAGE_BREAK.join(texts)[:MAX_CHARS]
    meta = document.get_metadata_dict()
    return {
        "text": text,
        "title": meta.get("Title", "")[:300],
        "author": meta.get("Author", "")[:300],
        "pages": len(document),
        "truncated": len(texts) < len(document) or size > MAX_CHARS,
        "unreadable": "" if text.strip() else PICTURES,
    }


def _pages(document: Any) -> list[str]:
    """The text of each page, until pages, letters or time run out."""
    texts, size, until = list[str](), 0, time.monotonic() + READING_SECONDS
    for number in range(min(len(document), MAX_PAGES)):
        texts.append(_page_text(document, number))
        size += len(texts[-1])
        if size > MAX_CHARS or time.monotonic() > until:
            break
    return texts


def _page_text(document: Any, number: int) -> str:
    try:
        page = document[number]
        found = page.get_textpage()
        # PDFium writes U+FFFE for a hyphen at the end of a line, and no line end.
        text = str(found.get_text_range()).replace(PAGE_BREAK, " ").replace("\ufffe", "-\n")
        found.close()
        page.close()
    except pdfium.PdfiumError:
        return ""
    return text


def _reason(message: str) -> str:
    if "password" in message.lower() or "security" in message.lower():
        return LOCKED
    return DAMAGED


def main() -> None:
    """Read, extract, answer."""
    limit_resources()
    try:
        answer = json.dumps(extract(sys.stdin.buffer.read()), ensure_ascii=True)
    except MemoryError:
        answer = json.dumps({"unreadable": TOO_LARGE})
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
