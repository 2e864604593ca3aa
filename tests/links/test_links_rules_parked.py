"""Rule 13: marks of a sale, the same text for any address, and nothing of the kept copy."""

import pytest

from factchecks.links.classify import LOOKS_PARKED, classify
from factchecks.links.context import Context
from factchecks.links.records import Rule, Verdict
from tests.links.made_pages import HOST, attempt, page, prose

KEPT = prose(2_000, seed=7)
SALE = page("harbourmouth.example.org. Buy this domain today. Related searches: ferry, pier.", title="Welcome")
SCRIPTED = b"<html><script src=//www.sedoparking.com/frame.js></script><body></body></html>"


def judged(body, *, kept=KEPT, final=None, sibling=..., by_hand=False):
    other = attempt(body, url=f"{HOST}/x") if sibling is ... else sibling
    known = Context(kept_text=kept, sibling=other, confirmed_by_hand=by_hand)
    return classify(attempt(body, final=final), context=known)


@pytest.mark.parametrize(
    "words",
    ["This domain is for sale", "harbour.example is parked: buy this domain", "Diese Domain steht zum Verkauf",
     "Ce nom de domaine est à vendre", "Este dominio está en venta", "Este domínio está à venda",
     "Questo dominio è in vendita", "Dit: deze domeinnaam is te koop", "Домен продается", "Домен продається",
     "هذا النطاق معروض للبيع", "此域名正在出售", "Ta domena jest na sprzedaż", "This domain name has expired"],
)  # fmt: skip
def test_a_domain_for_sale_is_parked_in_many_languages(words):
    observation = judged(page(words, title="Harbour"))
    assert (observation.verdict, observation.rule) == (Verdict.PARKED, Rule.PARKED)


@pytest.mark.parametrize(
    ("name", "body", "final"),
    [("by its scripts", SCRIPTED, None), ("by where it leads", page("Hello"), "https://www.hugedomains.com/x"),
     ("by its title", page("", title="harbour.example is for sale: this domain is for sale"), None)],
)  # fmt: skip
def test_the_marks_may_stand_in_title_scripts_or_address(name, body, final):
    assert judged(body, final=final).verdict is Verdict.PARKED


def test_a_domain_for_sale_is_parked_at_the_first_look_too():
    assert judged(SALE, kept="").verdict is Verdict.PARKED


@pytest.mark.parametrize(
    ("name", "observation"),
    [
        ("a long article", judged(page("This domain is for sale. " + prose(4_000)), kept="")),
        ("a short article", judged(page("Buy this domain. " + prose(800)), kept="", sibling=attempt(status=404))),
        ("the kept copy itself", judged(page("This domain is for sale. " + prose(900)), kept=prose(900))),
        ("a person saw it", judged(SALE, kept="", by_hand=True)),
        ("nobody asked the sibling", judged(SALE, kept="", sibling=None)),
    ],
)  # fmt: skip
def test_without_all_three_it_is_not_parked(name, observation):
    assert observation.verdict in (Verdict.OK, Verdict.CHANGED)


def test_the_marks_alone_ask_for_a_sibling_and_leave_a_note():
    observation = judged(SALE, kept="", sibling=None)
    assert observation.notes == (LOOKS_PARKED,)
    assert observation.sibling.startswith(HOST)
