"""Data for the fuzzer: an agent, and things whose ids and tokens it could not guess."""

import json

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.test import Client

from accounts.models import ApiToken
from conversations.models import AuthorKind, Channel, Kind, SavedReply
from conversations.services import Author, Draft, post_as_agent
from people.models import Requester
from people.teams.services import create_team
from tests.support.proof import prove
from tickets.access import PRESENT
from tickets.history.actors import SYSTEM
from tickets.models import Tag, Ticket
from tickets.private_links.links import replace_link, token_for
from tickets.services import create_ticket

# More than one run deletes, replaces or takes back.
MESSAGES = 100
TEAMS = 5


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


def create_saved_replies() -> list[str]:
    """Create replies that all agents share, and return their ids as they stand in paths."""
    made = [
        SavedReply.objects.create(name=f"Reply {number}", text="We look into it.")
        for number in range(MESSAGES)
    ]
    return [str(saved.pk) for saved in made]


def create_tags() -> list[str]:
    """Create tags, and return their ids as they stand in paths."""
    made = [Tag.objects.create(name=f"Tag {number}") for number in range(MESSAGES)]
    return [str(tag.pk) for tag in made]


def create_tickets_in_teams(agents: list[User]) -> list[str]:
    """Create tickets in teams of these agents, and return their ids as they stand in paths."""
    ids = []
    for number in range(TEAMS):
        team = create_team(
            {"name": f"Team {number}", "members": [{"agent_id": agent.pk} for agent in agents]}
        )
        values = {"title": "Printer", "description": "It smokes.", "team_id": team.pk}
        ids += [
            str(create_ticket({**values, "category": "technical", "priority": "low"}).pk)
            for _ in range(MESSAGES // TEAMS)
        ]
    return ids


def print_data() -> None:
    """Make the data, and print it as JSON: variables of the environment, and dictionaries."""
    owner, variables = make_agents()
    tickets = list(Ticket.objects.filter(PRESENT))
    dictionaries = {
        "notes": post_messages(tickets, owner, Kind.NOTE),
        "held_replies": post_messages(tickets, owner, Kind.REPLY),
        "tickets": [str(ticket.pk) for ticket in tickets],
        "ticket_numbers": [ticket.pk for ticket in tickets],
        "requesters": [str(pk) for pk in Requester.objects.values_list("pk", flat=True)],
        "saved_replies": create_saved_replies(),
        "tags": create_tags(),
        "tickets_in_teams": create_tickets_in_teams(list(User.objects.filter(is_staff=True))),
        "private_links": [token_for(replace_link(ticket).nonce) for ticket in tickets],
    }
    print(json.dumps({"variables": variables, "dictionaries": dictionaries}))
