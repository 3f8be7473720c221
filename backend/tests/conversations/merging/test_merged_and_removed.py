"""Spam, the bin and a person's erasure where tickets were merged, or messages moved."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from conversations.models import Message
from conversations.personal_data import services
from conversations.personal_data.selectors import export_requester
from people.models import Requester
from tests.conversations.merging.conftest import address_of, answer, merge, reply, unmerge
from tests.support.stored_texts import places_with
from tickets.history.models import Event
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
LIST = "/api/tickets/"


def folders(*tickets):
    found = dict(Ticket.objects.values_list("pk", "folder"))
    return [found[ticket.pk] for ticket in tickets]


def listed(api):
    return [one["id"] for one in api.get(LIST).json()]


def move(api, message, to):
    response = api.post(f"/api/messages/{message.pk}/move/", {"to": to.pk})
    assert response.status_code == 200, response.json()


def read_export(name):
    requester = Requester.objects.get(name=name)
    return json.loads("".join(export_requester(requester)))["tickets"]


def erase(name):
    requester = Requester.objects.get(name=name)
    preview = services.preview_erasure(requester)
    report, is_complete = services.erase_requester(requester)
    assert is_complete
    assert preview == report
    return report


class TestFolders:
    """Merged tickets go where the one with their conversation goes."""

    @pytest.mark.parametrize("folder", ["spam", "bin"])
    def test_they_go_and_come_back_together(self, api, ada, ben, ticket_of, folder):
        eve = ticket_of("Eve")
        merge(api, ben, ada)
        merge(api, ada, eve)
        api.patch(f"{LIST}{eve.pk}/", {"folder": folder})
        assert folders(ada, ben, eve) == [folder] * 3
        assert listed(api) == []
        events = Event.objects.filter(ticket_number=ben.pk, changes__has_key="folder")
        assert events.get().changes["folder"] == [None, folder]
        api.patch(f"{LIST}{eve.pk}/", {"folder": None})
        assert folders(ada, ben, eve) == [None] * 3
        assert len(listed(api)) == 3

    def test_undo_in_bulk_brings_all_back(self, api, ada, ben):
        merge(api, ben, ada)
        operation = {"matching": {}, "set": {"folder": "bin"}}
        answer = api.post(f"{LIST}bulk/", {"operations": [operation]}).json()
        assert folders(ada, ben) == ["bin", "bin"]
        api.post(f"{LIST}bulk/", {"operations": answer["undo"]})
        assert folders(ada, ben) == [None, None]

    def test_a_merged_one_is_not_moved_alone(self, api, ada, ben):
        merge(api, ben, ada)
        address = f"{LIST}{ben.pk}/"
        assert api.patch(address, {"folder": "spam"}).status_code == 409
        assert api.delete(address).status_code == 409
        operation = {"ids": [ben.pk], "set": {"folder": "bin"}}
        assert api.post(f"{LIST}bulk/", {"operations": [operation]}).status_code == 400
        assert folders(ada, ben) == [None, None]

    def test_nothing_is_merged_linked_or_moved_there(self, api, ada, ben, ticket_of):
        eve = ticket_of("Eve")
        merge(api, ben, ada)
        message = reply(ada, "Hello")
        api.post(f"{LIST}{ada.pk}/links/", {"ticket": eve.pk})
        api.delete(f"{LIST}{ada.pk}/")
        assert unmerge(api, ben).status_code == 409
        assert merge(api, ada, eve).status_code == 409
        assert merge(api, eve, ada).status_code == 400
        assert api.post(f"{LIST}{ada.pk}/links/", {"ticket": eve.pk}).status_code == 409
        assert api.delete(f"{LIST}{ada.pk}/links/{eve.pk}/").status_code == 409
        assert api.get(f"{LIST}{eve.pk}/links/").json()["related"] == []
        assert api.post(f"/api/messages/{message.pk}/move/", {"to": eve.pk}).status_code == 404

    def test_requesters_of_both_are_told_that_it_is_gone(self, api, ada, ben):
        merge(api, ben, ada)
        addresses = [address_of(ada), address_of(ben)]
        api.delete(f"{LIST}{ada.pk}/")
        for address in addresses:
            assert api.get(address).status_code == 404
            assert api.post(f"{address}messages/", {"text": "Hello?"}).status_code == 404
        api.patch(f"{LIST}{ada.pk}/", {"folder": "spam"})
        for address in addresses:
            assert api.get(address).status_code == 200

    def test_they_are_erased_together(self, api, ada, ben):
        merge(api, ben, ada)
        api.delete(f"{LIST}{ada.pk}/")
        Ticket.objects.update(removed_at=timezone.now() - timedelta(days=31))
        call_command("apply_retention", stdout=StringIO())
        assert not Ticket.objects.exists()


class TestErasure:
    """A person is erased, and others who were merged with them are not."""

    def test_what_came_from_them_leaves_the_conversation_of_somebody_else(self, api, ada, ben):
        answer(ben, "Zebrafinch")
        merge(api, ben, ada)
        answer(ben, "Zebrafinch again")
        answer(ada, "Nightingale")
        erase("Ben")
        assert places_with("zebrafinch") == places_with("smoke") == set()
        assert [one.text for one in Message.objects.all()] == ["Nightingale"]
        assert Ticket.objects.get() == ada

    def test_others_who_were_merged_into_theirs_stay(self, api, ada, ben, ticket_of):
        eve = ticket_of("Eve")
        answer(eve, "Robin")
        answer(ben, "Nightingale")
        merge(api, eve, ben)
        merge(api, ben, ada)
        answer(ben, "Nightingale again")
        answer(eve, "Robin again")
        answer(ada, "Zebrafinch")
        erase("Ada")
        assert places_with("zebrafinch") == places_with("printer") == set()
        ben.refresh_from_db()
        eve.refresh_from_db()
        assert (ben.merged_into_id, eve.merged_into_id) == (None, ben.pk)
        texts = Message.objects.filter(ticket=ben).values_list("text", flat=True)
        birds = {"Robin", "Robin again", "Nightingale", "Nightingale again"}
        assert birds <= set(texts)

    def test_what_was_moved_to_somebody_else_goes_too(self, api, ada, ben):
        move(api, answer(ben, "Zebrafinch"), ada)
        move(api, reply(ben, "Dear zebrafinch"), ada)
        reply(ada, "Dear Ada")
        report = erase("Ben")
        assert (report.tickets, report.replies) == (1, 2)
        assert places_with("zebrafinch") == set()
        assert [one.text for one in Message.objects.all()] == ["Dear Ada"]

    def test_both_tickets_of_one_person_go(self, api, ada, ticket_of):
        other = ticket_of("Ada", title="Zebrafinch")
        merge(api, other, ada)
        answer(other, "Zebrafinch")
        assert erase("Ada").tickets == 2
        assert places_with("zebrafinch") == set()


class TestExport:
    """A person's export has what is theirs, wherever it is, and nothing of others."""

    def test_what_was_merged_or_moved_is_in_it(self, api, ada, ben, ticket_of):
        eve = ticket_of("Eve")
        move(api, answer(ben, "Moved"), eve)
        answer(ben, "Merged")
        merge(api, ben, ada)
        answer(ben, "Later")
        [ticket] = read_export("Ben")
        assert (ticket["merged_into"], ticket["messages"]) == (ada.pk, [])
        texts = [one["text"] for one in ticket["moved_messages"]]
        assert {"Moved", "Merged", "Later"} <= set(texts)

    def test_what_others_wrote_in_tickets_merged_into_theirs_is_not(self, api, ada, ben):
        answer(ben, "Zebrafinch")
        merge(api, ben, ada)
        answer(ada, "Nightingale")
        text = json.dumps(read_export("Ada"))
        assert "Nightingale" in text
        assert "Zebrafinch" not in text
        assert "smells" not in text
