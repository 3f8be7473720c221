"""The estimate of rare words, and the queries that it saves."""

import pytest
from django.db import connection

from tickets.search import word_frequency
from tickets.search.terms import split_terms
from tickets.search.word_frequency import find_rarest

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"


@pytest.fixture
def newest(make_ticket, monkeypatch):
    """Four new tickets with a common word, and each with one of its own; an older one without."""
    monkeypatch.setattr(word_frequency, "SAMPLE_SIZE", 4)
    monkeypatch.setattr(word_frequency, "COMMON_FROM", 2)
    make_ticket(title="An old one", description="Plotter")
    for word in ("Drucker", "überweisung", "Überweisung", "x1"):
        make_ticket(title="Usual", description=f"About {word}")


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("usual", False),
        ("about USUAL", False),
        ("drucker", True),
        ("Usual drucker", True),
        ("plotter", True),
        ("ÜBERWEISUNG", False),
        ("x1", False),
        ("x1 usual", False),
        ("", False),
    ],
)
def test_a_word_that_few_of_the_newest_have_is_rare(newest, search, expected):
    rarest = find_rarest(split_terms(search))
    assert (rarest is not None and rarest.is_rare) is expected


@pytest.mark.parametrize(
    ("search", "term"),
    [
        ("usual drucker about", "drucker"),
        ("absent plotters drucker", "plotters"),
        ("x1 about", "about"),
        ("x1 a-b 登录", None),
    ],
)
def test_the_rarest_term_is_looked_up(newest, search, term):
    rarest = find_rarest(split_terms(search))
    assert (rarest and rarest.term) == term


def test_few_tickets_tell_nothing(make_ticket):
    make_ticket()
    assert find_rarest(["plotter"]) == ("plotter", False)


def test_long_texts_are_not_read_to_their_ends(make_ticket, monkeypatch):
    monkeypatch.setattr(word_frequency, "SAMPLE_SIZE", 1)
    make_ticket(description="a" * word_frequency.TEXT_LENGTH + " plotter")
    (text,) = word_frequency.newest_texts(0).texts.values()
    assert len(text) < word_frequency.TEXT_LENGTH + 300


def test_a_rare_word_takes_two_questions(api, newest, django_assert_num_queries):
    api.get(URL, {"search": "drucker"})
    # The index and the tickets; PostgreSQL's time limit takes a savepoint, which is released.
    with django_assert_num_queries(4 if connection.vendor == "postgresql" else 2):
        (found,) = api.get(URL, {"search": "drucker"}).json()
    assert found["description"] == "About Drucker"
