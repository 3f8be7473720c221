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


def find_by_reference(terms: Sequence[str]) -> set[int]:
    """Return the tickets whose references are among the terms, also as two words."""
    written = [*terms, *(f"{left} {right}" for left, right in pairwise(terms))]
    references = [reference for text in written for reference in references_in(text)]
    if not references:
        return set()
    links = PrivateLink.objects.filter(reference__in=references)
    return set(links.values_list("ticket_id", flat=True))


def find_by_number(terms: Sequence[str]) -> set[int]:
    """Return the numbers among the terms, of tickets that have the other terms."""
    numbers = {term: number for term in terms if (number := number_in(term))}
    if not numbers or len(terms) == 1:
        return set(numbers.values())
    texts: defaultdict[int, list[str]] = defaultdict(list)
    copies = SearchText.objects.filter(ticket__in=numbers.values())
    for ticket, text in copies.values_list("ticket_id", "text"):
        texts[ticket].append(text)
    return {
        number
        for number in numbers.values()
        if all(
            numbers.get(term) == number or any(term in text for text in texts[number])
            for term in terms
        )
    }


def find_direct_hits(terms: Sequence[str]) -> list[int]:
    """Return the tickets that the terms name.

    A reference is no word that occurs by chance: it finds its ticket whatever is pasted with it,
    such as its label.
    """
    return sorted(find_by_reference(terms) | find_by_number(terms))
