r"""Mentions of agents in notes: `[@Ada Lovelace](agent:7)`.

The id says who is meant, whatever the name: two agents may have the same one, and it may have
blanks or be written from right to left. The composer writes it, with `\` before brackets and
backslashes of the name. `frontend/src/lib/mentions.js` does the same.
"""

import re

NAME_MAX_LENGTH = 300
# As many as are told of one note.
MAX_MENTIONS = 50
MENTION = re.compile(
    rf"\[(?P<name>@(?:\\[\\\[\]]|[^\\\[\]\n]){{1,{NAME_MAX_LENGTH}}})\]\(agent:(?P<id>[0-9]{{1,18}})\)",
    re.ASCII,
)
ESCAPED = re.compile(r"\\([\\\[\]])")


def name_in(mention: re.Match[str]) -> str:
    """Return the name as it is shown, with its sign."""
    return ESCAPED.sub(r"\1", mention["name"])


def find_mentioned(text: str) -> list[int]:
    """Return the ids of the agents whom a text mentions, wherever in it."""
    return [int(mention["id"]) for mention in MENTION.finditer(text)]


def flatten_mentions(text: str) -> str:
    """Return a text that has the names alone."""
    return MENTION.sub(name_in, text) if "](agent:" in text else text
