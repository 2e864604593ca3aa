"""Words by which pages say "not found", in many languages, and how a heading is compared with them."""

import re
import unicodedata

NOT_FOUND: dict[str, tuple[str, ...]] = {
    "en": (
        "page not found", "not found", "page cannot be found", "page cant be found", "page could not be found",
        "page couldnt be found", "page does not exist", "page doesnt exist", "page no longer exists",
        "page is no longer available", "page not available", "page unavailable", "page missing",
        "page you are looking for", "page you were looking for", "page youre looking for",
        "page you requested", "content not found", "article not found", "story not found", "file not found",
        "document not found", "no such page", "nothing found", "nothing was found", "we cant find that page",
        "we couldnt find that page", "we could not find that page", "we cant find the page",
        "we couldnt find the page", "this content is no longer available", "content unavailable",
        "article is no longer available", "lost your way",
    ),
    "de": (
        "seite nicht gefunden", "nicht gefunden", "seite wurde nicht gefunden", "seite existiert nicht",
        "seite konnte nicht gefunden werden", "seite ist nicht mehr verfügbar", "seite nicht verfügbar",
        "artikel nicht gefunden", "seite nicht vorhanden", "angeforderte seite", "gesuchte seite",
        "diese seite gibt es nicht", "inhalt nicht gefunden", "beitrag nicht gefunden",
    ),
    "fr": (
        "page non trouvée", "page introuvable", "page inexistante", "page n existe pas", "page nexiste pas",
        "page nexiste plus", "page na pas été trouvée", "page demandée", "page que vous recherchez",
        "article introuvable", "contenu introuvable", "page non disponible", "page indisponible",
        "page est introuvable", "introuvable",
    ),
    "es": (
        "página no encontrada", "no encontrado", "no encontrada", "la página no existe", "esta página no existe",
        "página que buscas", "página que busca", "no se ha encontrado la página", "no se encontró la página",
        "página no disponible", "no se encuentra la página", "artículo no encontrado", "contenido no encontrado",
        "no hemos encontrado la página",
    ),
    "pt": (
        "página não encontrada", "não encontrada", "não encontrado", "a página não existe",
        "esta página não existe", "página que procura", "página que você procura", "conteúdo não encontrado",
        "página não foi encontrada", "página indisponível", "artigo não encontrado", "página não disponível",
    ),
    "it": (
        "pagina non trovata", "non trovata", "non trovato", "la pagina non esiste", "pagina inesistente",
        "pagina che stai cercando", "pagina richiesta", "pagina non disponibile", "articolo non trovato",
        "contenuto non trovato", "pagina non è stata trovata",
    ),
    "nl": ("pagina niet gevonden", "niet gevonden", "pagina bestaat niet", "pagina is niet gevonden",
           "pagina die u zoekt", "pagina die je zoekt", "artikel niet gevonden"),
    "ru": (
        "страница не найдена", "не найдено", "не найдена", "страница не существует", "такой страницы нет",
        "страница удалена", "запрашиваемая страница", "страница, которую вы ищете", "страницы не существует",
        "страница недоступна", "документ не найден", "материал не найден", "мы не нашли эту страницу",
    ),
    "uk": (
        "сторінку не знайдено", "сторінка не знайдена", "не знайдено", "сторінка не існує", "такої сторінки немає",
        "сторінки не існує", "сторінку видалено", "запитувана сторінка", "сторінка недоступна",
        "матеріал не знайдено",
    ),
    "ar": (
        "الصفحة غير موجودة", "لم يتم العثور على الصفحة", "صفحة غير موجودة", "غير موجود", "غير موجودة",
        "الصفحة المطلوبة غير موجودة", "الصفحة التي تبحث عنها", "لم يتم العثور", "المحتوى غير موجود",
        "الصفحة غير متوفرة", "الصفحة غير متاحة",
    ),
    "pl": ("nie znaleziono strony", "strona nie została znaleziona", "nie znaleziono", "strona nie istnieje",
           "strona nie znaleziona", "taka strona nie istnieje"),
    "cs": ("stránka nenalezena", "stránka nebyla nalezena", "nenalezeno", "stránka neexistuje"),
    "sv": ("sidan hittades inte", "sidan kunde inte hittas", "sidan finns inte", "hittades inte"),
    "da": ("siden blev ikke fundet", "siden findes ikke", "siden kunne ikke findes", "ikke fundet"),
    "no": ("siden ble ikke funnet", "siden finnes ikke", "fant ikke siden", "ikke funnet"),
    "fi": ("sivua ei löydy", "sivua ei löytynyt", "ei löytynyt", "sivua ei ole olemassa"),
    "hu": ("az oldal nem található", "nem található", "a keresett oldal nem található"),
    "ro": ("pagina nu a fost găsită", "pagina nu există", "pagină negăsită"),
    "el": ("η σελίδα δεν βρέθηκε", "δεν βρέθηκε", "η σελίδα δεν υπάρχει"),
    "bg": ("страницата не е намерена", "страницата не съществува", "не е намерена"),
    "tr": ("sayfa bulunamadı", "bulunamadı", "aradığınız sayfa", "böyle bir sayfa yok"),
    "fa": ("صفحه یافت نشد", "صفحه پیدا نشد", "یافت نشد", "صفحه مورد نظر"),
    "he": ("הדף לא נמצא", "העמוד לא נמצא", "לא נמצא", "הדף המבוקש לא נמצא"),
    "hi": ("पृष्ठ नहीं मिला", "पेज नहीं मिला"),
    "id": ("halaman tidak ditemukan", "tidak ditemukan", "halaman yang anda cari"),
    "vi": ("không tìm thấy trang", "trang không tồn tại", "không tìm thấy"),
}  # fmt: skip
# Written without spaces between words: looked for anywhere in a heading.
UNSPACED: dict[str, tuple[str, ...]] = {
    "zh": (
        "页面未找到", "找不到页面", "页面不存在", "网页不存在", "您访问的页面", "未找到", "无法找到该页",
        "页面已删除", "内容不存在", "文章不存在", "頁面不存在", "找不到頁面", "找不到網頁", "網頁不存在",
    ),
    "ja": (
        "ページが見つかりません", "ページは見つかりません", "お探しのページ", "見つかりませんでした",
        "ページは存在しません",
    ),
    "ko": ("페이지를찾을수없습니다", "찾을수없는페이지", "존재하지않는페이지", "요청하신페이지"),
    "th": ("ไม่พบหน้า", "ไม่พบเพจ", "ไม่พบหน้าที่คุณต้องการ"),
}  # fmt: skip
# Words that stand beside the phrase and say nothing more. 404 and 410 alone are enough.
NOISE = (
    "404 410 error http status code erreur fehler errore erro oops ups hoppla sorry whoops uh oh the this that "
    "ошибка помилка خطا خطأ 错误 錯誤 エラー błąd hata fout fel feil virhe chyba hiba greška lo sentimos desculpe "
    "leider désolé извините вибачте عذرا la le diese die"
)
CODES = frozenset({"404", "410"})
# How much of a heading the phrase must make up: a phrase of one or two words nearly all of it.
COVERED, COVERED_SHORT = 0.5, 0.8
SHORT_WORDS, SHORT_LETTERS = 2, 4
LONGEST = 160
APART = re.compile(r"\s[|\u2013\u2014:·•»«/-]+\s|[|·•»«:]")
WORD = re.compile(r"\d+|[^\W\d_]+")


