"""Generated messages are the same for the same seed, three a ticket, with the words asked for."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from bench.conversations.generated import (
    COMMON_IN_MESSAGE,
    LONG_THREAD,
    PAIR,
    PLANTED_TICKETS,
    RARE_IN_MESSAGE,
    SHORTEST,
    Conversation,
    generate_conversations,
)
from bench.generated_tickets import ABSENT, generate_tickets
from conversations.markdown import render_markdown
from core.text.folding import fold

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
COUNT = 10_000


@pytest.fixture(scope="module")
def made() -> list[Conversation]:
    return list(generate_conversations(COUNT, NOW))


def tickets_with(word: str, made: list[Conversation]) -> int:
    return sum(any(word in one.text for one in messages) for _, _, messages in made)


def test_the_same_seed_makes_the_same_messages(made):
    assert list(generate_conversations(COUNT, NOW)) == made
    assert next(generate_conversations(COUNT, NOW, seed=2)) != made[0]


def test_the_tickets_are_those_without_messages(made):
    assert [one.ticket for one in made] == list(generate_tickets(COUNT, NOW))


def test_there_are_three_messages_a_ticket_and_one_thread_of_a_hundred_pages(made):
    sizes = [len(one.messages) for one in made]
    assert sum(sizes) == pytest.approx(3 * COUNT, rel=0.001)
    assert sizes[0] == LONG_THREAD
    assert max(sizes[1:]) < 10


def test_words_in_messages_are_as_frequent_as_they_should_be(made):
    for word in (RARE_IN_MESSAGE, *PAIR):
        assert tickets_with(word, made) == PLANTED_TICKETS
    assert tickets_with(ABSENT, made) == 0
    assert tickets_with(COMMON_IN_MESSAGE, made) > COUNT / 10


def test_words_of_messages_are_in_no_ticket_itself(made):
    texts = "\n".join(f"{one.ticket.title} {one.ticket.description}" for one in made)
    assert not [word for word in (RARE_IN_MESSAGE, COMMON_IN_MESSAGE, *PAIR) if word in texts]


def test_two_words_are_in_two_messages_of_one_ticket(made):
    for _, _, messages in made:
        with_words = [[word for word in PAIR if word in one.text] for one in messages]
        assert max(map(len, with_words), default=0) < 2
        assert sum(map(len, with_words)) in (0, 2)


def test_some_of_the_rare_words_are_in_tickets_with_the_common_one(made):
    both = [
        messages
        for _, _, messages in made
        if any(PAIR[1] in one.text for one in messages)
        and any(COMMON_IN_MESSAGE in one.text for one in messages)
    ]
    assert both


def test_texts_need_no_escaping_and_are_rendered_and_folded_as_the_product_does(made):
    some = [one for _, _, messages in made[:: COUNT // 100] for one in messages]
    assert len(some) > 100
    for message in some:
        assert len(message.text.split()) >= SHORTEST
        assert not set("\\\t\n\r<&") & set(message.text)
        assert render_markdown(message.text) == f"<p>{message.text}</p>\n"
        assert fold(message.text) == message.folded


def test_times_rise_from_the_submission_up_to_now(made):
    for ticket, _, messages in made:
        times = [ticket.created_at, *(one.at for one in messages)]
        assert all(before < after for before, after in pairwise(times))
        assert times[-1] <= NOW


def test_nobody_but_agents_writes_notes(made):
    kinds = {(one.kind, one.author_kind) for _, _, messages in made for one in messages}
    assert kinds == {("reply", "agent"), ("reply", "requester"), ("note", "agent")}
