"""Clipboards of other programs, with invented content, and what becomes of them in an article."""

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

PROGRAMS = ("word", "libreoffice", "docs", "news")
FOLDER = Path(__file__).parent
BLOCKS = ("h2", "h3", "li", "blockquote", "p")


def copied(program):
    """The HTML that the program puts on the clipboard."""
    return (FOLDER / f"{program}.html").read_text()


def expected(program):
    """The lines of `outline` that its article has."""
    return (FOLDER / f"{program}.txt").read_text().splitlines()


def _words(node):
    return " ".join(node.text().replace("\xa0", " ").split())


def _place(node):
    """A list for its items, the quote for what it says, or the block itself."""
    while node.parent.tag in ("li", "blockquote"):
        node = node.parent
    return node.parent.tag if node.tag == "li" else node.tag


def outline(html):
    """Blocks with words, each by its place, then emphasis and links, in the order of the text."""
    tree = LexborHTMLParser(f"<body>{html}</body>")
    leaves = (node for node in tree.css(", ".join(BLOCKS)) if not any(child.tag in BLOCKS for child in node.iter()))
    lines = [f"{_place(node)} {_words(node)}" for node in leaves if _words(node)]
    for node in tree.css("strong, em, a[href]"):
        address = f"{node.attributes['href']} " if node.tag == "a" else ""
        lines.append(f"{node.tag} {address}{_words(node)}")
    return lines
