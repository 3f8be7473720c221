"""A search finds what plain Python finds, on both databases."""

from functools import partial

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.text.folding import fold
from tests.support.tickets import store_tickets
from tickets.models import Ticket
from tickets.search import trigram_index, word_frequency
from tickets.search.query import TicketQuery
from tickets.search.terms import split_terms

pytestmark = pytest.mark.django_db
# What has a meaning in patterns, changes its form, or ends a text.
AWKWARD = (
    "%_\\'\"“”„«»`´’-–—.,:@#*/ \t\n\u00a0"
    "iIıİßẞſσςΣÅåøØłœﬁŉΐǅ"
    "\u0301\u0307\u0345\u200d\u00ad\ufeff\ufe0f\u3099かが登录ㅎㅏ한हिก็"
    "\U0010ffff\ue000😀"
)
letters = st.sampled_from(AWKWARD) | st.sampled_from("abcabc ") | st.characters(codec="utf-8")
texts = (
    st.text(letters, min_size=1, max_size=14)
    .map(lambda text: text.replace("\0", ""))
    .filter(lambda text: text.strip(" "))
)


def has_all(ticket, terms):
    """Return whether a ticket has every term in one of its texts, in plain Python."""
    names = ("title", "description", "requester_name", "requester_email")
    folded = [fold(getattr(ticket, name)) for name in names]
    return all(any(term in text for text in folded) for term in terms)


@pytest.mark.parametrize("ways", ["read", "by index"])
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_search_finds_what_plain_python_finds(data, ways):
    rows = data.draw(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=4))
    tickets = [
        Ticket(
            title=title,
            description=description,
            requester_name=name,
            category="billing",
            priority="low",
        )
        for title, description, name in rows
    ]
    source = data.draw(st.sampled_from([text for row in rows for text in row]))
    start = data.draw(st.integers(0, len(source) - 1))
    part = source[start : start + data.draw(st.integers(1, 14))]
    other = data.draw(texts)
    search = data.draw(
        st.sampled_from(
            [part, part.upper(), part.swapcase(), f'"{part}"', f"{part} {other}", source, other]
        )
    )
    terms = split_terms(search)
    with transaction.atomic():
        store_tickets(tickets)
        word_frequency.newest_texts.cache_clear()
        query = TicketQuery(terms=terms)
        found = query.by_index if ways == "by index" else [query.tickets]
        ids = {pk for tickets_found in found for pk in tickets_found.values_list("pk", flat=True)}
        assert ids == {ticket.pk for ticket in tickets if has_all(ticket, terms)}
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("abc", (True, True)),
        ("a1b", (True, True)),
        ("ab", (False, False)),
        ("a-b-c", (False, False)),
        ("слово", (True, False)),
        ("登录失败", (True, False)),
        ("登录", (False, False)),
        ("слово abc", (True, True)),
        ("a'bcd", (True, True)),
    ],
)
def test_words_have_trigrams_where_the_locale_knows_their_letters(monkeypatch, term, expected):
    for knows_all, has in zip((True, False), expected, strict=True):
        answer = partial(bool, knows_all)
        monkeypatch.setattr(trigram_index, "knows_all_letters", lambda alias, say=answer: say())
        assert trigram_index.has_trigrams(term) is has


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has locales")
def test_the_locale_is_asked():
    with connection.cursor() as cursor:
        cursor.execute("SELECT show_trgm('жжж') <> '{}'")
        assert trigram_index.knows_all_letters(connection.alias) is cursor.fetchone()[0]
