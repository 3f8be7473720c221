"""Data for the fuzzer: an agent, and things whose ids and tokens it could not guess."""

import json

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.test import Client

from accounts.models import ApiToken
from conversations.models import AuthorKind, Channel, Kind
from conversations.services import Author, Draft, post_as_agent
from tests.support.proof import prove
from tickets.history.actors import SYSTEM
from tickets.models import Ticket
from tickets.private_links.links import replace_link, token_for

# More than one run deletes, replaces or takes back.
MESSAGES = 100


def make_agents() -> tuple[User, dict[str, str]]:
    """Create agents; return the one whom the token is of, and what lets requests in."""
    agent = User.objects.create_superuser("agent", "agent@example.com")
    client = Client()
    client.force_login(agent)
    # For as long as it takes.
    prove(client, agent, seconds_ago=-36_000)
    # Of somebody else, as the agent revokes all tokens of their own.
    owner = User.objects.create_user("owner", "owner@example.com", is_staff=True)
    _, token = ApiToken.objects.create(owner, name="Fuzzing")
    session = client.cookies["sessionid"].value
    # Not in the list, so that no request ends the session that the requests come in.
    UserSession.objects.all().delete()
    return owner, {"FUZZ_TOKEN": token, "FUZZ_SESSION": session}


def post_messages(tickets: list[Ticket], agent: User, kind: Kind) -> list[str]:
    """Post messages to tickets in turn, and return their ids as they stand in paths."""
    author = Author(AuthorKind.AGENT, agent.pk, "Agent")
    ids = []
    for number in range(MESSAGES):
        ticket = tickets[number % len(tickets)]
        draft = Draft(kind, f"Message {number}", Channel.API)
        ids.append(str(post_as_agent(ticket.pk, author, draft, SYSTEM).pk))
    return ids


def print_data() -> None:
    """Make the data, and print it as JSON: variables of the environment, and dictionaries."""
    owner, variables = make_agents()
    tickets = list(Ticket.objects.all())
    dictionaries = {
        "notes": post_messages(tickets, owner, Kind.NOTE),
        "held_replies": post_messages(tickets, owner, Kind.REPLY),
        "private_links": [token_for(replace_link(ticket).nonce) for ticket in tickets],
    }
    print(json.dumps({"variables": variables, "dictionaries": dictionaries}))
