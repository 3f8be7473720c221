"""Generated tickets with their messages, three of each on average; the same seed, the same ones."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from bench.generated_tickets import (
    DONE,
    DRAWN_WORDS,
    Ticket,
    draw_words,
    generate_tickets,
)
from core.text.folding import fold

# Words that only messages have. One is in a message of some tickets whatever their number; of the
# two others each is in a message of its own of the same tickets; and one is in many tickets.
RARE_IN_MESSAGE = "syzygy"
PAIR = ("wyvern", "oxyacid")
COMMON_IN_MESSAGE = "yesterday"
PLANTED_TICKETS = 20
COMMON_EVERY = 4

# The first ticket has this many messages, so that its thread has a hundredth page.
LONG_THREAD = 5_000
# Messages of the other tickets, in turn: three on average.
SIZES = (0, 1, 2, 2, 3, 5, 8)
AVERAGE = sum(SIZES) // len(SIZES)
SHORTEST, LONGEST = 5, 45
SPAN = timedelta(days=10)

AGENTS = tuple(f"Agent {number}" for number in range(1, 13))
# The share of each kind of message: kind, kind of author, channel.
REPLY = ("reply", "agent", "web")
ANSWER = ("reply", "requester", "link")
NOTE = ("note", "agent", "web")
REPLIES, ANSWERS = 0.5, 0.85


class Message(NamedTuple):
    """A row of the messages' table, and the folded text by which it is found."""

    kind: str
    author_kind: str
    channel: str
    author_name: str
    at: datetime
    text: str
    folded: str


class State(NamedTuple):
    """The derived columns of a ticket, as `tickets/conversation_state.py` has them."""

    awaiting: str
    waiting_since: datetime | None
    message_count: int
    last_message_at: datetime
    last_requester_at: datetime
    last_agent_at: datetime | None
    first_response_at: datetime | None


class Conversation(NamedTuple):
    """A ticket, where its conversation stands, and its messages, the oldest first."""

    ticket: Ticket
    state: State
    messages: list[Message]


def long_thread(count: int) -> int:
    """Return how many messages the first of so many tickets has."""
    return min(LONG_THREAD, count // 2)


def message_count(number: int, count: int) -> int:
    """Return how many messages a ticket has; those after the first make up for its many."""
    if number == 0:
        return long_thread(count)
    return SIZES[number % len(SIZES)] if number > long_thread(count) // AVERAGE else 0


def planted_tickets(count: int) -> set[int]:
    """Return the numbers of the tickets whose messages have the rare words."""
    first = long_thread(count) // AVERAGE + 1
    found = set()
    for position in range(PLANTED_TICKETS):
        number = first + position * (count - first) // PLANTED_TICKETS
        while message_count(number, count) < len(PAIR):
            number += 1
        found.add(number)
    return found


def derive_state(ticket: Ticket, messages: list[Message]) -> State:
    """Return what follows from the messages of a ticket that was never reopened."""
    requester_at, agent_at, response_at = ticket.created_at, None, None
    waiting_since: datetime | None = ticket.created_at
    for message in messages:
        if message.author_kind == "requester":
            requester_at = message.at
            waiting_since = waiting_since or message.at
        elif message.kind == "reply":
            agent_at, response_at = message.at, response_at or message.at
            waiting_since = None
    is_done = ticket.status in DONE
    if is_done:
        awaiting, waiting_since = "nobody", None
    else:
        awaiting = "agent" if waiting_since else "requester"
    last_at = messages[-1].at if messages else ticket.created_at
    return State(
        awaiting, waiting_since, len(messages), last_at, requester_at, agent_at, response_at
    )


class Writer:
    """Writes the messages of tickets."""

    def __init__(self, count: int, now: datetime, seed: int) -> None:
        self.count, self.now = count, now
        self.random = Random(seed + 1_000)
        self.words = draw_words(Random(seed))
        folded = {word: fold(word) for word in set(self.words)}
        # In parallel: to fold each message anew takes ten times as long.
        self.folded = [folded[word] for word in self.words]
        self.planted = planted_tickets(count)

    def planted_words(self, number: int, size: int) -> dict[int, str]:
        """Return the words that some of a ticket's messages begin with, by their positions."""
        words = {}
        if number in self.planted:
            words = {0: f"{RARE_IN_MESSAGE} {PAIR[0]}", size - 1: PAIR[1]}
        if number % COMMON_EVERY == 0 and size:
            words[0] = f"{COMMON_IN_MESSAGE} {words.get(0, '')}".strip()
        return words

    def write(self, number: int, ticket: Ticket) -> list[Message]:
        random = self.random
        size = message_count(number, self.count)
        age = self.now - ticket.created_at
        span = age if number == 0 else min(age, SPAN)
        planted = self.planted_words(number, size)
        messages = []
        for position, share in enumerate(sorted(random.random() for _ in range(size))):
            start = int(random.random() * (DRAWN_WORDS - LONGEST))
            end = start + SHORTEST + int(random.random() * (LONGEST - SHORTEST))
            text, folded = " ".join(self.words[start:end]), " ".join(self.folded[start:end])
            if word := planted.get(position):
                text, folded = f"{word} {text}", f"{word} {folded}"
            odds = random.random()
            kind = REPLY if odds < REPLIES else ANSWER if odds < ANSWERS else NOTE
            is_answer = kind is ANSWER
            name = ticket.requester_name if is_answer else AGENTS[start % len(AGENTS)]
            at = ticket.created_at + span * share
            messages.append(Message(*kind, name, at, text, folded))
        return messages


def generate_conversations(count: int, now: datetime, seed: int = 1) -> Iterator[Conversation]:
    """Yield the tickets of `generate_tickets` with their messages."""
    writer = Writer(count, now, seed)
    for number, ticket in enumerate(generate_tickets(count, now, seed)):
        messages = writer.write(number, ticket)
        yield Conversation(ticket, derive_state(ticket, messages), messages)
