"""Saved replies over the API."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations.models import SavedReply
from tests.conversations.saved_replies.conftest import LIST

pytestmark = pytest.mark.django_db
NOBODY = {"id": 10**9}


def url(reply, part=""):
    return f"{LIST}{reply['id']}/{part}"


def names(client, **query):
    return [reply["name"] for reply in client.get(LIST, query).json()]


def test_in_open_mode_all_make_and_edit_shared_ones(api, make_reply):
    made = make_reply(
        api,
        name=" Refund ",
        shortcut="refund",
        text="We **refund** it.",
        set={"status": "resolved"},
    )
    assert (made["name"], made["shortcut"], made["text"]) == (
        "Refund",
        "refund",
        "We **refund** it.",
    )
    assert (made["set"], made["shared"], made["owner"]) == ({"status": "resolved"}, True, None)
    assert (made["used_count"], made["version"], made["can_edit"]) == (0, 1, True)
    assert api.get(LIST).json() == [made]
    read = api.get(url(made))
    assert read.json() == made
    changed = api.patch(
        url(made), {"set": {}, "name": "Money back"}, headers={"If-Match": read["ETag"]}
    )
    assert changed.status_code == 200
    assert changed.json()["version"] == 2
    assert changed.json() == {
        **made,
        "set": {},
        "name": "Money back",
        "version": 2,
        "updated_at": changed.json()["updated_at"],
    }
    assert api.delete(url(made)).status_code == 204
    assert api.get(url(made)).status_code == 404


def test_in_open_mode_nobody_keeps_one_to_themselves(api, make_reply):
    refused = api.post(LIST, {"name": "x", "text": "y", "shared": False}, format="json")
    assert refused.status_code == 400
    assert refused.json() == {"shared": ["Sign in to keep a saved reply to yourself."]}
    made = make_reply(api)
    assert api.patch(url(made), {"shared": False}).json().keys() == {"shared"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \u200b "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": 5}, "name"),
        ({"text": ""}, "text"),
        ({"text": "ä" * 8_193}, "text"),
        ({"text": "{{requester.mail}}"}, "text"),
        ({"text": "{{requester.name"}, "text"),
        ({"shortcut": "Refund"}, "shortcut"),
        ({"shortcut": "re fund"}, "shortcut"),
        ({"shortcut": "re\nfund"}, "shortcut"),
        ({"shortcut": "x" * 33}, "shortcut"),
        ({"shortcut": None}, "shortcut"),
        ({"set": {"status": "solved"}}, "set"),
        ({"set": {"title": "x"}}, "set"),
        ({"set": []}, "set"),
        ({"set": None}, "set"),
        ({"shared": "maybe"}, "shared"),
    ],
)
def test_bad_values_are_told_by_field(api, make_reply, values, field):
    made = make_reply(api)
    for response in (
        api.post(LIST, {"name": "x", "text": "y", **values}, format="json"),
        api.patch(url(made), values, format="json"),
    ):
        assert response.status_code == 400
        assert response.json().keys() == {field}
    assert SavedReply.objects.get().version == 1


def test_control_characters_are_tidied(api, make_reply):
    made = make_reply(api, name="A\x00b\n", text="x\x00\r\ny")
    assert (made["name"], made["text"]) == ("Ab", "x\ny")


def test_unknown_variables_are_told_with_those_that_are_known(api):
    response = api.post(LIST, {"name": "x", "text": "{{nope}}"}, format="json")
    assert response.json()["text"] == [
        "Unknown variable “nope”. Known are: requester.first_name, requester.name, ticket.number, "
        "ticket.title, agent.name."
    ]


def test_own_ones_are_seen_by_their_owner_alone(api, make_agent, make_reply):
    ada = make_agent("ada", first_name="Ada", last_name="Lovelace")
    others = [make_agent("bob"), make_agent("root", is_superuser=True), api]
    own = make_reply(ada, name="Own", shared=False)
    shared = make_reply(ada, name="Shared")
    assert own["owner"] == shared["owner"]
    assert own["owner"]["name"] == "Ada Lovelace"
    assert names(ada) == ["Own", "Shared"]
    assert ada.get(url(own)).json()["shared"] is False
    for other in others:
        assert names(other) == ["Shared"]
        assert other.get(url(own)).status_code == 404
        assert other.get(url(own, "preview/")).status_code == 404
        assert other.patch(url(own), {"name": "x"}).status_code == 404
        assert other.delete(url(own)).status_code == 404


def test_shared_ones_are_changed_by_their_owner_and_admins(api, make_agent, make_reply):
    ada, bob, root = make_agent("ada"), make_agent("bob"), make_agent("root", is_superuser=True)
    shared = make_reply(ada)
    for other in (bob, api):
        assert other.get(url(shared)).json()["can_edit"] is False
        assert other.patch(url(shared), {"name": "x"}).status_code == 403
        assert other.delete(url(shared)).status_code == 403
    assert root.patch(url(shared), {"name": "By an admin"}).status_code == 200
    refused = root.patch(url(shared), {"shared": False})
    assert (refused.status_code, list(refused.json())) == (400, ["shared"])
    assert ada.patch(url(shared), {"shared": False}).json()["shared"] is False
    assert names(bob) == []
    assert ada.patch(url(shared), {"shared": True}).json()["shared"] is True
    assert names(bob) == ["By an admin"]


def test_those_of_nobody_belong_to_all(api, make_agent, make_reply):
    made = make_reply(api)
    bob = make_agent("bob")
    assert bob.patch(url(made), {"name": "x"}).status_code == 200
    assert bob.patch(url(made), {"shared": False}).status_code == 400


def test_with_an_account_its_own_ones_go_and_its_shared_ones_stay(make_agent, make_reply):
    ada, bob = make_agent("ada"), make_agent("bob")
    make_reply(ada, name="Own", shared=False)
    shared = make_reply(ada, name="Shared")
    User.objects.get(username="ada").delete()
    assert names(bob) == ["Shared"]
    assert bob.get(url(shared)).json()["owner"] is None


def test_a_change_of_another_version_is_refused(api, make_reply):
    made = make_reply(api)
    stale = api.get(url(made))["ETag"]
    assert api.patch(url(made), {"name": "Theirs"}, headers={"If-Match": stale}).status_code == 200
    for method in (api.patch, api.delete):
        response = method(url(made), {"name": "Mine"}, headers={"If-Match": stale})
        assert response.status_code == 412
        assert "has changed" in response.json()["detail"]
    assert names(api) == ["Theirs"]


def test_saving_what_it_was_changes_nothing(api, make_reply):
    made = make_reply(api, shortcut="hi")
    again = {name: made[name] for name in ("name", "shortcut", "text", "set", "shared")}
    assert api.patch(url(made), again, format="json").json() == made


def test_what_is_unchanged_is_not_sent_again(api, make_reply):
    made = make_reply(api)
    for address in (LIST, url(made)):
        etag = api.get(address)["ETag"]
        assert api.get(address, headers={"If-None-Match": etag}).status_code == 304
        SavedReply.objects.update(used_count=SavedReply.objects.get().used_count + 1)
        assert api.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_a_shortcut_is_one_among_those_that_somebody_sees(make_agent, make_reply):
    ada, bob = make_agent("ada"), make_agent("bob")
    taken = {"shortcut": ["Another saved reply has this shortcut."]}
    make_reply(ada, shortcut="refund")
    other = make_reply(ada, name="Other", shortcut="")
    make_reply(ada, name="Other, too")
    for client in (ada, bob):
        for is_shared in (True, False):
            body = {"name": "x", "text": "y", "shortcut": "refund", "shared": is_shared}
            response = client.post(LIST, body, format="json")
            assert (response.status_code, response.json()) == (400, taken)
    assert ada.patch(url(other), {"shortcut": "refund"}).json() == taken
    own = make_reply(ada, shortcut="hi", shared=False)
    assert ada.patch(url(own), {"name": "Hi", "shortcut": "hi"}).status_code == 200
    # Nobody is told of what another one keeps to themselves.
    make_reply(bob, shortcut="hi", shared=False)
    make_reply(bob, shortcut="hi-all")
    assert ada.patch(url(own), {"shared": True}).status_code == 200


def test_a_shortcut_taken_at_this_moment_is_told_as_well(api, make_reply, monkeypatch):
    make_reply(api, shortcut="refund")
    answers = iter([False, True])
    monkeypatch.setattr("conversations.saved_replies.services.has_rival", lambda *_: next(answers))
    response = api.post(LIST, {"name": "x", "text": "y", "shortcut": "refund"})
    assert (response.status_code, list(response.json())) == (400, ["shortcut"])


def test_by_name_in_pages(api, make_reply):
    made = ["Zebra", "ape", "Äpfel", *(f"Name {number:03}" for number in range(110))]
    SavedReply.objects.all().delete()
    for name in made:
        make_reply(api, name=name)
    seen, address = [], LIST
    while address:
        response = api.get(address)
        seen += [reply["name"] for reply in response.json()]
        link = response.headers.get("Link", "")
        address = link[1 : link.index(">")] if link else ""
    assert seen == ["ape", "Äpfel", *made[3:], "Zebra"]


@pytest.mark.parametrize(
    "cursor", ["x", "W10=", "WzEsMl0=", "WyJhIiwtMV0=", "ä", "WyJcdTAwMDAiLDFd"]
)
def test_a_cursor_from_elsewhere_is_refused(api, cursor):
    response = api.get(LIST, {"cursor": cursor})
    assert (response.status_code, list(response.json())) == (400, ["cursor"])


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["Café", "Refund"]),
        ("CAFE", ["Café"]),
        ("money", ["Refund"]),
        ("back rf", ["Refund"]),
        ("100%", ["Café"]),
        ("%", ["Café"]),
        ("_", []),
        ("money café", []),
        ("\x00", ["Café", "Refund"]),
    ],
)
def test_searching(api, make_reply, search, found):
    make_reply(api, name="Refund", text="Money back", shortcut="rf1")
    make_reply(api, name="Café", text="100% arabica")
    assert names(api, search=search) == found


def test_a_search_that_is_too_long_or_given_twice(api):
    assert list(api.get(LIST, {"search": "x" * 201}).json()) == ["search"]
    assert list(api.get(f"{LIST}?search=a&search=b").json()) == ["search"]


def test_a_preview_has_its_variables_filled_in(make_agent, make_reply, make_ticket):
    ada = make_agent("ada", first_name="Ada", last_name="Lovelace")
    ticket = make_ticket(title="*Help*", requester_name="Bob <b>")
    made = make_reply(
        ada,
        text="Hi **{{requester.name}}**, {{ticket.title}} ({{ticket.number}}). {{agent.name}}",
        set={"priority": "low"},
    )
    preview = ada.get(url(made, "preview/"), {"ticket": ticket.pk}).json()
    assert preview["text"] == (rf"Hi **Bob \<b\>**, \*Help\* ({ticket.pk}). Ada Lovelace")
    assert f"<strong>Bob &lt;b&gt;</strong>, *Help* ({ticket.pk}). Ada Lovelace" in preview["html"]
    assert preview["set"] == {"priority": "low"}
    assert "agent.name" in ada.get(url(made)).json()["text"]


@pytest.mark.parametrize("ticket", [None, "", "x", "0", "-1", str(10**9), str(10**30), "1.5"])
def test_a_preview_of_no_ticket(api, make_reply, ticket):
    made = make_reply(api)
    query = {} if ticket is None else {"ticket": ticket}
    response = api.get(url(made, "preview/"), query)
    assert (response.status_code, list(response.json())) == (400, ["ticket"])
    assert api.get(url(NOBODY, "preview/"), {"ticket": "1"}).status_code == 404


def test_the_number_of_queries_does_not_grow(make_agent, make_reply, make_ticket):
    ada = make_agent("ada")
    for number in range(3):
        make_reply(ada, name=f"{number}")
    made = make_reply(ada)

    def count(act):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert act().status_code in (200, 201)
        return len([query for query in queries if "SAVEPOINT" not in query["sql"]])

    assert count(lambda: ada.get(LIST, {"search": "hello"})) == 1
    assert count(lambda: ada.get(url(made))) == 1
    ticket = make_ticket()
    assert count(lambda: ada.get(url(made, "preview/"), {"ticket": ticket.pk})) == 2
    # Locked and read, looked for another with the shortcut, written.
    assert count(lambda: ada.patch(url(made), {"shortcut": "x"})) == 3