def _plain(text: str) -> str:
    """Lower case without accents, apostrophes and the Turkish dotless i; the same for a phrase and a heading."""
    bare = unicodedata.normalize("NFKD", re.sub(r"['\u2019`]", "", text.casefold().replace("ı", "i")))
    return "".join(char for char in bare if not unicodedata.combining(char))


def _words(text: str) -> list[str]:
    return WORD.findall(_plain(text))


_NOISE = frozenset(_words(NOISE))


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if word not in _NOISE]


def _needed(*, short: bool) -> float:
    return COVERED_SHORT if short else COVERED


# Each phrase with the share that it needs.
_SPACED = {
    " ".join(words): _needed(short=len(words) <= SHORT_WORDS)
    for phrases in NOT_FOUND.values() for phrase in phrases if (words := _telling(_words(phrase)))
}  # fmt: skip
_TOGETHER = {
    "".join(_words(phrase)): _needed(short=len(phrase) <= SHORT_LETTERS)
    for phrases in UNSPACED.values() for phrase in phrases
}  # fmt: skip


def says_not_found(heading: str) -> bool:
    """Whether a title or heading, or a part of it between bars and dashes, is such a phrase.

    The phrase must make up at least half of it: "Why 'page not found' is the most read page" is none.
    """
    if not heading or len(heading) > LONGEST:
        return False
    return any(_part_says(part) for part in (*APART.split(heading), heading))


def _part_says(part: str) -> bool:
    words = _words(part)
    telling = _telling(words)
    if not telling:
        return not CODES.isdisjoint(words)
    spaced, together = f" {' '.join(telling)} ", "".join(telling)
    return any(
        f" {phrase} " in spaced and len(phrase.replace(" ", "")) >= share * len(together)
        for phrase, share in _SPACED.items()
    ) or any(phrase in together and len(phrase) >= share * len(together) for phrase, share in _TOGETHER.items())
