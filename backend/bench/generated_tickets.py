"""Generated tickets in any number; the same seed generates the same ones."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

# `make_vocabulary` makes none of these: its letters leave out q, w, x and y.
RARE = "xylography"
MIDDLE = "gateway"
COMMON = "payment"
ABSENT = "quixotry"
ABSENT_LETTER = "ღ"
RARE_TICKETS = 20
MIDDLE_EVERY = 1_000
COMMON_EVERY = 3
# Tickets of each requester; of the tickets in a round of requesters, one in five has none.
REQUESTER_TICKETS = 20
ROUNDS_WITHOUT_REQUESTER = 5
ROUNDS = REQUESTER_TICKETS + REQUESTER_TICKETS // (ROUNDS_WITHOUT_REQUESTER - 1)

SPAN = timedelta(days=3 * 365)
SHORTEST, LONGEST = 20, 120
VOCABULARY_SIZE = 20_000
# Texts are cut from so many drawn words: drawing each word anew takes ten times as long.
DRAWN_WORDS = 500_000

# Consonants, vowels, and a share of the vocabulary.
SCRIPTS = (
    ("bcdfghklmnprstvz", "aeiou", 88),
    ("bdfgklmnrst", "äöüéè", 3),
    ("бвгдклмнпрст", "аеиоу", 3),
    ("βγδκλμνπρστ", "αειου", 2),
    ("票据付款登录账户错误请求问题", "的了在是", 2),
    ("بتدرسشعفقكلمن", "اوي", 2),
)
CATEGORIES = {"general": 40, "technical": 35, "account": 15, "billing": 10}
PRIORITIES = {"medium": 55, "low": 25, "high": 16, "critical": 4}
STATUSES = ("open", "in_progress", "resolved", "closed")
# Days of age from which on a ticket's status has these odds.
STATUS_ODDS = (
    (60, (3, 3, 24, 970)),
    (14, (40, 40, 320, 600)),
    (3, (350, 250, 300, 100)),
    (0, (750, 200, 45, 5)),
)
DONE = ("resolved", "closed")


class Ticket(NamedTuple):
    """A row of the tickets' table."""

    title: str
    description: str
    category: str
    priority: str
    status: str
    created_at: datetime
    updated_at: datetime
    resolved_at: datetime | None
    requester_name: str
    requester_email: str


def make_vocabulary(random: Random) -> list[str]:
    """Return words of several scripts, the most frequent first; those are short."""
    shares = [share for _, _, share in SCRIPTS]
    words: dict[str, None] = {}
    while len(words) < VOCABULARY_SIZE:
        consonants, vowels, _ = random.choices(SCRIPTS, shares)[0]
        longest = 1 if len(words) < 40 else 4
        syllables = random.randint(min(2, longest), longest)
        syllable = (random.choice(consonants) + random.choice(vowels) for _ in range(syllables))
        words["".join(syllable)] = None
    return list(words)


def draw_words(random: Random) -> list[str]:
    words = make_vocabulary(random)
    odds = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    return random.choices(words, cum_weights=odds, k=DRAWN_WORDS)


def draw_status(age: timedelta, random: Random) -> str:
    odds = next(odds for days, odds in STATUS_ODDS if age >= timedelta(days=days))
    return random.choices(STATUSES, odds)[0]


def searched_words(number: int, count: int) -> list[str]:
    """Return those of the words that searches ask for which the ticket has."""
    words = []
    if number % COMMON_EVERY == 0:
        words.append(COMMON)
    if number % MIDDLE_EVERY == MIDDLE_EVERY // 2:
        words.append(MIDDLE)
    if number * RARE_TICKETS // count != (number + 1) * RARE_TICKETS // count:
        words.append(RARE)
    return words


def requester_email(requester: int) -> str:
    return f"person{requester}@example.com"


def requester_of(number: int, count: int) -> int | None:
    """Return the number of a ticket's requester, who has `REQUESTER_TICKETS`, or None."""
    round_number, requester = divmod(number, max(1, count // ROUNDS))
    return None if (round_number + requester) % ROUNDS_WITHOUT_REQUESTER == 0 else requester


def generate_tickets(count: int, now: datetime, seed: int = 1) -> Iterator[Ticket]:
    """Yield tickets of the three years before `now`, the oldest first; most of those are closed."""
    random = Random(seed)
    drawn = draw_words(random)
    categories, category_odds = list(CATEGORIES), list(CATEGORIES.values())
    priorities, priority_odds = list(PRIORITIES), list(PRIORITIES.values())
    for number in range(count):
        size = random.randint(SHORTEST, LONGEST)
        start = random.randrange(DRAWN_WORDS - LONGEST)
        words = drawn[start : start + size]
        searched = searched_words(number, count)
        for place, word in zip(random.sample(range(size), len(searched)), searched, strict=True):
            words[place] = word
        start = random.randrange(DRAWN_WORDS - LONGEST)
        created_at = now - SPAN * (1 - (number + random.random()) / count)
        age = now - created_at
        status = draw_status(age, random)
        requester = requester_of(number, count)
        changed_at = created_at + min(age, timedelta(days=10)) * random.random()
        yield Ticket(
            title=" ".join(drawn[start : start + random.randint(3, 9)]),
            description=" ".join(words),
            category=random.choices(categories, category_odds)[0],
            priority=random.choices(priorities, priority_odds)[0],
            status=status,
            created_at=created_at,
            updated_at=changed_at,
            resolved_at=changed_at if status in DONE else None,
            requester_name="" if requester is None else f"Person {requester}",
            requester_email="" if requester is None else requester_email(requester),
        )
