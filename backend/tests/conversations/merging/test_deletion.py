"""A ticket of a merge is deleted, or its time is over: all that is its own goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conversations.models import Merge, MergedMessage, Message
from tests.conversations.merging.conftest import answer, merge, reply
from tickets.models import Ticket
from tickets.retention import expired_tickets
from tickets.search.models import SearchText

pytestmark = pytest.mark.django_db


def test_merged_tickets_go_with_the_one_that_has_their_conversation(
    api, ada, ben, ticket_of, no_bin
):
    eve = ticket_of("Eve")
    answer(ben, "Text")
    merge(api, ben, ada)
    merge(api, ada, eve)
    assert api.delete(f"/api/tickets/{eve.pk}/").status_code == 204
    for model in (Ticket, Message, Merge, MergedMessage, SearchText):
        assert not model.objects.exists(), model


def test_all_that_came_from_a_merged_ticket_goes_with_it(api, ada, ben, no_bin):
    answer(ada, "Ada's")
    answer(ben, "Ben's")
    reply(ben, "To Ben")
    merge(api, ben, ada)
    answer(ben, "Ben's later")
    reply(ada, "To both")
    assert api.delete(f"/api/tickets/{ben.pk}/").status_code == 204
    kept = Message.objects.order_by("at").values_list("text", flat=True)
    assert list(kept) == ["Ada's", "To both"]
    assert not Merge.objects.exists()
    for text in SearchText.objects.values_list("text", flat=True):
        assert "ben" not in text


def test_retention_keeps_a_merged_ticket_as_long_as_the_other(api, ada, ben):
    merge(api, ben, ada)
    Ticket.objects.update(updated_at=timezone.now() - timedelta(days=100))
    assert not expired_tickets(30).exists()
    api.patch(f"/api/tickets/{ada.pk}/", {"status": "closed"})
    Ticket.objects.update(updated_at=timezone.now() - timedelta(days=100))
    assert [one.pk for one in expired_tickets(30)] == [ada.pk]
