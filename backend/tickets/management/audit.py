"""What commands on the server do, in the audit trail."""

import getpass
from typing import Any

from accounts.audit.record import Action, ActorKind, record


def os_user() -> str:
    """Return the name of the operating system's user, or "" where it has none, as in containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def record_command(action: Action, target: str = "", **details: Any) -> None:
    """Store that a command did something to tickets: numbers and names of files, no texts."""
    record(action, actor_kind=ActorKind.COMMAND, target=target, os_user=os_user(), **details)
