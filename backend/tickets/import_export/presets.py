"""The layouts in which other systems export tickets, and how they are recognised.

The labels are those of exports in English, in any case and order. Which columns there are was
chosen by whoever exported.
"""

from dataclasses import dataclass, field

from tickets.import_export.header import Header
from tickets.vocabulary import Category, Priority, Status

NONE, AUTO = "none", "auto"
# A file is recognised by so many of a layout's columns, beside those that all of its exports have.
MIN_TYPICAL = 3

# Texts of all four systems, as `fold_case` returns them. What waits for somebody was begun.
STATUSES = {
    "new": Status.OPEN,
    "pending": Status.IN_PROGRESS,
    "on-hold": Status.IN_PROGRESS,
    "on hold": Status.IN_PROGRESS,
    "hold": Status.IN_PROGRESS,
    "waiting on customer": Status.IN_PROGRESS,
    "waiting on third party": Status.IN_PROGRESS,
    "pending reminder": Status.IN_PROGRESS,
    "pending close": Status.IN_PROGRESS,
    "pending action": Status.IN_PROGRESS,
    "answered": Status.IN_PROGRESS,
    "solved": Status.RESOLVED,
    "archived": Status.CLOSED,
    "deleted": Status.CLOSED,
    "merged": Status.CLOSED,
    "removed": Status.CLOSED,
}
PRIORITIES = {
    "urgent": Priority.CRITICAL,
    "emergency": Priority.CRITICAL,
    "normal": Priority.MEDIUM,
    "1 low": Priority.LOW,
    "2 normal": Priority.MEDIUM,
    "3 high": Priority.HIGH,
    "4 urgent": Priority.CRITICAL,
}
TRANSLATIONS: dict[str, dict[str, str]] = {
    "status": {text: str(value) for text, value in STATUSES.items()},
    "priority": {text: str(value) for text, value in PRIORITIES.items()},
}
DEFAULTS = {
    "category": str(Category.GENERAL),
    "priority": str(Priority.MEDIUM),
    "status": str(Status.OPEN),
}


@dataclass(frozen=True)
class Preset:
    """A layout: which columns give a field, the first one that says something first.

    `number` and `created` name the columns by which a ticket of the other system is recognised.
    `signature` names columns that all exports have, `typical` some that most have.
    """

    title: str
    signature: tuple[str, ...]
    typical: tuple[str, ...]
    number: str
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def created(self) -> str:
        return self.columns["created_at"][0]

    def fits(self, header: Header) -> int:
        """Return of how many columns a header shows this layout, 0 if it does not."""
        names = set(header.folded)
        found = len(names.intersection(self.typical))
        return found if names.issuperset(self.signature) and found >= MIN_TYPICAL else 0


PRESETS = {
    "zendesk": Preset(
        title="Zendesk",
        signature=("id", "subject", "status"),
        typical=(
            *("summation column", "requester", "requester email", "assignee", "group", "tags"),
            *("via", "ticket type", "created at", "updated at", "solved at"),
            *("satisfaction score", "replies", "organization", "due date"),
        ),
        number="id",
        columns={
            "title": ("subject",),
            "description": ("description",),
            "category": ("group", "ticket type", "tags"),
            "priority": ("priority",),
            "status": ("status",),
            "created_at": ("created at",),
            "updated_at": ("updated at",),
            "resolved_at": ("solved at",),
            "requester_name": ("requester",),
            "requester_email": ("requester email",),
        },
    ),
    "freshdesk": Preset(
        title="Freshdesk",
        signature=("ticket id", "subject"),
        typical=(
            *("status", "priority", "source", "type", "agent", "group", "created time"),
            *("resolved time", "closed time", "last update time", "tags", "full name", "email"),
        ),
        number="ticket id",
        columns={
            "title": ("subject",),
            "description": ("description",),
            "category": ("type", "group", "tags"),
            "priority": ("priority",),
            "status": ("status",),
            "created_at": ("created time",),
            "updated_at": ("last update time",),
            "resolved_at": ("resolved time", "closed time"),
            "requester_name": ("full name",),
            "requester_email": ("email",),
        },
    ),
    "osticket": Preset(
        title="osTicket",
        signature=("ticket number", "subject"),
        typical=(
            *("date created", "from", "from email", "priority", "department", "help topic"),
            *("source", "current status", "status", "last updated", "closed date"),
            *("agent assigned", "team assigned", "sla plan", "due date", "overdue", "answered"),
        ),
        number="ticket number",
        columns={
            "title": ("subject",),
            "description": ("description", "issue summary", "issue details"),
            "category": ("help topic", "department"),
            "priority": ("priority",),
            "status": ("current status", "status"),
            "created_at": ("date created",),
            "updated_at": ("last updated",),
            "resolved_at": ("closed date",),
            "requester_name": ("from",),
            "requester_email": ("from email",),
        },
    ),
    "zammad": Preset(
        title="Zammad",
        signature=("#", "title"),
        typical=(
            *("state", "priority", "group", "owner", "customer", "organization", "tags"),
            *("created at", "updated at", "closed at", "close at", "article count"),
        ),
        number="#",
        columns={
            "title": ("title",),
            "description": ("description", "body", "article"),
            "category": ("group", "tags"),
            "priority": ("priority",),
            "status": ("state",),
            "created_at": ("created at",),
            "updated_at": ("updated at",),
            "resolved_at": ("closed at", "close at"),
            "requester_name": ("customer",),
            "requester_email": ("customer email", "email"),
        },
    ),
}
# A file with columns of these names has our own layout.
OWN_COLUMNS = frozenset(("title", "description", "category", "priority"))


def recognise(header: Header) -> str | None:
    """Return the name of the one layout that a header shows best, or None."""
    if OWN_COLUMNS.issubset(header.folded):
        return None
    scores = sorted(((preset.fits(header), name) for name, preset in PRESETS.items()), reverse=True)
    (best, name), (second, _) = scores[:2]
    return name if best > second else None
