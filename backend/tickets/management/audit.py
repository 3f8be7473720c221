"""Events of commands on the server in the audit trail."""

from typing import Any

from accounts.audit.record import Action, ActorKind, record


def record_command(action: Action, target: str = "", **details: Any) -> None:
    """Store that a command did something to tickets: numbers and names of files, no texts."""
    record(action, actor_kind=ActorKind.COMMAND, target=target, **details)
