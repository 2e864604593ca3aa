"""What other programs write, said in the tags of our articles, so that the allow-list keeps structure and words.

The editor does the same with a clipboard (static/js/pasted.js); this is for whatever comes another way.
"""

import re
from typing import Any

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
ROWS = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
BOXES = {"div", "section", "article", "main", "header", "footer", "aside", "figure", "figcaption", "pre", "dt", "dd"}
FOREIGN = {*RENAMED, *ROWS, *BOXES}
DROPPED = {"script", "style", "template", "noscript", "title"}

BY_STYLE = re.compile(r"mso-|MsoQuote|MsoIntenseQuote|font-weight:|font-style:")
OF_OTHERS = re.compile(rf"<(?:{'|'.join(sorted(FOREIGN))})\b|{BY_STYLE.pattern}", re.IGNORECASE)
STYLED = {"strong": 'span[style*="font-weight:700"]', "em": 'span[style*="font-style:italic"]'}
NUMBERED = re.compile(r"\s*\w{1,3}[.)]")
ONE_LIST = re.compile(r"</([uo]l)>\s*<\1>")
ROW = re.compile(r"<tr>((?:(?!<tr>).)*?)</tr>", re.DOTALL)
LAID_OUT = re.compile(r"<(?:h\d|ul|ol|blockquote|table)>|</p>\s*<p>")
IN_ROW = re.compile(r"</?(?:td|th|p|div)>")
BLOCK = rf"p|h\d|ul|ol|li|blockquote|{'|'.join(sorted(ROWS | BOXES))}"
LEAF = re.compile(
    rf"<({'|'.join(sorted(ROWS | BOXES))})>(?=\s*[^\s<]|\s*<(?!/?(?:{BLOCK})>))((?:(?!</?(?:{BLOCK})>).)+)</\1>",
    re.DOTALL,
)
REST = re.compile(rf"</?(?:{'|'.join(sorted(ROWS | BOXES))})>")
RENAMING = re.compile(rf"<(/?)({'|'.join(sorted(RENAMED))})>")


def _put(node: LexborNode, html: str) -> None:
    made: Any = LexborHTMLParser(f"<body>{html}</body>").css_first("body > *")
    node.replace_with(made)


def _item(node: LexborNode) -> str:
    """A paragraph that Word shows as an item: its mark says which list; the mark itself is not part of the words."""
    mark = node.css_first('span[style*="mso-list:Ignore"]')
    kind = "ol" if mark is not None and NUMBERED.match(mark.text()) else "ul"
    if mark is not None:
        mark.decompose()
    return f"<{kind}><li>{node.inner_html}</li></{kind}>"


def _from_styles(html: str) -> str:
    """What Word and Google Docs say by style or class only."""
    tree = LexborHTMLParser(html)
    for tag, selector in STYLED.items():
        for node in reversed(tree.css(selector)):
            _put(node, f"<{tag}>{node.inner_html}</{tag}>")
    # A page copied from Google Docs lies in a <b> that is not bold.
    for node in tree.css('b[style^="font-weight:normal"]'):
        node.unwrap()
    for node in tree.css('p[style*="mso-list:l"]'):
        _put(node, _item(node))
    for node in tree.css("p.MsoQuote, p.MsoIntenseQuote"):
        _put(node, f"<blockquote><p>{node.inner_html}</p></blockquote>")
    body: Any = tree.body
    return ONE_LIST.sub("", str(body.inner_html or ""))


def _row(found: re.Match[str]) -> str:
    inside = found.group(1)
    return inside if LAID_OUT.search(inside) else f"<p>{' '.join(IN_ROW.sub(' ', inside).split())}</p>"


def in_our_tags(html: str, *, tags: set[str], attributes: dict[str, set[str]]) -> str:
    """The HTML with headings, emphasis, rows and boxes of other programs in `tags`; ours is returned as it is.

    Not safe by itself: the allow-list comes after it.
    """
    if not OF_OTHERS.search(html):
        return html
    if BY_STYLE.search(html):
        html = _from_styles(html)
    # From here on every tag is bare and closed, so that replacing a tag is exact.
    html = nh3.clean(html, tags=tags | FOREIGN, attributes=attributes, link_rel=None, clean_content_tags=DROPPED)
    html = LEAF.sub(r"<p>\2</p>", ROW.sub(_row, html))
    return RENAMING.sub(lambda found: f"<{found[1]}{RENAMED[found[2]]}>", REST.sub(" ", html))
