"""Conditions on the tags of tickets."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Self

from django.db.models import Exists, OuterRef, Q

from tickets.models import TicketTag
from tickets.tags.models import NO_TAG
from tickets.tags.selectors import find_ids, key_of

FILTERS = ("tag", "tag_all", "exclude_tag")
# No tag has it: what is asked for is called otherwise by now, or was never there.
UNKNOWN = 0


def keys_in(conditions: Mapping[str, Any], name: str) -> list[str]:
    """Return the sort keys of the tags that a filter names."""
    return list(dict.fromkeys(map(key_of, conditions.get(name) or ())))


def find_named(conditions: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return the ids of the tags that conditions name, by sort key: one query, none without any."""
    named = {key for one in conditions for name in FILTERS for key in keys_in(one, name)}
    return find_ids(named - {NO_TAG})


class TagConditions(NamedTuple):
    """The tags by their ids, of which a ticket must have one, all or none.

    `or_untagged` lets those through that have no tag, beside those that have one of `any_of`.
    """

    any_of: tuple[int, ...] = ()
    all_of: tuple[int, ...] = ()
    none_of: tuple[int, ...] = ()
    or_untagged: bool = False

    @classmethod
    def from_names(
        cls, conditions: Mapping[str, Any], known: Mapping[str, int] | None = None
    ) -> Self:
        """Return the conditions for names as somebody typed them.

        `known` has the ids of those tags, by sort key; without it they are looked up by one query.
        """
        keys = {name: keys_in(conditions, name) for name in FILTERS}
        or_untagged = NO_TAG in keys["tag"]
        if or_untagged:
            keys["tag"].remove(NO_TAG)
        if known is None:
            known = find_named([conditions])
        any_of, all_of, none_of = (
            tuple(known.get(key, UNKNOWN) for key in keys[name]) for name in FILTERS
        )
        return cls(any_of, all_of, tuple(pk for pk in none_of if pk != UNKNOWN), or_untagged)

    @property
    def is_given(self) -> bool:
        return bool(self.any_of or self.all_of or self.none_of or self.or_untagged)

    @property
    def is_sparse(self) -> bool:
        """True where the index of the tags finds the tickets."""
        return bool(self.all_of or (self.any_of and not self.or_untagged))

    @property
    def leading(self) -> Sequence[int]:
        """The tags of which each of the tickets has one."""
        return self.all_of[:1] or self.any_of

    def without(self, tag: int) -> "TagConditions":
        """Return what remains for tickets that are known to have this tag."""
        any_of = () if tag in self.any_of else self.any_of
        return self._replace(any_of=any_of, all_of=tuple(one for one in self.all_of if one != tag))

    def condition(self) -> Q:
        """Return the condition, of which there is at least one."""
        condition = Q()
        if self.or_untagged:
            untagged = ~Q(Exists(TicketTag.objects.filter(ticket=OuterRef("pk"))))
            condition &= (untagged | has_one(self.any_of)) if self.any_of else untagged
        elif self.any_of:
            condition &= has_one(self.any_of)
        for tag in self.all_of:
            condition &= has_one([tag])
        if self.none_of:
            condition &= ~has_one(self.none_of)
        return condition


NO_CONDITIONS = TagConditions()


def has_one(tags: Sequence[int]) -> Q:
    """Return the condition that a ticket has one of the tags."""
    return Q(Exists(TicketTag.objects.filter(ticket=OuterRef("pk"), tag__in=tags)))
