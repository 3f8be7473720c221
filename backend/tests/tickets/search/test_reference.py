"""Agents find a ticket by what its requester calls it."""

import pytest
from django.db import connection

from conftest import NOON
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


def written_ways(reference):
    """Return a reference as people type it, or paste it."""
    return [
        reference,
        reference.lower(),
        f" {reference}\t",
        reference.replace("-", ""),
        reference.replace("-", "\u2011"),
        reference.replace("0", "O").replace("1", "l"),
        f"({reference}),",
        f"#{reference}.",
        f'"{reference}"',
        f"Reference:{reference.lower()}",
        f"CHARGED {reference} twice",
        f"Your reference: {reference}",
        reference.replace("-", " "),
        f"ref {reference.replace('-', ' ').lower()} please",
    ]


@pytest.mark.parametrize("ordering", ["-created_at", "updated_at", "-priority"])
def test_the_reference_finds_its_ticket(api, made, ordering):
    number, reference = made
    for text in written_ways(reference):
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
    assert found(api, search=f"{made[1]} card")[0] == [made[0]]
    assert found(api, search=f"card {made[1]} absent")[0] == [made[0]]


@pytest.mark.parametrize("written", ["{}", "#{}", "#{},", "(#{})", '"{}"', "#00{}"])
def test_the_number_finds_its_ticket_and_texts_with_it(api, make_ticket, written):
    make_ticket()
    ticket = make_ticket(id=5_000_123, created_at=NOON)
    text = written.format(ticket.pk)
    other = make_ticket(description=f"See {text} for more.")
    assert set(found(api, search=text)[0]) == {ticket.pk, other.pk}
    assert found(api, search=f"{text} wrong")[0] == [ticket.pk]
    assert found(api, search=f"{text} absent")[0] == []
    assert found(api, search=f"{text}%")[0] == []


def test_a_number_too_large_is_a_word(api, make_ticket):
    ticket = make_ticket(title="Order 99999999999999999999")
    assert found(api, search="99999999999999999999")[0] == [ticket.pk]
    assert found(api, search="9223372036854775808")[0] == []


def test_number_is_no_filter_of_the_api(api, made):
    assert len(found(api, number=made[0])[0]) == 3


@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans are PostgreSQL's")
def test_an_index_finds_it(make_ticket):
    make_ticket()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = PrivateLink.objects.filter(reference="ABCDE-12345").explain()
    assert "private_link_reference" in plan
