"""Requesters are found by their addresses, and made where they are missing."""

import pytest
from django.db import connection, transaction

from people.models import EMAIL_MAX_LENGTH, Requester
from people.services import (
    find_or_create_requester,
    find_or_create_requesters,
    find_requester,
    to_key,
)
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


def test_an_address_is_one_persons_whatever_its_case():
    ada = find_or_create_requester("Ada", "Ada@Example.com")
    assert find_or_create_requester("", "ADA@example.COM") == ada
    assert find_requester("aDA@example.com") == ada
    assert [(one.name, one.email) for one in Requester.objects.all()] == [
        ("Ada", "ada@example.com")
    ]


def test_without_an_address_there_is_nobody(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find_or_create_requester("Ada", "") is None
        assert find_requester("") is None
        assert find_or_create_requesters([("Ada", ""), ("", "")]) == {}


def test_a_name_is_filled_where_there_is_none_and_never_replaced():
    for given, kept in (("", ""), ("Ada", "Ada"), ("Augusta", "Ada"), ("", "Ada")):
        found = find_or_create_requester(given, "ada@example.com")
        assert found and found.name == kept
        assert Requester.objects.get().name == kept


def test_the_first_name_of_several_counts():
    pairs = [("", "a@x.org"), ("Ann", "A@x.org"), ("Anna", "a@x.org"), ("Bob", "b@x.org")]
    found = find_or_create_requesters(pairs)
    assert {key: one.name for key, one in found.items()} == {"a@x.org": "Ann", "b@x.org": "Bob"}
    assert dict(Requester.objects.values_list("email", "name")) == {
        "a@x.org": "Ann",
        "b@x.org": "Bob",
    }


def test_many_take_few_statements(django_assert_max_num_queries):
    pairs = [(f"Person {number}", f"p{number}@example.com") for number in range(900)]
    with django_assert_max_num_queries(10 if connection.vendor == "sqlite" else 3):
        find_or_create_requesters(pairs)
    with django_assert_max_num_queries(1):
        assert len(find_or_create_requesters(pairs)) == 900


def test_an_address_that_grows_too_long_in_lower_case_stays_as_it_is():
    longest = f"{'İ' * 60}@{'b' * 63}.{'c' * 63}.{'d' * 61}.com"
    assert len(longest) == EMAIL_MAX_LENGTH < len(longest.lower())
    assert to_key(longest) == longest
    assert find_or_create_requester("", longest) == find_or_create_requester("", longest)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_each_of_them_once():
    """Two imports of the same people, in different orders, neither fail nor make them twice."""
    addresses = [f"p{number}@example.com" for number in range(200)]

    def make(number):
        order = addresses[number * 20 :] + addresses[: number * 20]
        with transaction.atomic():
            return {one.pk for one in find_or_create_requesters(("", a) for a in order).values()}

    made = at_once(make)
    assert Requester.objects.count() == len(addresses)
    assert made == [set(Requester.objects.values_list("pk", flat=True))] * len(made)
