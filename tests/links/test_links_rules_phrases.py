"""Headings that say "not found", in every language that is claimed, and headings that do not."""

import pytest

from factchecks.links.classify import classify
from factchecks.links.phrases import NOT_FOUND, UNSPACED, says_not_found
from factchecks.links.records import Verdict
from tests.links.made_pages import HOST, attempt, page

SAID = {
    "en": "404 - Page not found | Harbourmouth Herald", "de": "Seite nicht gefunden – Hafenbote",
    "fr": "Page introuvable - Le Port", "es": "Error 404: Página no encontrada",
    "pt": "Página não encontrada · O Porto",
    "it": "Pagina non trovata", "nl": "Pagina niet gevonden", "ru": "Ошибка 404. Страница не найдена",
    "uk": "Сторінку не знайдено | Гавань", "ar": "خطأ 404 - الصفحة غير موجودة", "zh": "404错误 - 页面未找到",
    "pl": "Nie znaleziono strony", "cs": "Stránka nenalezena", "sv": "Sidan hittades inte",
    "da": "Siden blev ikke fundet", "no": "Siden ble ikke funnet", "fi": "Sivua ei löytynyt",
    "hu": "Az oldal nem található", "ro": "Pagina nu a fost găsită", "el": "Η σελίδα δεν βρέθηκε",
    "bg": "Страницата не е намерена", "tr": "Sayfa bulunamadı", "fa": "صفحه یافت نشد", "he": "הדף לא נמצא",
    "hi": "पृष्ठ नहीं मिला", "id": "Halaman tidak ditemukan", "vi": "Không tìm thấy trang",
    "ja": "お探しのページは見つかりませんでした", "ko": "페이지를 찾을 수 없습니다", "th": "ไม่พบหน้าที่คุณต้องการ",
}  # fmt: skip


def test_every_language_of_the_list_has_its_example():
    assert set(SAID) == set(NOT_FOUND) | set(UNSPACED)


@pytest.mark.parametrize("language", sorted(SAID))
def test_a_heading_of_the_language_is_recognised(language):
    gone = page("…", title=SAID[language])
    assert says_not_found(SAID[language])
    assert classify(attempt(gone, final=f"{HOST}/")).verdict is Verdict.SOFT_404


@pytest.mark.parametrize(
    "phrase", sorted({phrase for phrases in (*NOT_FOUND.values(), *UNSPACED.values()) for phrase in phrases})
)
def test_every_phrase_alone_is_recognised(phrase):
    assert says_not_found(phrase.upper())


@pytest.mark.parametrize(
    "heading",
    ["404", "Error 404 (Not Found)!!1", "Oops! That page can’t be found.",
     "Sorry, the page you are looking for is gone",
     "Harbourmouth Herald | 404", "HTTP 410", "We couldn't find that page"],
)  # fmt: skip
def test_other_ways_to_say_it_are_recognised(heading):
    assert says_not_found(heading)


@pytest.mark.parametrize(
    "heading",
    ["", "Ferry report", "404 jobs go at the ferry yard", "Captain not found after the storm", "Error in the budget",
     "Lost and found at the pier", "Why 'page not found' is the page that most readers of a newspaper see",
     "Highway 410 closed", "The page turns", "x" * 500, "Error", "页面设计大赛", "Не найдено тело капитана парома"],
)  # fmt: skip
def test_other_headings_are_left_alone(heading):
    assert not says_not_found(heading)
