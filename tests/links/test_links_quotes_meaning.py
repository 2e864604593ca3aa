"""Negations and numbers decide: what was turned round is never verified, in whatever language."""

import pytest

from factchecks.links.figures import figures
from factchecks.links.meaning import negations, numbers
from factchecks.links.normal import prepare
from factchecks.links.quotes import QuoteResult, verify

TURNED = [
    ("en", "The council does not want to raise the ferry fare this year.", "not "),
    ("en", "The council doesn't want to raise the ferry fare this year.", "n't"),
    ("en", "They will raise the ferry fare without asking the traders of the harbour.", "out"),
    ("de", "Der Rat will den Preis der Fähre in diesem Jahr nicht erhöhen, sagte sie.", "nicht "),
    ("de", "Der Rat hat keine Pläne für eine neue Brücke über den Hafen.", "ke"),
    ("fr", "Le conseil ne veut pas augmenter le prix du bac cette année.", "pas "),
    ("fr", "Le conseil n'est plus disposé à augmenter le prix du bac cette année.", "n'"),
    ("es", "El consejo no quiere subir el precio del transbordador este año.", "no "),
    ("pt", "O conselho não quer aumentar o preço da barca neste ano, disse ela.", "não "),
    ("it", "Il consiglio non vuole aumentare il prezzo del traghetto quest'anno.", "non "),
    ("ru", "Совет не хочет повышать цену на паром в этом году, сказала она.", "не "),
    ("uk", "Рада не хоче підвищувати ціну на пором цього року, сказала вона.", "не "),
    ("ar", "المجلس لا يريد رفع سعر العبارة هذا العام كما قالت العمدة.", "لا "),
    ("zh", "议会在星期一说今年不会提高渡轮票价,市长也同意这个决定。", "不"),
    ("ja", "市議会は今年フェリーの運賃を値上げしないと月曜日に発表した。", "な"),
    ("hi", "परिषद इस साल नौका का किराया नहीं बढ़ाएगी, महापौर ने कहा।", "नहीं "),
    ("nl", "De raad wil de prijs van de veerpont dit jaar niet verhogen, zei zij.", "niet "),
    ("pl", "Rada nie chce w tym roku podnosić ceny promu, powiedziała.", "nie "),
]


@pytest.mark.parametrize(("language", "text", "negation"), TURNED, ids=[f"{row[0]}-{row[2]}" for row in TURNED])
def test_a_dropped_negation_changes_the_meaning(language, text, negation):
    source = prepare(f"Before it. {text} After it.")
    assert verify(text, source).result is QuoteResult.EXACT
    dropped = verify(text.replace(negation, "", 1), source)
    assert dropped.result is QuoteResult.DIFFERS_IN_MEANING, dropped


@pytest.mark.parametrize(("language", "text", "negation"), TURNED, ids=[f"{row[0]}-{row[2]}" for row in TURNED])
def test_an_added_negation_changes_the_meaning(language, text, negation):
    source = prepare(f"Before it. {text.replace(negation, '', 1)} After it.")
    assert not verify(text, source).verified


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("300,000", "300 000"),
        ("300,000", "300000"),
        ("300,000", "300'000"),
        ("1.000.000", "1,000,000"),
        ("1.234,5", "1,234.5"),
        ("3,5", "3.5"),
        ("3,00,000", "300,000"),
        ("three hundred", "300"),
        ("three hundred and five thousand", "305,000"),
        ("twenty-five", "25"),
        ("3.5 million", "3,500,000"),
        ("two million", "2 million"),
        ("5 per cent", "5%"),
        ("5 percent", "5 %"),
        ("10 km", "10 kilometres"),
        ("٣٠٠", "300"),
        ("a hundred", "100"),
    ],
)
def test_one_number_in_two_spellings_is_one(one, other):
    assert numbers(one) == numbers(other) != numbers("7")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("300,000", "30,000"),
        ("3.5", "35"),
        ("-5", "5"),
        ("1.500", "1,500"),
        ("10^2", "102"),
        ("5 km", "5 m"),
        ("5 per cent", "5"),
        ("3 million", "3 billion"),
        ("3 Millionen", "3 Milliarden"),
        ("3 млн", "3 млрд"),
        ("3万", "3亿"),
        ("three hundred", "three thousand"),
    ],
)
def test_two_numbers_are_two(one, other):
    assert numbers(one) != numbers(other)


def test_a_spelled_out_number_is_noted_and_not_verified():
    source = prepare("About three hundred people used the ferry on Monday.")
    found = verify("About 300 people used the ferry on Monday", source)
    assert found.result is QuoteResult.NEAR
    assert "300 = three hundred" in found.note


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("We will not raise the fare.", "We will raise the fare"),
        ("The fare rose from 5 to 10 euros in May.", "The fare rose from 10 to 5 euros in May"),
        ("The harbour wall is unable to carry lorries.", "The harbour wall is able to carry lorries"),
        ("A ticket costs €5 for adults and children.", "A ticket costs $5 for adults and children"),
        ("About 1 300 people came to the pier.", "About 300 people came to the pier"),
        ("The area is 10² metres in all directions.", "The area is 102 metres in all directions"),
        ("It takes 5½ hours to cross the bay.", "It takes 51/2 hours to cross the bay"),
        ("He found no table at the inn.", "He found not able at the inn"),
        ("大约有三百人使用了渡轮和码头。", "大约有五百人使用了渡轮和码头"),
    ],
)
def test_what_is_turned_round_is_never_verified(text, quote):
    assert not verify(quote, prepare(text)).verified


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("A ticket costs €5.", "A ticket costs 5 euros"),
        ("They do not want another bridge here.", "They don't want another bridge here"),
        ("They cannot carry heavy lorries now.", "They can't carry heavy lorries now"),
        ("About 5% of all people came by ferry.", "About 5 per cent of all people came by ferry"),
    ],
)
def test_other_words_for_the_same_do_not_differ_in_meaning(text, quote):
    assert verify(quote, prepare(text)).result is not QuoteResult.DIFFERS_IN_MEANING


@pytest.mark.parametrize("word", ["not", "isn't", "isnt", "cannot", "won't"])
def test_not_is_counted_in_every_spelling(word):
    assert negations(word)["not"] == 1


def test_a_lone_one_is_a_pronoun():
    assert figures("one of them said so") == ()
    assert [figure.value for figure in figures("twenty one")] == ["21"]


@pytest.mark.parametrize(
    ("quote", "verified"),
    [
        ("We will ... raise fares", False),
        ("[5] people used the ferry", False),
        ("[The] people used the ferry", True),
        ("We will consider the plan. [...] It is a good plan.", True),
    ],
)
def test_left_out_and_put_in_words_do_not_turn_the_meaning_round(quote, verified):
    source = prepare(
        "We will consider the plan. The council did not agree to raise fares. Three people used the ferry. "
        "Nobody minded. It is a good plan."
    )
    assert verify(quote, source).verified is verified
