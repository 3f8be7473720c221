"""Bad input is refused as documented and changes nothing; odd texts are kept as they are."""

import csv
import json
from html.parser import HTMLParser
from io import StringIO
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from core.http.throttling import DatabaseThrottle
from tests.support.bad_input import BAD_REQUESTS, LIST, ONE, TICKET, BadRequest
from tests.support.odd_texts import TEXTS, as_line, as_text
from tickets.history.models import Event
from tickets.models import IdempotencyKey, Ticket
from tickets.private_links.models import PrivateLink
from tickets.triage.models import Classification

pytestmark = pytest.mark.django_db

STORED: tuple[Any, ...] = (Ticket, Event, Classification, IdempotencyKey, PrivateLink, User)
NAME_MAX_LENGTH = 100


@pytest.fixture(scope="session")
def described():
    path = settings.PROJECT_DIR / "docs" / "openapi.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["paths"]


def stored_rows() -> dict[str, Any]:
    """Return all rows about tickets and people, by model."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in STORED}


def send(case: BadRequest, ticket_id: int) -> Any:
    return Client().generic(
        case.method,
        case.path.replace("{id}", str(ticket_id)),
        case.body,
        content_type=case.type,
        headers=dict(case.headers),
    )


def documented_statuses(paths: dict[str, Any], case: BadRequest) -> list[str]:
    """Return the statuses that the API's description has for a request; none for an unknown one."""
    path = case.path.partition("?")[0]
    if path not in paths:
        rest = path.removeprefix(LIST).rstrip("/").rpartition("/")[2]
        path = f"{ONE}{rest}/" if f"{ONE}{rest}/" in paths else ONE
    return list(paths[path].get(case.method.lower(), {}).get("responses", {}))


def find_problems(case: BadRequest, ticket_id: int, paths: dict[str, Any]) -> list[str]:
    """Return descriptions of all that is wrong with the answer to a bad request."""
    response = send(case, ticket_id)
    text = response.content.decode()
    statuses = documented_statuses(paths, case)
    checks = {
        f"answered {response.status_code}": response.status_code == case.status,
        "no JSON": response.headers["Content-Type"] == "application/json",
        f"about something else: {text[:200]}": not case.about
        or list(json.loads(text)) == [case.about],
        # A path or method that does not exist is described nowhere.
        "not documented": not statuses or case.status == 405 or str(case.status) in statuses,
        "shows a traceback": "Traceback" not in text,
    }
    return [f"{case}: {problem}" for problem, is_fine in checks.items() if not is_fine]


@pytest.mark.parametrize("group", BAD_REQUESTS)
def test_bad_input_is_refused_and_changes_nothing(group, make_ticket, described, monkeypatch):
    # All come from one client, faster than its limits allow.
    monkeypatch.setattr(DatabaseThrottle, "allow_request", lambda *_: True)
    ticket_id = make_ticket().pk
    before = stored_rows()
    problems = []
    for case in BAD_REQUESTS[group]:
        problems += find_problems(case, ticket_id, described)
        if stored_rows() != before:
            problems.append(f"{case}: changed something")
            before = stored_rows()
    assert problems == []


class Page(HTMLParser):
    """A parsed HTML page: its texts and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def elements(self) -> list[tuple[str, list[str]]]:
        return [(tag, sorted(attributes)) for tag, attributes in self.tags]

    def shown(self) -> str:
        values = [attributes.get("value") or "" for _, attributes in self.tags]
        return "\n".join(["".join(self.texts), *values])


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_odd_input_is_kept_and_found_as_it_is(text, api, make_ticket):
    other = make_ticket()
    before = Ticket.objects.filter(pk=other.pk).values().get()
    name = text[:NAME_MAX_LENGTH]
    sent = {**TICKET, "title": text, "description": f"{text}\n{text}", "requester_name": name}
    made = api.post(LIST, json.dumps(sent), content_type="application/json")
    assert made.status_code == 201, made.content
    number = made.json()["id"]

    def is_as_sent(ticket: Any) -> None:
        assert ticket["title"] == as_line(text).strip()
        assert ticket["description"] == f"{as_text(text)}\n{as_text(text)}".strip()
        # A name is one line of words with a space between.
        assert ticket["requester_name"] == " ".join(as_line(name).split())

    is_as_sent(made.json())
    is_as_sent(api.get(f"{LIST}{number}/").json())
    is_as_sent(next(row for row in api.get(LIST).json() if row["id"] == number))
    for word in as_text(text).split()[:20]:
        found = api.get(LIST, {"search": word}).json()
        assert number in [ticket["id"] for ticket in found]

    changed = api.patch(
        f"{LIST}{number}/", json.dumps({"title": f"{text}!"}), content_type="application/json"
    )
    assert changed.json()["title"] == f"{as_line(text)}!"
    newest = api.get(f"{LIST}{number}/history/").json()[0]
    assert newest["changes"] == [
        {"field": "title", "before": as_line(text).strip(), "after": f"{as_line(text)}!"}
    ]
    assert Ticket.objects.filter(pk=other.pk).values().get() == before
    assert Ticket.objects.count() == 2


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_odd_input_is_text_in_the_admin(text, client, make_ticket):
    client.force_login(User.objects.create(username="admin", is_staff=True, is_superuser=True))
    ticket = make_ticket(title="plain", description="plain", requester_name="plain")

    def pages() -> list[Page]:
        return [
            Page(client.get(f"/admin/tickets/ticket/{address}").content.decode())
            for address in ("", f"{ticket.pk}/change/", f"{ticket.pk}/delete/")
        ]

    plain = pages()
    Ticket.objects.update(
        title=text, description=text, requester_name=text[:NAME_MAX_LENGTH], requester_email=""
    )
    for page, before in zip(pages(), plain, strict=True):
        assert text.strip() in page.shown()
        assert page.elements() == before.elements()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_odd_input_goes_through_a_file_and_back_as_it_is(text, make_ticket, tmp_path):
    make_ticket(title=as_line(text).strip(), description=text)
    path = tmp_path / "tickets.csv"
    call_command("export_tickets", str(path), stdout=StringIO())
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    # No cell is a formula to a spreadsheet.
    assert all(not cell.startswith(tuple("=+-@")) for row in rows for cell in row)
    Ticket.objects.all().delete()
    call_command("import_tickets", str(path), stdout=StringIO())
    ticket = Ticket.objects.get()
    assert (ticket.title, ticket.description) == (as_line(text).strip(), as_text(text).strip())
