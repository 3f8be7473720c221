"""Tickets like another one: likely duplicates, and solved ones with what they were answered.

Candidates are found in ways that do not grow with the number of tickets: those of the same
requester, those with the same words among the newest, and, by the index of words, those that share
rare words or pairs of words. Each way is bounded in rows, the last one in time too. What was found
is compared in Python, so that every database answers the same.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations
from typing import Any, NamedTuple

from django.db.models import Case, F, FloatField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Left
from django.utils import timezone

from conversations.models import AuthorKind, Kind, Message
from conversations.similar.words import (
    TEXT_LENGTH,
    TITLE_SHARE,
    compare_titles,
    index_words,
    trigrams_of,
    weigh,
    words_in,
)
from core.db.bounded import StatementTooSlow, fetch_in_time
from core.db.vendor import is_postgresql
from core.text.folding import fold
from core.text.mentions import flatten_mentions
from people.teams.access import READS_ALL, Reader
from tickets.models import Ticket
from tickets.search.found import make_excerpt
from tickets.search.models import SearchText
from tickets.search.trigram_index import has_trigrams
from tickets.search.word_frequency import Sample, read_sample
from tickets.search.word_match import Holds
from tickets.vocabulary import DONE

# Of each kind.
MAX_SHOWN = 5
MAX_WORDS_SHOWN = 8
RECENT = timedelta(days=30)
# How much two texts have in common at least, from 0 to 1.
CLOSE = 0.17
TITLE_LIMIT = 4
# The weight of a word that fewer than half of the tickets have.
TELLING = math.log(2)
# Of the same requester's tickets. They are shown for that alone, after those with close texts.
SAME_REQUESTER = 0.1

# The words that others are looked for by.
MAX_WORDS = 6
MAX_PAIRS = 3
LONG = 8
# So many tickets may have a word, or a pair, to be looked for by the index: a frequent one would
# take long to find, and tells little.
MAX_EXPECTED = 300
MAX_OF_REQUESTER = 20
MAX_CANDIDATES = 80
# On databases without an index of words, so many of the newest tickets are read.
WINDOW = 2_000
# Of the two attempts, all words and then the rarest one.
SECONDS = (0.25, 0.1)
EXCERPT_SOURCE = 4_000
F_TEXT = F("text")


class Subject(NamedTuple):
    """A ticket that others are compared with, and the weights of its words."""

    ticket: Ticket
    weights: dict[str, float]
    title: set[str]


@dataclass
class SimilarTicket:
    """A ticket like another one, and what they have in common."""

    ticket: Ticket
    score: float
    words: list[str]
    is_close: bool
    is_same_requester: bool
    reply: str | None = None


@dataclass
class Found:
    """Tickets like another one; `is_complete` is false where time was up."""

    duplicates: list[SimilarTicket] = field(default_factory=list)
    solved: list[SimilarTicket] = field(default_factory=list)
    is_complete: bool = True


def find_similar(ticket: Ticket, readable: QuerySet[Ticket], reader: Reader = READS_ALL) -> Found:
    """Return tickets like one, among those that who asks may read.

    What they may not read does not count for how rare a word is either.
    """
    sample = read_sample(reader)
    text = fold(f"{ticket.title}\n{ticket.description[: 2 * TEXT_LENGTH]}")
    weights = weigh(words_in(text), sample)
    subject = Subject(ticket, weights, trigrams_of(fold(ticket.title)))
    found = Found()
    ids = set(of_requester(ticket, readable)) | set(among_newest(subject, sample))
    try:
        ids |= set(by_words(subject, sample, readable, reader))
    except StatementTooSlow:
        found.is_complete = False
    ids.discard(ticket.pk)
    compared = compare(subject, readable.filter(pk__in=ids, merged_into=None), sample)
    recent = timezone.now() - RECENT
    for one in sorted(compared, key=lambda one: (one.score, one.ticket.pk), reverse=True):
        is_done = one.ticket.status in DONE
        is_recent = one.is_same_requester and one.ticket.created_at >= recent
        if len(found.duplicates) < MAX_SHOWN and (not is_done or is_recent):
            found.duplicates.append(one)
        elif len(found.solved) < MAX_SHOWN and is_done and one.is_close:
            found.solved.append(one)
    add_replies(found.solved)
    return found


def of_requester(ticket: Ticket, readable: QuerySet[Ticket]) -> Iterable[int]:
    """Return the newest tickets of the same requester."""
    if ticket.requester_id is None:
        return ()
    theirs = readable.filter(requester=ticket.requester_id).order_by("-created_at", "-pk")
    return theirs.values_list("pk", flat=True)[:MAX_OF_REQUESTER]


def among_newest(subject: Subject, sample: Sample) -> Iterable[int]:
    """Return those of the newest tickets, as they were a moment ago, that share most words."""
    index = index_words(sample)
    shares: defaultdict[int, float] = defaultdict(float)
    for word, weight in subject.weights.items():
        for pk in index.get(word, ()):
            shares[pk] += weight
    return heapq.nlargest(MAX_CANDIDATES // 2, shares, key=shares.__getitem__)


def choose_words(subject: Subject, sample: Sample) -> list[str]:
    """Return the words to look for: telling ones that other new tickets have, and unknown ones.

    Of the latter many are this ticket's alone, as numbers and slips of the pen are. Those of the
    title come before others.
    """
    index = index_words(sample)
    in_title = words_in(fold(subject.ticket.title))
    known: list[str] = []
    unknown: list[str] = []
    for word in filter(has_trigrams, subject.weights):
        is_known = any(pk != subject.ticket.pk for pk in index.get(word, ()))
        (known if is_known else unknown).append(word)

    def rank(word: str) -> float:
        # A long word has more trigrams to find it by, and is a part of fewer others.
        weight = subject.weights[word] * min(len(word), LONG) / LONG
        return weight * (1.5 if word in in_title else 1)

    rare = heapq.nlargest(MAX_WORDS // 2, unknown, key=rank)
    return [*heapq.nlargest(MAX_WORDS - len(rare), known, key=rank), *rare]


def by_words(
    subject: Subject, sample: Sample, readable: QuerySet[Ticket], reader: Reader
) -> Iterable[int]:
    """Return tickets that share rare words, or pairs of words; raise `StatementTooSlow`."""
    words = choose_words(subject, sample)
    copies = SearchText.objects.filter(source=SearchText.Source.TICKET)
    if not is_postgresql():
        newest = readable.order_by("-created_at", "-pk").values("pk")[:WINDOW]
        return fetch(copies.filter(ticket__in=newest), words, subject.weights, SECONDS[0])
    # Else they would take the places of others.
    copies = copies.filter(reader.match("ticket__"), ticket__folder=None)
    keys = choose_keys(words, sample, count_about())
    if not keys:
        return ()
    for attempt, seconds in ((keys, SECONDS[0]), (keys[:1], SECONDS[1])):
        condition = Q()
        for key in attempt:
            has_all = Q()
            for word in key:
                has_all &= Q(Holds(F_TEXT, word))
            condition |= has_all
        try:
            return fetch(copies.filter(condition), words, subject.weights, seconds)
        except StatementTooSlow:
            if attempt == keys[:1]:
                raise
    raise StatementTooSlow


def count_about() -> int:
    """Return about how many tickets there are, and rather too many."""
    return Ticket.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def choose_keys(words: list[str], sample: Sample, count: int) -> list[tuple[str, ...]]:
    """Return the words, and pairs of words, that few enough tickets are expected to have."""
    size = len(sample.texts) + 1
    shares = {word: (sample.count(word) + 0.5) / size for word in words}
    rare = [word for word in words if shares[word] * count <= MAX_EXPECTED]
    others = [word for word in words if word not in rare]
    pairs = [
        pair
        for pair in combinations(others, 2)
        if shares[pair[0]] * shares[pair[1]] * count <= MAX_EXPECTED
    ]
    return [*((word,) for word in rare), *pairs[:MAX_PAIRS]]


def fetch(
    copies: QuerySet[SearchText], words: list[str], weights: Mapping[str, float], seconds: float
) -> list[int]:
    """Return the tickets whose copies have most of the words."""
    hits: Any = Value(0.0)
    for word in words:
        has_word = When(Holds(F_TEXT, word), then=Value(weights[word]))
        hits += Case(has_word, default=Value(0.0), output_field=FloatField())
    best = copies.annotate(hits=hits).order_by("-hits", "-ticket_id")
    rows = best.values_list("ticket_id", "hits")[:MAX_CANDIDATES]
    return [pk for pk, hits in fetch_in_time(rows, seconds=seconds) if hits]


def compare(
    subject: Subject, candidates: QuerySet[Ticket], sample: Sample
) -> Iterable[SimilarTicket]:
    """Yield those of the candidates that are close enough."""
    source = SearchText.Source.TICKET
    copies = SearchText.objects.filter(ticket=OuterRef("pk"), source=source)
    text = Subquery(copies.annotate(start=Left("text", TEXT_LENGTH)).values("start")[:1])
    weights = dict(subject.weights)
    own = norm(weights, subject.weights)
    for ticket in candidates.annotate(folded=text).order_by("pk"):
        words = words_in(ticket.folded or "")
        weights |= weigh((word for word in words if word not in weights), sample)
        common = [word for word in subject.weights if word in words]
        product = sum(weights[word] ** 2 for word in common)
        cosine = product / (own * norm(weights, words)) if product else 0.0
        titles = compare_titles(subject.title, trigrams_of(fold(ticket.title)))
        # Titles that have only frequent words in common are not alike.
        score = (1 - TITLE_SHARE) * cosine + TITLE_SHARE * min(titles, TITLE_LIMIT * cosine)
        is_same = ticket.requester_id is not None and (
            ticket.requester_id == subject.ticket.requester_id
        )
        if score < CLOSE and not is_same:
            continue
        is_close = score >= CLOSE
        telling = [word for word in common if is_close and weights[word] >= TELLING]
        shown = heapq.nlargest(MAX_WORDS_SHOWN, telling, key=lambda word: weights[word])
        yield SimilarTicket(
            ticket, score + (SAME_REQUESTER if is_same else 0), shown, is_close, is_same
        )


def norm(weights: Mapping[str, float], words: Iterable[str]) -> float:
    return math.sqrt(sum(weights[word] ** 2 for word in words))


def add_replies(solved: list[SimilarTicket]) -> None:
    """Give solved tickets the beginnings of the last replies that agents sent."""
    if not solved:
        return
    last = Message.objects.filter(
        ticket=OuterRef("ticket"), kind=Kind.REPLY, author_kind=AuthorKind.AGENT
    ).order_by("-pk")
    ids = [one.ticket.pk for one in solved]
    replies = Message.objects.filter(ticket__in=ids, pk=Subquery(last.values("pk")[:1]))
    texts = dict(replies.values_list("ticket_id", Left("text", EXCERPT_SOURCE)))
    for one in solved:
        if text := texts.get(one.ticket.pk):
            one.reply = make_excerpt(flatten_mentions(text), [])
