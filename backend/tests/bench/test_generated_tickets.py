"""Generated tickets are the same for the same seed, with the words and requesters asked for."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bench.generated_tickets import (
    ABSENT,
    COMMON,
    LONGEST,
    MIDDLE,
    RARE,
    RARE_TICKETS,
    REQUESTER_TICKETS,
    SHORTEST,
    SPAN,
    Ticket,
    generate_tickets,
    requester_email,
)

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
COUNT = 6_000


@pytest.fixture(scope="module")
def made() -> list[Ticket]:
    return list(generate_tickets(COUNT, NOW))


def having(word: str, made: list[Ticket]) -> int:
    return sum(word in f"{ticket.title} {ticket.description}" for ticket in made)


def test_the_same_seed_makes_the_same_tickets(made):
    assert list(generate_tickets(COUNT, NOW)) == made
    assert next(generate_tickets(COUNT, NOW, seed=2)) != made[0]


def test_searched_words_are_as_frequent_as_they_should_be(made):
    assert having(RARE, made) == RARE_TICKETS
    assert having(ABSENT, made) == 0
    assert having(COMMON, made) == COUNT / 3
    assert having(MIDDLE, made) == COUNT / 1_000


@pytest.mark.parametrize("count", [20, 999, 1_000])
def test_a_rare_word_is_in_as_many_whatever_the_number(count):
    assert having(RARE, list(generate_tickets(count, NOW))) == RARE_TICKETS


def test_texts_have_the_length_and_the_skew_of_a_language(made):
    assert all(SHORTEST <= len(ticket.description.split()) <= LONGEST for ticket in made)
    assert all(0 < len(ticket.title) <= 200 for ticket in made)
    words = Counter(word for ticket in made for word in ticket.description.split())
    frequent = [count for _, count in words.most_common(100)]
    assert sum(frequent) > 0.3 * words.total()
    assert len(words) > 5_000


def test_texts_need_no_escaping_in_a_copy(made):
    assert not any(set("\\\t\n\r") & set(ticket.title + ticket.description) for ticket in made)


def test_times_rise_over_three_years_up_to_now(made):
    assert all(before.created_at < after.created_at for before, after in pairwise(made))
    assert made[0].created_at >= NOW - SPAN
    assert made[-1].updated_at <= NOW


def test_old_tickets_are_closed_and_new_ones_open(made):
    old = [t.status for t in made if NOW - t.created_at > timedelta(days=100)]
    new = [t.status for t in made if NOW - t.created_at < timedelta(days=14)]
    assert old.count("closed") > 0.9 * len(old)
    assert new.count("open") > 0.25 * len(new)


def test_just_what_is_done_was_resolved(made):
    for ticket in made:
        assert (ticket.resolved_at is not None) == (ticket.status in ("resolved", "closed"))


@pytest.mark.parametrize("count", [500, COUNT])
def test_each_requester_has_as_many_tickets_whatever_the_number(count):
    addresses = Counter(t.requester_email for t in generate_tickets(count, NOW))
    without = addresses.pop("")
    assert set(addresses.values()) == {REQUESTER_TICKETS}
    assert requester_email(1) in addresses
    assert without == count / 5


def test_a_ticket_has_a_name_and_an_address_or_neither(made):
    assert all(bool(t.requester_name) == bool(t.requester_email) for t in made)


def test_tickets_without_a_requester_are_of_all_times(made):
    recent = made[-COUNT // 100 :]
    assert 0 < sum(not t.requester_email for t in recent) < len(recent)
