"""Tickets and messages as JSON lines have them."""

from typing import Any

CREATED = "2026-03-10T09:00:00Z"
TICKET: dict[str, Any] = {
    "title": "Broken",
    "description": "It is broken.",
    "category": "technical",
    "priority": "high",
    "created_at": CREATED,
    "requester_name": "Zoë",
    "requester_email": "zoe@example.com",
}


def message(text: str = "Hello", hour: int = 10, **values: Any) -> dict[str, Any]:
    """Return an agent's reply at a full hour of the day on which the ticket was created."""
    return {
        "kind": "reply",
        "author": {"kind": "agent", "name": "Ann"},
        "text": text,
        "at": f"2026-03-10T{hour:02}:00:00Z",
        **values,
    }


def ticket(*messages: Any, **values: Any) -> dict[str, Any]:
    return {**TICKET, "messages": list(messages), **values}
