"""How an article is built for those who skim it or hear it read: its headings in order, its links named."""

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Names that say nothing about where a link leads, in small letters; punctuation around them does not count.
VAGUE_NAMES = {
    "de": {"hier", "hier klicken", "klicken sie hier", "mehr", "mehr lesen", "weiterlesen", "link"},
    "en": {"here", "click here", "read more", "more", "learn more", "link", "this", "this link"},
    "es": {"aquí", "haga clic aquí", "leer más", "más", "ver más", "enlace", "este enlace"},
    "fr": {"ici", "cliquez ici", "lire la suite", "en savoir plus", "plus", "lien", "ce lien"},
    "it": {"qui", "clicca qui", "leggi di più", "leggi tutto", "di più", "link", "questo link"},
}
VAGUE = frozenset().union(*VAGUE_NAMES.values())
ADDRESS_STARTS = ("http://", "https://", "www.")
NAME_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Structure:
    """Headings that are empty or stand before their parent, links without a telling name, the first such name."""

    headings_misplaced: int
    links_vague: int
    vague_name: str


def _words(node: LexborNode) -> str:
    return " ".join(node.text().split())


def _headings_misplaced(tree: LexborHTMLParser) -> int:
    wrong, opened = 0, False
    for node in tree.css("h2, h3"):
        opened = opened or node.tag == "h2"
        wrong += not opened or not _words(node)
    return wrong


def _is_address(name: str) -> bool:
    host, _, path = name.partition("/")
    return " " not in name and (name.casefold().startswith(ADDRESS_STARTS) or ("." in host and bool(path)))


def _is_vague(name: str) -> bool:
    """A link without words, with one of the empty phrases, or with nothing but an address."""
    core = name.casefold().strip(" .,:;!?…()[]«»‹›“”\"'<>→-")
    return not core or core in VAGUE or _is_address(core)


def structure_of(html: str) -> Structure:
    """What `clean_body` gave, measured; citations are no words. Never raises."""
    tree = LexborHTMLParser(f"<body>{html}</body>")
    for node in tree.css("cite"):
        node.decompose()
    vague = [name for name in map(_words, tree.css("a[href]")) if _is_vague(name)]
    return Structure(
        headings_misplaced=_headings_misplaced(tree),
        links_vague=len(vague),
        vague_name=vague[0][:NAME_SHOWN] if vague else "",
    )
