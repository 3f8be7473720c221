"""Agents find a ticket by what its requester calls it."""

import pytest
from django.db import connection

from tickets.private_links.models import PrivateLink

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"


@pytest.fixture
def made(api, body):
    """Three tickets; the reference of the second one."""
    numbers = [api.post(URL, body).json()["id"] for _ in range(3)]
    return numbers[1], PrivateLink.objects.get(ticket_id=numbers[1]).reference


def found(api, **parameters):
    response = api.get(URL, parameters)
    assert response.status_code == 200
    return [ticket["id"] for ticket in response.json()], response.headers["X-Total-Count"]


@pytest.mark.parametrize("ordering", ["-created_at", "updated_at", "-priority"])
def test_the_reference_finds_its_ticket(api, made, ordering):
    number, reference = made
    for text in (reference, reference.lower(), f" {reference}\t"):
        assert found(api, search=text, ordering=ordering) == ([number], "1")
    assert found(api, search=reference, status="open")[0] == [number]
    assert found(api, search=reference, status="closed")[0] == []
    counts = api.get(f"{URL}counts/", {"search": reference}).json()
    assert [cell["count"] for cell in counts["cells"]] == [1]


def test_bulk_changes_that_ticket_alone(api, made):
    number, reference = made
    operation = {"matching": {"search": reference}, "set": {"status": "closed"}}
    answer = api.post(f"{URL}bulk/", {"operations": [operation]}).json()
    assert [ticket["id"] for ticket in answer["changed"]] == [number]


def test_the_reference_outlives_the_link(api, made):
    number, reference = made
    api.delete(f"{URL}{number}/link/")
    assert found(api, search=reference)[0] == [number]


def test_a_word_of_the_same_form_is_a_word(api, made, make_ticket):
    ticket = make_ticket(description="What a heart-break.")
    assert found(api, search="heart-break")[0] == [ticket.pk]
    assert found(api, search=f"{made[1]} card")[0] == []


def test_number_is_no_filter_of_the_api(api, made):
    assert len(found(api, number=made[0])[0]) == 3


@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans are PostgreSQL's")
def test_an_index_finds_it(make_ticket):
    make_ticket()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = PrivateLink.objects.filter(reference="ABCDE-12345").explain()
    assert "private_link_reference" in plan
