"""Requesters by their addresses: found, made and changed."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core.db.vendor import is_postgresql
from people.models import EMAIL_MAX_LENGTH, Requester
from people.teams.access import READS_ALL, Reader


class AddressTakenError(Exception):
    """Another requester has this address."""


def to_key(address: str) -> str:
    """Return an address as it is stored and compared: in lower case."""
    lower = address.lower()
    # Some letters become two, and the column would not hold them.
    return lower if len(lower) <= EMAIL_MAX_LENGTH else address


def find_requester(address: str) -> Requester | None:
    key = to_key(address)
    return Requester.objects.filter(email=key).first() if key else None


def find_locked(keys: Collection[str]) -> dict[str, Requester]:
    """Return the requesters with these addresses; nobody deletes them until the transaction ends.

    They are locked in one order, and only against deletion: others may refer to them, too.
    """
    found = Requester.objects.filter(email__in=keys).order_by("email")
    sql, parameters = found.query.sql_with_params()
    if is_postgresql():
        sql += " FOR KEY SHARE"
    return {str(one.email): one for one in Requester.objects.raw(sql, parameters)}


@transaction.atomic(savepoint=False)
def find_or_create_requesters(pairs: Iterable[tuple[str, str]]) -> dict[str, Requester]:
    """Return the requesters for pairs of a name and an address, by `to_key` of the address.

    Those that are missing are made, and one without a name gets the first that is given; pairs
    without an address have none. The transaction must be the one that stores what refers to them.
    """
    names: dict[str, str] = {}
    for name, address in pairs:
        if key := to_key(address):
            names[key] = names.get(key) or name
    found = find_locked(names) if names else {}
    # Sorted, so that two who make many wait for each other in one direction only. Who comes second
    # finds what the first has made, unless its last ticket was deleted at that moment.
    while missing := sorted(names.keys() - found.keys()):
        Requester.objects.bulk_create(
            [Requester(name=names[key], email=key) for key in missing], ignore_conflicts=True
        )
        found |= find_locked(missing)
    for key in sorted(found):
        name_if_nameless(found[key], names[key])
    return found


def find_or_create_requester(name: str, address: str) -> Requester | None:
    """Return the requester for a name and an address; None without an address."""
    return find_or_create_requesters([(name, address)]).get(to_key(address))


def name_if_nameless(requester: Requester, name: str) -> None:
    if name and not requester.name:
        Requester.objects.filter(pk=requester.pk, name="").update(name=name)
        requester.name = name


def change_requester(requester: Requester, values: Mapping[str, Any]) -> None:
    """Set fields of a requester; raise `AddressTakenError` for another one's address.

    `is_blocked` is a field here: who is blocked already stays so since then.
    """
    values = dict(values)
    is_blocked = values.pop("is_blocked", requester.is_blocked)
    if is_blocked != requester.is_blocked:
        values["blocked_at"] = timezone.now() if is_blocked else None
    for name, value in values.items():
        setattr(requester, name, value)
    try:
        with transaction.atomic():
            requester.save(update_fields=list(values))
    except IntegrityError as error:
        if not Requester.objects.filter(email=requester.email).exclude(pk=requester.pk).exists():
            raise
        raise AddressTakenError from error


def forget_if_loose(requester: Requester) -> None:
    """Delete a requester, who is locked, if only their block kept them: no ticket is theirs."""
    if not requester.is_blocked and not requester.tickets.exists():
        Requester.objects.filter(pk=requester.pk).delete()


def visible_requesters(reader: Reader) -> QuerySet[Requester]:
    """Return the requesters of tickets that somebody may read."""
    if not reader.hidden_teams:
        return Requester.objects.all()
    # The key by which tickets refer to requesters is the tickets' own.
    tickets: Any = Requester._meta.get_field("tickets").related_model
    own = tickets._default_manager.filter(reader.match(), requester=OuterRef("pk"))
    return Requester.objects.filter(Exists(own))


def list_requesters(
    search: str,
    before: int | None,
    count: int,
    reader: Reader = READS_ALL,
    *,
    is_blocked: bool = False,
) -> list[Requester]:
    """Return so many requesters, the newest first, from below an id on.

    A search is a part of the name or the address, in any case. `is_blocked`, only those who are.
    They are those of tickets that somebody may read.
    """
    requesters = visible_requesters(reader).order_by("-pk")
    if is_blocked:
        requesters = requesters.filter(blocked_at__isnull=False)
    if search:
        requesters = requesters.filter(Q(name__icontains=search) | Q(email__icontains=search))
    if before is not None:
        requesters = requesters.filter(pk__lt=before)
    return list(requesters[:count])
