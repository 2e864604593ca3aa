"""What people write goes into tables and mails as text: nothing in it is run, and no mail goes elsewhere."""

import csv
import io
from dataclasses import replace
from itertools import product

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command

from factchecks.models import Source, User
from factchecks.publishing.assessment_csv import BLANK, lines
from factchecks.services import people
from factchecks.states import State
from tests.abuse.tally import tell
from tests.factories import make_check
from tests.pages.broken import break_link
from tests.publishing.test_assessment import CHECK

FORMULAS = "=+-@\t\r\n＝＋－＠"
STARTS = (*FORMULAS, *(f"{blank}=" for blank in BLANK), "  =", "\ufeff @", "  \u00a0+")
ORDER = "HYPERLINK(A1)"
BREAKS = ("\n", "\r", "\r\n", "\r\nBcc: evil@evil.example\r\n\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\x1c")


def run(table):
    """The cells that a spreadsheet would take for formulas."""
    cells = [cell for row in csv.reader(io.StringIO(table.removeprefix("\ufeff"))) for cell in row]
    return [cell for cell in cells if ORDER in cell and cell.lstrip(BLANK)[:1] in FORMULAS]


def test_no_cell_is_a_formula(cast, capsys):
    through, found = [], make_check(cast, State.PUBLISHED).sources.first()
    break_link(found)
    for start in STARTS:
        cell = f"{start}{ORDER}"
        filled = replace(CHECK, headline=cell, rationale=cell, topics=(cell,), slug=cell)
        through += run("".join(lines([filled], site_url="https://news.example")))
        # PostgreSQL keeps no such character.
        Source.objects.filter(pk=found.pk).update(cited_url=cell.replace("\0", ""))
        capsys.readouterr()
        call_command("link_report", "--csv")
        through += run(capsys.readouterr().out)
    tell(group="web", case="Formulas in tables", tried=len(STARTS) * 4, unit="cells", through=through)


def test_a_formula_in_a_table_would_be_found():
    assert run(f'a,b\n" {ORDER}","\u00a0={ORDER}"\n') == [f"\u00a0={ORDER}"]


def wrong(sent):
    """What is not as it should be about a mail to Sue, the other admin."""
    head, _, _ = sent.message().as_bytes().partition(b"\n\n")
    names = [line.split(b":")[0].lower() for line in head.splitlines() if not line[:1].isspace()]
    extra = [name for name in names if name in (b"bcc", b"cc", b"reply-to")]
    return extra or sent.recipients() != ["sue@newsroom.example"] or len(sent.subject.splitlines()) != 1


def test_no_name_writes_a_line_of_its_own_into_a_mail(cast, django_capture_on_commit_callbacks):
    admins = people.set_up_groups()
    cast.sue.groups.add(admins)
    through, tried = [], 0
    for place, (line, field) in enumerate(product(BREAKS, ("person", "group", "by"))):
        name = f"Eve{line}Subject: all is well"
        group = Group.objects.create(name=f"{name if field == 'group' else 'Desk'} {place}")
        User.objects.filter(pk=cast.ada.pk).update(name=name if field == "by" else "Ada")
        values = {"name": name if field == "person" else "Eve", "email": f"eve{place}@newsroom.example"}
        told = people.Person(**values, groups=(group,), is_active=True, is_staff=False)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            people.save(user=User(), values=told, by=User.objects.get(pk=cast.ada.pk))
        sent = [one for one in mail.outbox if "joined" in one.subject]
        through += [(field, line)] if len(sent) != 1 or wrong(sent[0]) else []
        tried += 1
    tell(group="web", case="Line breaks in the heads of mails", tried=tried, unit="mails", through=through)


def test_a_mail_that_went_elsewhere_would_be_found():
    assert wrong(mail.EmailMessage("a", "b", to=["sue@newsroom.example"], cc=["evil@evil.example"]))
    assert not wrong(mail.EmailMessage("a", "b", to=["sue@newsroom.example"]))


@pytest.mark.parametrize("line", BREAKS[:3])
def test_the_alarm_of_a_new_admin_goes_out_whatever_the_name(cast, django_capture_on_commit_callbacks, line):
    with django_capture_on_commit_callbacks(execute=True):
        people.tell_admins(by=cast.sue, subject=f"Eve{line}joined", text=f"Eve{line}{line}All is well.")
    assert [(one.subject, one.body.splitlines()[0][:18]) for one in mail.outbox] == [
        ("Eve joined", "Eve All is well. I")
    ]
