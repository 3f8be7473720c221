"""The message of a ticket with the words of a search that its own fields do not have."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from core.db.bounded import StatementTooSlow, fetch_in_time
from core.text.folding import fold
from core.text.mentions import flatten_mentions
from tickets.models import Ticket
from tickets.search.models import SearchText
from tickets.search.search_texts import TEXT_FIELDS
from tickets.search.word_match import Holds

EXCERPT_LENGTH = 160
# What is shown of the text before a hit.
LEAD = 40
# Beyond that the page does without: a ticket may have thousands of messages.
MAX_SECONDS = 0.5
WORD = re.compile(r"\S+")
# Of bold text and code, which are only in the way on one line.
MARKS = re.compile(r"\*\*|`+")
ELLIPSIS = "…"


class Found(NamedTuple):
    """A message that a ticket was found by."""

    message: int
    kind: str
    excerpt: str
    source: str = "message"


def has_term(text: str, term: str) -> bool:
    # What is there as it was typed need not be folded.
    return term in text.lower() or term in fold(text)


def missing_terms(ticket: Ticket, terms: Sequence[str]) -> list[str]:
    """Return the terms that none of a ticket's own fields has."""
    for name in TEXT_FIELDS:
        text = getattr(ticket, name)
        terms = [term for term in terms if not has_term(text, term)]
        if not terms:
            break
    return list(terms)


def find_in_messages(
    tickets: Sequence[Ticket], terms: Sequence[str], direct_hits: Sequence[int]
) -> dict[int, Found]:
    """Return, by the ids of the tickets, the messages with terms that they lack: one query.

    Of several messages the one with the most of them, and then the earliest. A ticket that the
    search names by its number or reference needs no words.
    """
    missing = {
        ticket.pk: lacking
        for ticket in tickets
        if ticket.pk not in direct_hits and (lacking := missing_terms(ticket, terms))
    }
    if not missing:
        return {}
    rows = Ticket.objects.order_by().filter(
        pk__in=missing, messages=Subquery(best_message(missing))
    )
    values = rows.values_list("pk", "messages__id", "messages__kind", "messages__text")
    try:
        found = fetch_in_time(values, seconds=MAX_SECONDS)
    except StatementTooSlow:
        return {}
    return {
        ticket: Found(message, kind, make_excerpt(text, missing[ticket]))
        for ticket, message, kind, text in found
    }


def best_message(missing: dict[int, list[str]]) -> QuerySet[SearchText, int | None]:
    """Return a query for the message of the outer query's ticket with the most missing terms."""
    hits: Any = Value(0)
    for term in {term for terms in missing.values() for term in terms}:
        lacking = [ticket for ticket, terms in missing.items() if term in terms]
        hits += Case(
            When(Q(Holds(F("text"), term), ticket__in=lacking), then=1),
            default=0,
            output_field=IntegerField(),
        )
    copies = SearchText.objects.filter(
        ticket=OuterRef("pk"), source=SearchText.Source.MESSAGE
    ).annotate(hits=hits)
    best = copies.filter(hits__gt=0).order_by("-hits", "message_id")
    return best.values_list("message_id", flat=True)[:1]


def make_excerpt(text: str, terms: Sequence[str]) -> str:
    """Return at most `EXCERPT_LENGTH` characters around the first term, on one line."""
    text = flatten_mentions(text)
    place = find_place(text, terms)
    start = 0
    if place > LEAD:
        start = place - LEAD
        # From the start of a word, where one starts.
        if blank := re.search(r"\s\S", text[start - 1 : place]):
            start += blank.start()
    line = " ".join(MARKS.sub("", text[start : start + 4 * EXCERPT_LENGTH]).split())
    if start:
        line = ELLIPSIS + line
    if len(line) > EXCERPT_LENGTH or start + 4 * EXCERPT_LENGTH < len(text):
        line = line[: EXCERPT_LENGTH - 1].rstrip() + ELLIPSIS
    return line


def find_place(text: str, terms: Sequence[str]) -> int:
    """Return where the first of the terms is in a text as it was typed.

    Most are typed as they are folded. Else lines without a term are soon passed over; only a phrase
    may go on in the next line.
    """
    lower = text.lower()
    if places := [at for term in terms if (at := lower.find(term)) >= 0]:
        return min(*places, len(text))
    offset = 0
    for line in text.splitlines(keepends=True):
        folded = fold(line)
        if any(term in folded for term in terms):
            return offset + find_place_in_words(line, terms)
        offset += len(line)
    return find_place_in_words(text, terms)


def find_place_in_words(text: str, terms: Sequence[str]) -> int:
    """Fold a text word by word, so that a place in the folded text is known to belong to a word."""
    words = [(word, match) for match in WORD.finditer(text) if (word := fold(match[0]))]
    folded = " ".join(word for word, _ in words)
    place = min((at for term in terms if (at := folded.find(term)) >= 0), default=0)
    for word, match in words:
        if place <= len(word):
            return min(match.start() + place, match.end() - 1)
        place -= len(word) + 1
    return 0
