"""Recognises the pages that firewalls show instead of the page: they say nothing about the link."""

import re

from factchecks.links.records import Attempt
from factchecks.links.text import Page

LARGEST = 60_000
MAIN_TEXT = 1_500
# Headers that only a challenge carries. x-datadome also comes with passed pages: it needs a small body.
HEADERS = ("cf-mitigated", "x-amzn-waf-action")
TITLES = re.compile(
    r"\A\W*(just a moment|attention required!?|access denied|pardon our interruption|security check|"
    r"security verification|(please )?verify(ing)? (that )?you are (a )?human|are you (a )?(robot|human)|"
    r"robot or human|checking your browser|ddos-guard|human verification|one more step|bot verification|"
    r"please wait|request unsuccessful|you have been blocked|sorry, you have been blocked|"
    r"un instant|un momento|um momento|einen moment|nur einen moment|zugriff verweigert|sicherheitsüberprüfung|"
    r"accès refusé|vérification de sécurité|acceso denegado|acesso negado|accesso negato|een moment|"
    r"один момент|доступ ограничен|доступ запрещен|проверка браузера|зачекайте|доступ заборонено|"
    r"لحظة من فضلك|تم رفض الوصول|请稍候|安全验证|人机验证|しばらくお待ちください|잠시만 기다리십시오)"
    r"\W*(\Z|[|:\u2013\u2014-])",
    re.IGNORECASE,
)
PHRASES = re.compile(
    r"checking your browser before|verify(ing)? (that )?you are (a )?human|"
    r"enable javascript and cookies to continue|unusual traffic from your|complete the security check|"
    r"prove (that )?you('| a)re not a robot|press (and|&) hold to confirm|"
    r"(confirm|verify) (that )?you('| a)re not a (ro)?bot|you have been blocked|"
    r"(bestätigen|beweisen) sie,? dass sie (ein mensch|kein roboter)|javascript und cookies aktivieren|"
    r"(confirmez|prouvez|vérifiez) que vous (êtes humain|n['’]êtes pas un robot)|"
    r"(confirma|confirme|verifica|verifique|demuestra) que (eres|es) (un )?humano|que no eres un robot|"
    r"(confirme|verifique) que (você )?(é|não é) (um )?(humano|robô)|(verifica|conferma) di essere umano|"
    r"(подтвердите|докажите),? что вы (не робот|человек)|(підтвердьте|доведіть),? що ви (не робот|людина)|"
    r"(تحقق من|أثبت|تأكد من) (أنك|كونك) (إنسان|لست روبوت)|(确认|验证|驗證)(您|你)?(是|为)?(真人|人类|人類)|"
    r"(确认|证明)(您|你)?不是机器人|ロボットではない(こと|ことを確認)",
    re.IGNORECASE,
)
MARKERS = (
    b"_cf_chl_opt",
    b"captcha-delivery.com",
    b"px-captcha",
    b"_Incapsula_Resource",
    b"awsWafCookieDomainList",
)
REGION = re.compile(
    r"(not|un)\W?available (in|from) (your|this|most european|the european) (country|region|location|area|union|"
    r"countries)|access (to this site )?from (your|the) (country|region|european) |"
    r"(in ihrem land|in ihrer region) nicht verfügbar|(n['’]est )?pas disponible dans votre (pays|région)|"
    r"no (está )?disponible en (su|tu) (país|región)|не ?доступ\w+ (в вашем регионе|в вашей стране|у вашій країні)|"
    r"غير متاح في (بلدك|منطقتك)|在您所在的(地区|国家)",
    re.IGNORECASE,
)


def is_challenge(attempt: Attempt, page: Page) -> bool:
    """Whether a 429, 503, 200 or 202 carries a challenge in its headers or its small body.

    `page`: what was read in the body.
    """
    if any(name in attempt.headers for name in HEADERS):
        return True
    if not attempt.body or len(attempt.body) >= LARGEST:
        return False
    return "x-datadome" in attempt.headers or _is_challenge_page(attempt.body, page)


def is_region_wall(attempt: Attempt, page: Page) -> bool:
    """Whether a small page only says that it is not shown in our part of the world."""
    return len(attempt.body) < LARGEST and len(page.text) < MAIN_TEXT and bool(REGION.search(page.text))


def _is_challenge_page(body: bytes, page: Page) -> bool:
    if len(page.text) >= MAIN_TEXT:
        return False
    if TITLES.search(page.marks.title) or PHRASES.search(page.text):
        return True
    return len(page.text) < MAIN_TEXT // 3 and any(marker in body for marker in MARKERS)
