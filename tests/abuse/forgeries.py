"""What somebody who holds the database may try on one event of the ledger, once the triggers are gone."""

from factchecks.models import Chain, Event
from factchecks.services import ledger


def change(event):
    Event.objects.filter(pk=event.pk).update(reason="forged")


def change_with_hash(event):
    event.reason = "forged"
    Event.objects.filter(pk=event.pk).update(reason="forged", hash=ledger.hash_of(event))


def remove(event):
    Event.objects.filter(pk=event.pk).delete()


def cut_tail(event):
    Event.objects.filter(chain=event.chain, seq__gte=event.seq).delete()
    last = Event.objects.filter(chain=event.chain).order_by("-seq").first()
    head = (last.seq, last.hash) if last else (0, ledger.genesis(event.chain))
    Chain.objects.filter(name=event.chain).update(seq=head[0], head=head[1])


FORGERIES = (change, change_with_hash, remove, cut_tail)
