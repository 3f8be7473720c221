"""The tickets that a search names, by their number or by their requester's reference."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from tickets.private_links.links import references_in
from tickets.private_links.models import PrivateLink
from tickets.search.models import SearchText

# With what stands around it in a sentence.
NUMBER = re.compile(r"""[(\[{<"']*#?0*([1-9][0-9]{0,18})[)\]}>"'.,:;!?]*""")
LARGEST_NUMBER = 2**63 - 1


def number_in(term: str) -> int | None:
    match = NUMBER.fullmatch(term)
    number = int(match[1]) if match else 0
    return number if 0 < number <= LARGEST_NUMBER else None


def named_by(terms: Sequence[str]) -> dict[str, set[int]]:
    """Return the numbers of the tickets that each of the terms names."""
    references = {term: references_in(term) for term in terms}
    # A reference may have been written as two words.
    for left, right in pairwise(terms):
        for reference in references_in(f"{left} {right}"):
            references[left].append(reference)
            references[right].append(reference)
    wanted = [reference for found in references.values() for reference in found]
    by_reference: defaultdict[str, set[int]] = defaultdict(set)
    if wanted:
        links = PrivateLink.objects.filter(reference__in=wanted)
        for reference, ticket in links.values_list("reference", "ticket_id"):
            by_reference[reference].add(ticket)
    named = {}
    for term in terms:
        named[term] = set().union(*(by_reference[one] for one in references[term]))
        if number := number_in(term):
            named[term].add(number)
    return named


def find_direct_hits(terms: Sequence[str]) -> list[int]:
    """Return the tickets that one of the terms names, and that have or are named by each other."""
    named = named_by(terms)
    candidates = set().union(*named.values())
    if not candidates:
        return []
    if len(terms) == 1:
        return sorted(candidates)
    texts: defaultdict[int, list[str]] = defaultdict(list)
    copies = SearchText.objects.filter(ticket__in=candidates)
    for ticket, text in copies.values_list("ticket_id", "text"):
        texts[ticket].append(text)
    return [
        ticket
        for ticket in sorted(candidates)
        if all(
            ticket in named[term] or any(term in text for text in texts[ticket]) for term in terms
        )
    ]
