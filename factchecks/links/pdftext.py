"""The child process: a PDF on standard input, its text as JSON on standard output, within hard limits."""

import json
import resource
import sys
from typing import Any

import pypdfium2 as pdfium

MEMORY = 1_500_000_000
CPU_SECONDS = 40
MAX_PAGES = 3_000
MAX_CHARS = 5_000_000


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
    texts, size = [], 0
    for number in range(min(len(document), MAX_PAGES)):
        texts.append(_page_text(document, number))
        size += len(texts[-1])
        if size > MAX_CHARS:
            break
    text = "\n".join(texts)[:MAX_CHARS]
    meta = document.get_metadata_dict()
    return {
        "text": text,
        "title": meta.get("Title", "")[:300],
        "author": meta.get("Author", "")[:300],
        "pages": len(document),
        "truncated": len(texts) < len(document) or size > MAX_CHARS,
        "unreadable": "" if text.strip() else "This PDF holds pictures of pages, but no text.",
    }


def _page_text(document: Any, number: int) -> str:
    try:
        return str(document[number].get_textpage().get_text_range())
    except pdfium.PdfiumError:
        return ""


def _reason(message: str) -> str:
    if "password" in message.lower() or "security" in message.lower():
        return "This PDF is locked with a password."
    return "This PDF is damaged and cannot be read."


def main() -> None:
    """Read, extract, answer."""
    limit_resources()
    answer = extract(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


if __name__ == "__main__":
    main()
