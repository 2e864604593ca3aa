"""The child process: a page on standard input, the blocks of its article as JSON on standard output, within limits."""

import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

import trafilatura

MEMORY = 1_500_000_000
CPU_SECONDS = 15
KINDS = {"head": "heading", "item": "item", "quote": "quote", "p": "paragraph", "row": "paragraph", "code": "quote"}
# Elements whose own blocks are looked for inside, and which may hold loose text beside them.
HOLDERS = frozenset({"body", "list", "table", "div", "main", "comments"})
UNSEEN = ("script", "style", "template")
CELL = " | "


def limit_resources() -> None:
    """Memory and processor time are bounded; no file can be written, no core dumped."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def extract(markup: str) -> list[dict[str, Any]]:
    """Blocks as {kind, text, level}; empty when there is no article."""
    tree = trafilatura.load_html(markup)
    if tree is None:
        return []
    # The extractor lets a script through that stands in the middle of a paragraph.
    for element in list(tree.iter(*UNSEEN)):
        element.drop_tree()
    found = trafilatura.bare_extraction(
        tree, with_metadata=False, include_comments=False, include_tables=True, favor_recall=True,
        include_formatting=False, include_images=False, include_links=False,
    )  # fmt: skip
    body = getattr(found, "body", None)
    return [] if body is None else [block for block in walk(body) if block["text"].strip()]


def walk(element: Any) -> Iterator[dict[str, Any]]:
    """The blocks inside, in the order of the page."""
    if element.text:
        yield _block("paragraph", element.text)
    for child in element:
        if child.tag in HOLDERS:
            yield from walk(child)
        elif isinstance(child.tag, str):
            yield from _leaf(child)
        if child.tail:
            yield _block("paragraph", child.tail)


def _leaf(element: Any) -> Iterator[dict[str, Any]]:
    """One block; a quotation of several paragraphs gives one each."""
    kind = KINDS.get(element.tag, "paragraph")
    parts = [child for child in element if child.tag == "p"]
    if kind == "quote" and parts:
        yield from (_block(kind, _text(part)) for part in parts)
        return
    text = CELL.join(_text(cell) for cell in element) if element.tag == "row" else _text(element)
    level = str(element.get("rend", ""))[1:2] if kind == "heading" else ""
    yield _block(kind, text, int(level) if level.isdecimal() else 2)


def _text(element: Any) -> str:
    for mark in element.iter("lb"):
        mark.tail = f" {mark.tail or ''}"
    return "".join(element.itertext())


def _block(kind: str, text: str, level: int = 0) -> dict[str, Any]:
    return {"kind": kind, "text": text, "level": level}


def main() -> None:
    """Read, extract, answer."""
    limit_resources()
    answer = extract(sys.stdin.buffer.read().decode("utf-8", "replace"))
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


if __name__ == "__main__":
    main()
