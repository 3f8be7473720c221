"""`GET PUT PATCH DELETE /api/tickets/<id>/`."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def url(ticket):
    return f"/api/tickets/{ticket.pk}/"


def test_retrieve(api, make_ticket):
    ticket = make_ticket(title="Hello")
    response = api.get(url(ticket))
    assert response.status_code == 200
    assert response.json()["title"] == "Hello"
    assert response.headers["ETag"] == '"1"'
    assert api.get(url(ticket), HTTP_IF_NONE_MATCH='"1"').status_code == 304


def test_one_ticket_is_found_whatever_the_filters(api, make_ticket):
    ticket = make_ticket(status="open")
    assert api.get(url(ticket), {"status": "closed", "search": "absent"}).status_code == 200


@pytest.mark.parametrize("number", ["0", "999999", "9223372036854775807", "9999999999999999999"])
@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_a_ticket_that_is_not_there(api, number, method, body):
    response = getattr(api, method)(f"/api/tickets/{number}/", body)
    assert response.status_code == 404
    assert "detail" in response.json()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "New title"),
        ("description", "New description"),
        ("category", "account"),
        ("priority", "critical"),
        ("status", "in_progress"),
    ],
)
def test_patch_changes_one_field_and_moves_version_and_time(api, make_ticket, field, value):
    ticket = make_ticket()
    before = api.get(url(ticket)).json()
    response = api.patch(url(ticket), {field: value})
    assert response.status_code == 200
    after = response.json()
    assert after.pop("updated_at") > before.pop("updated_at")
    assert after == {**before, field: value, "version": 2}
    assert response.headers["ETag"] == '"2"'


def test_patch_takes_few_queries(api, make_ticket):
    ticket = make_ticket()
    with CaptureQueriesContext(connection) as captured:
        api.patch(url(ticket), {"status": "closed"})
    # Within the test's own transaction, that of the view is a savepoint.
    # On PostgreSQL a comment with the request's id may come first.
    verbs = [query["sql"].split("*/ ")[-1].split()[0] for query in captured]
    # The ticket, its change, the event, and whose turn it is now.
    assert verbs == ["SAVEPOINT", "SELECT", "UPDATE", "INSERT", "SELECT", "RELEASE"]


def test_patch_without_a_difference_changes_nothing(api, make_ticket):
    ticket = make_ticket(status="open")
    assert api.patch(url(ticket), {"status": "open"}).json()["version"] == 1
    assert api.patch(url(ticket), {}).json()["version"] == 1


def test_patch_with_bad_values_changes_nothing(api, make_ticket):
    ticket = make_ticket()
    response = api.patch(url(ticket), {"status": "gone", "title": " ", "priority": "low"})
    assert response.status_code == 400
    assert set(response.json()) == {"status", "title"}
    ticket.refresh_from_db()
    assert ticket.version == 1


def test_put_replaces_and_needs_every_required_field(api, make_ticket, body):
    ticket = make_ticket(status="in_progress")
    assert api.put(url(ticket), {"title": "x"}).status_code == 400
    response = api.put(url(ticket), body)
    assert response.status_code == 200
    assert {name: response.json()[name] for name in body} == body
    assert response.json()["status"] == "in_progress"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize(
    "tags",
    [
        '"1"',
        '"8", "1"',
        'W/"1"',
        "*",
        " * ",
        '"1-gzip"',
        '"1;gzip"',
        '"1--gzip"',
        'W/"1-br"',
        '"7-gzip" ,"1-GZIP"',
        '"1-df"',
        "1",
        "W/1",
        "1-gzip",
        '"8","1"',
    ],
)
def test_if_match_with_the_current_version(api, make_ticket, body, method, tags):
    ticket = make_ticket()
    response = getattr(api, method)(url(ticket), body, HTTP_IF_MATCH=tags)
    assert response.status_code in (200, 204)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize(
    "tags",
    [
        '"1"',
        '"3"',
        "1",
        "nonsense",
        '"1", "3"',
        '"1-gzip"',
        '"2-other"',
        '"2-gzip-gzip"',
        '"22"',
        '"-2"',
        '"2',
        "'2'",
        "2 3",
        '"*"',
        "gzip",
        '"x"2"',
    ],
)
def test_if_match_with_another_version(api, make_ticket, body, method, tags):
    ticket = make_ticket()
    api.patch(url(ticket), {"status": "closed"})
    response = getattr(api, method)(url(ticket), body, HTTP_IF_MATCH=tags)
    assert response.status_code == 412
    assert "detail" in response.json()
    ticket.refresh_from_db()
    assert (ticket.status, ticket.version) == ("closed", 2)


@pytest.mark.usefixtures("no_bin")
def test_delete(api, make_ticket):
    ticket = make_ticket()
    response = api.delete(url(ticket))
    assert response.status_code == 204
    assert response.content == b""
    assert not Ticket.objects.exists()
    assert api.delete(url(ticket)).status_code == 404


class TestRequesterInTheTag:
    """The answer has the requester, who can change without the ticket."""

    @pytest.fixture
    def ticket(self, api, make_ticket):
        ticket = make_ticket()
        body = {"requester_name": "Ada", "requester_email": "ada@example.com"}
        assert api.patch(url(ticket), body, format="json").status_code == 200
        return ticket

    @pytest.mark.usefixtures("no_bin")
    @pytest.mark.parametrize("change", [{"name": "Ada Byron"}, {"email": "byron@example.com"}])
    def test_a_change_of_the_requester_is_no_304(self, api, ticket, change):
        address = url(ticket)
        before = api.get(address)
        tag = before.headers["ETag"]
        assert api.get(address, headers={"If-None-Match": tag}).status_code == 304
        requester = f"/api/requesters/{before.json()['requester']['id']}/"
        assert api.patch(requester, change, format="json").status_code == 200
        after = api.get(address, headers={"If-None-Match": tag})
        assert after.status_code == 200
        assert after.json()["requester"] == {**before.json()["requester"], **change}
        assert api.get(address, headers={"If-None-Match": after.headers["ETag"]}).status_code == 304
        # Nobody's change of the ticket fails for it.
        for if_match in (tag, f'"{before.json()["version"]}"'):
            body = {"title": f"Changed since {if_match}"}
            response = api.patch(address, body, format="json", headers={"If-Match": tag})
            tag = response.headers["ETag"]
            assert response.status_code == 200
        stale = before.headers["ETag"]
        assert api.delete(address, headers={"If-Match": stale}).status_code == 412
        assert api.delete(address, headers={"If-Match": tag}).status_code == 204

    def test_a_name_given_with_another_ticket_counts_too(self, api, make_ticket):
        address = url(make_ticket())
        body = {"requester_email": "ada@example.com"}
        tag = api.patch(address, body, format="json").headers["ETag"]
        assert api.get(address).headers["ETag"] == tag
        other = {"title": "t", "description": "d", "category": "billing", "priority": "low"}
        named = {**other, **body, "requester_name": "Ada"}
        assert api.post("/api/tickets/", named, format="json").status_code == 201
        assert api.get(address, headers={"If-None-Match": tag}).status_code == 200

    def test_the_tag_takes_no_query_of_its_own(self, api, ticket, django_assert_num_queries):
        with django_assert_num_queries(1):
            api.get(url(ticket))
