r"""Variables of saved replies: `{{ name | fallback }}`.

A value comes from strangers, so it is escaped: in the finished Markdown it is the text that it was.
The fallback takes its place where there is none; its author wrote the Markdown around it as well.
`\{{` is no variable but two braces.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from conversations.saved_replies.models import SavedReply
from tickets.models import Ticket

VARIABLE = re.compile(r"(?<!\\)\{\{([^{}\n]*)\}\}")
OPENING = re.compile(r"(?<!\\)\{\{")

# An address is no name to call somebody by, and an agent's is not for requesters to see.
ADDRESS_SIGN = "@"
# They mean something wherever they stand.
SPECIAL = re.compile(
    r"[`*~\[\]<>|]"
    r"|\\(?=[!-/:-@\[-`{-~]|\Z)"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|&(?=[#A-Za-z0-9]|\Z)"
    r"|:(?=//)"
    r"|!(?=\[|\Z)"
)
# In a table, one more before the end of a cell would not help.
LAST_BACKSLASH = "&#92;"
# At the start they may begin a block, or go on with what stands before the variable.
FIRST = re.compile(r"[-#+=:./()!&]")
NUMBERED = re.compile(r"([0-9]+)([.)])")


class Subject(NamedTuple):
    """The ticket and the agent that variables tell of."""

    ticket: Ticket
    agent_name: str


def requester_name(subject: Subject) -> str:
    requester = subject.ticket.requester
    name = (requester.name if requester else "") or subject.ticket.requester_name
    return "" if ADDRESS_SIGN in name else name


def requester_first_name(subject: Subject) -> str:
    family, comma, given = requester_name(subject).partition(",")
    words = (given if comma and given.strip() else family).split()
    return words[0] if words else ""


def agent_name(subject: Subject) -> str:
    return "" if ADDRESS_SIGN in subject.agent_name else subject.agent_name


VALUES: dict[str, Callable[[Subject], str]] = {
    "requester.first_name": requester_first_name,
    "requester.name": requester_name,
    "ticket.number": lambda subject: str(subject.ticket.pk),
    "ticket.title": lambda subject: subject.ticket.title,
    "agent.name": agent_name,
}


def parse(body: str) -> tuple[str, str]:
    """Return the name and the fallback of what stands between the braces."""
    name, _, fallback = body.partition("|")
    return name.strip(), fallback.strip()


def find_problem(text: str) -> str | None:
    """Return what is wrong with the variables of a text, for a person; None if nothing is."""
    known = ", ".join(VALUES)
    for body in VARIABLE.findall(text):
        name, _ = parse(body)
        if name not in VALUES:
            return f"Unknown variable “{name[:50]}”. Known are: {known}."
    if OPENING.search(VARIABLE.sub("", text)):
        return f"There is “{{{{” without “}}}}” in its line. Variables are: {known}."
    return None


def escape(value: str) -> str:
    """Return a text of one line as Markdown that shows it as it is, wherever it is put in."""
    line = " ".join(value.split())
    body = line.removesuffix("\\")
    escaped = SPECIAL.sub(r"\\\g<0>", body)
    escaped = FIRST.sub(r"\\\g<0>", escaped[:1]) + escaped[1:]
    if numbered := NUMBERED.match(escaped):
        escaped = f"{numbered[1]}\\{escaped[numbered.start(2) :]}"
    return escaped if body == line else escaped + LAST_BACKSLASH


def fill_in(reply: SavedReply, subject: Subject) -> str:
    """Return the reply's text with its variables filled in."""

    def replace(match: re.Match[str]) -> str:
        name, fallback = parse(match[1])
        find_value = VALUES.get(name)
        # A release that knew more variables may have stored it.
        value = find_value(subject) if find_value else ""
        return escape(value) if value else fallback

    return VARIABLE.sub(replace, reply.text)
