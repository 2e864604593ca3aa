"""Rule 3: tests for humans in many languages and walls by region; pages about them are left alone."""

import pytest

from factchecks.links.classify import classify
from factchecks.links.records import Rule, Verdict
from tests.links.made_pages import attempt, page, prose

TITLES = [
    "Just a moment...", "Access Denied", "Attention Required! | Guard", "Einen Moment…", "Un instant…", "Один момент",
    "请稍候…", "Зачекайте", "Acesso negado", "Acceso denegado", "Zugriff verweigert", "لحظة من فضلك…", "Please wait",
]  # fmt: skip
PHRASES = [
    "Please verify you are human to go on.", "Bestätigen Sie, dass Sie ein Mensch sind.",
    "Vérifiez que vous êtes humain.", "Verifique que no eres un robot", "Confirme que você é humano",
    "Verifica di essere umano", "Подтвердите, что вы не робот", "Підтвердьте, що ви людина", "تحقق من أنك إنسان",
    "请确认您是真人", "Press & hold to confirm", "Enable JavaScript and cookies to continue",
]  # fmt: skip


@pytest.mark.parametrize("found", [*(page("", title=title) for title in TITLES), *map(page, PHRASES)])
@pytest.mark.parametrize("status", [200, 202, 429, 503])
def test_a_test_for_humans_is_blocked_in_many_languages(found, status):
    observation = classify(attempt(found, status=status))
    assert (observation.verdict, observation.rule) == (Verdict.BLOCKED, Rule.CHALLENGE)


@pytest.mark.parametrize(
    "words",
    ["This content is not available in your region.", "Sorry, unavailable in most European countries",
     "Dieser Inhalt ist in Ihrem Land nicht verfügbar", "Ce contenu n’est pas disponible dans votre pays",
     "Contenido no disponible en su país", "Недоступно в вашем регионе", "غير متاح في بلدك"],
)  # fmt: skip
def test_a_page_closed_to_our_region_is_blocked_and_not_gone(words):
    observation = classify(attempt(page(words), final="http://harbourmouth.example.org/"))
    assert (observation.verdict, observation.rule) == (Verdict.BLOCKED, Rule.REGION)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a mention of a captcha", page("The council put a captcha before its forms. " + prose(700))),
        ("a short mention", page("The captcha on the form is gone, says the council.")),
        ("an article on such walls", page("Verify you are human, it said. " + prose(2_000))),
        ("such words in a headline", page(prose(700), title="Just a moment of silence at the pier")),
        ("a robot in a form", page(prose(700), body='<div class="g-recaptcha"></div>')),
        ("a large page", page(prose(70_000), title="Access denied")),
        ("an article on regions", page("Not available in your country, it said. " + prose(2_000))),
    ],
)
def test_a_page_about_such_walls_is_good(name, found):
    assert classify(attempt(found)).verdict is Verdict.OK


def test_marks_of_a_delivery_network_alone_prove_nothing():
    headers = {"server": "cloudflare", "cf-ray": "1", "x-datadome": "protected"}
    assert classify(attempt(page(prose(70_000)), headers=headers)).verdict is Verdict.OK


@pytest.mark.parametrize("name", ["cf-mitigated", "x-amzn-waf-action"])
@pytest.mark.parametrize("status", [200, 202, 429, 503])
def test_the_header_of_a_challenge_is_enough(name, status):
    observation = classify(attempt(status=status, headers={name: "challenge"}, retry_after=5))
    assert (observation.rule, observation.retry_after) == (Rule.CHALLENGE, 60)
