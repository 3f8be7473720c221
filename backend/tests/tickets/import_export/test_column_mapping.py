"""Columns by name, translated texts, defaults."""

import pytest
from django.core.management import CommandError

from tests.support.csv_rows import HEADER, ROW
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def test_columns_are_found_by_name_in_any_order(run):
    out, err = run(
        [
            ["priority", "extra", "title", "category", "description"],
            ["low", "?", "Hello", "billing", "World"],
        ]
    )
    assert err == ""
    assert "1 ticket imported." in out
    ticket = Ticket.objects.get()
    assert (ticket.title, ticket.description) == ("Hello", "World")
    assert (ticket.category, ticket.priority, ticket.status) == ("billing", "low", "open")


def test_columns_can_be_renamed_and_values_translated(run):
    rows = [["subject", "body", "queue", "urgency", "state"]] + [
        [f"Subject {queue}", "Body", queue, urgency, state]
        for queue, urgency, state in (
            ("IT Support", "HIGH", "In progress"),
            ("it support ", "p1", "closed"),
            ("Billing", "p1", ""),
            ("Unheard of", "low", "open"),
            ("", "low", "open"),
        )
    ]
    _, err = run(
        rows,
        *("--column", "title=subject", "--column", "description=body"),
        *("--column", "category=queue", "--column", "priority=urgency", "--column", "status=state"),
        *("--map", "category:IT Support=technical", "--map", "priority:P1=critical"),
        *("--default", "category=general"),
    )
    assert err == ""
    assert list(Ticket.objects.order_by("id").values_list("category", "priority", "status")) == [
        ("technical", "high", "in_progress"),
        ("technical", "critical", "closed"),
        ("billing", "critical", "open"),
        ("general", "low", "open"),
        ("general", "low", "open"),
    ]


def test_a_translation_of_nothing_stands_in_for_a_missing_column(run):
    run([HEADER, ROW], "--map", "status:=closed")
    assert Ticket.objects.get().status == "closed"


def test_a_default_stands_in_for_a_missing_column(run):
    run(
        [["title", "description"], ["a", "b"]],
        "--default",
        "category=account",
        "--default",
        "priority=low",
    )
    assert Ticket.objects.get().category == "account"


def test_a_title_can_come_from_the_description(run):
    run(
        [
            ["subject", *HEADER[1:]],
            ["", "My printer  is\non fire " + "and more " * 30, "technical", "high"],
            ["", "Short", "technical", "high"],
        ],
        "--column",
        "title=subject",
        "--title-from-description",
    )
    first, second = Ticket.objects.order_by("id")
    assert first.title.startswith("My printer is on fire and more")
    assert first.title.endswith("…")
    assert len(first.title) <= 101
    assert second.title == "Short"


@pytest.mark.parametrize(
    "options",
    [
        ("--column", "title"),
        ("--column", "owner=x"),
        ("--column", "id=number"),
        ("--default", "id=7"),
        ("--default", "category=spam"),
        ("--map", "category:spam"),
        ("--map", "category:x=spam"),
        ("--map", "title:x=y"),
    ],
)
def test_unusable_options(run, options):
    with pytest.raises(CommandError):
        run([HEADER, ROW], *options)
