"""Variables in saved replies, which are filled in when an agent inserts one.

As in other helpdesks a variable stands in double braces: `{{ticket.title}}`. Blanks inside the
braces do not matter. Behind a bar is what is written where there is no value, as in
`Hello {{requester.name | there}}`; without a bar that is nothing. A fallback is one line without
braces.

`NAMES` lists the variables. Any other name is left as it is, so that an agent sees the mistake
before the requester does, and `unknown_variables` reports it when the reply is saved. Values are
inserted as they are and not looked through again: a requester called `{{ticket.title}}` is called
so.
"""

import re
from collections.abc import Mapping

NAMES = frozenset(
    {
        "requester.name",
        "requester.first_name",
        "ticket.number",
        "ticket.title",
        "agent.name",
        "agent.first_name",
    }
)
# Neither part contains a brace, so no sign is looked at from many places.
VARIABLE = re.compile(r"\{\{([^{}|\n]++)(?:\|([^{}\n]*+))?\}\}")


def fill_variables(text: str, values: Mapping[str, str]) -> str:
    """Return the text with the values of its variables, or else their fallbacks.

    The values are by name; blank and missing ones count as none.
    """

    def value(found: re.Match[str]) -> str:
        name = found[1].strip()
        if name not in NAMES:
            return found[0]
        return values.get(name, "").strip() or (found[2] or "").strip()

    return VARIABLE.sub(value, text)


def unknown_variables(text: str) -> list[str]:
    """Return the names in double braces that are no variables, each once, as they come."""
    names = (found[1].strip() for found in VARIABLE.finditer(text))
    return list(dict.fromkeys(name for name in names if name and name not in NAMES))
